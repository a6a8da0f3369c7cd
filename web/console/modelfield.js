// The fields of a model, each as it is best chosen: by a press, by its shape, by a slider, by words.

import { option } from "./conditionfield.js";
import { make, write } from "./dom.js";
import { choicesOf, ratioOf, wordOf } from "./models.js";
import { References } from "./references.js";

const USUAL = "usual";

/** All of them have `element`, `value` (empty where nothing is said), `tell(problem)` and `draw(values)`. */
class Field {
  constructor(spec, id) {
    Object.assign(this, { spec, id });
    this.problem = make("p", { class: "problem", role: "alert", id: `${id}-error`, hidden: "" });
    this.described = { "aria-describedby": `${id}-error` };
  }

  get label() {
    const { label, hint } = this.spec;
    return [label, hint ? make("span", { class: "hint" }, hint) : ""];
  }

  get value() {
    return this.input.value;
  }

  set value(value) {
    this.input.value = value ?? "";
  }

  draw() {}

  tell(words) {
    write(this.problem, words);
    this.input?.setAttribute("aria-invalid", Boolean(words));
  }

  focus() {
    this.input.focus();
  }
}

class Choice extends Field {
  constructor(spec, id) {
    super(spec, id);
    this.inputs = choicesOf(spec).map((value) => make("input", { type: "radio", name: id, value }));
    const labels = this.inputs.map((input) => make("label", {}, input, ...this.face(input.value)));
    const [words, hint] = this.label;
    this.element = make("fieldset", { class: `by-${spec.sort}`, ...this.described }, make("legend", {}, words, hint), make("div", { class: "pills" }, ...labels), this.problem);
    this.value = spec.first;
  }

  face(value) {
    return [make("span", {}, wordOf(this.spec, value))];
  }

  get value() {
    return this.inputs.find((input) => input.checked)?.value ?? "";
  }

  set value(value) {
    for (const input of this.inputs) input.checked = input.value === String(value ?? this.spec.first);
  }

  focus() {
    (this.inputs.find((input) => input.checked) ?? this.inputs[0]).focus();
  }
}

class Ratio extends Choice {
  face(value) {
    const shape = make("span", { class: "shape", "aria-hidden": "true" });
    shape.style.setProperty("--ratio", ratioOf(value));
    if (value === "Auto") shape.classList.add("open");
    return [shape, make("span", {}, value)];
  }
}

class Select extends Field {
  constructor(spec, id) {
    super(spec, id);
    this.input = make("select", this.described, option("", USUAL), ...choicesOf(spec).map((value) => option(value, wordOf(spec, value))));
    this.element = make("div", { class: "row" }, make("label", {}, make("span", {}, ...this.label), this.input), this.problem);
  }
}

/** A number, with a slider that sets it; the number counts, and nothing in it leaves it to the provider. */
class Range extends Field {
  constructor(spec, id) {
    super(spec, id);
    const { min, max, step, label } = spec;
    this.input = make("input", { type: "number", min, max, step, inputmode: "numeric", placeholder: USUAL, ...this.described });
    this.slider = make("input", { type: "range", min, max, step, value: min, "aria-label": `${label}, as a slider` });
    this.slider.addEventListener("input", () => (this.input.value = this.slider.value));
    this.input.addEventListener("input", () => this.drawSlider());
    this.element = make("div", { class: "row range" }, make("label", {}, make("span", {}, ...this.label), this.input), this.slider, this.problem);
    this.drawSlider();
  }

  drawSlider() {
    this.slider.value = this.input.value || this.spec.min;
    this.slider.classList.toggle("unsaid", this.input.value === "");
  }

  get value() {
    return numberIn(this.input);
  }

  set value(value) {
    this.input.value = value ?? "";
    this.drawSlider();
  }
}

class Amount extends Field {
  constructor(spec, id) {
    super(spec, id);
    const { min, max } = spec;
    this.input = make("input", { type: "number", min, max, step: 1, inputmode: "numeric", placeholder: "any", ...this.described });
    this.element = make("div", { class: "row" }, make("label", {}, make("span", {}, ...this.label), this.input), this.problem);
  }

  get value() {
    return numberIn(this.input);
  }

  set value(value) {
    this.input.value = value ?? "";
  }
}

class Text extends Field {
  constructor(spec, id) {
    super(spec, id);
    this.input = make("input", { type: "text", maxlength: spec.longest, autocomplete: "off", ...this.described });
    this.element = make("div", { class: "row" }, make("label", {}, make("span", {}, ...this.label), this.input), this.problem);
  }
}

class Words extends Field {
  constructor(spec, id) {
    super(spec, id);
    this.input = make("textarea", { rows: "2", maxlength: spec.longest, ...this.described });
    this.element = make("div", { class: "row words" }, make("label", {}, make("span", {}, ...this.label), this.input), this.problem);
  }
}

class Tick extends Field {
  constructor(spec, id) {
    super(spec, id);
    this.input = make("input", { type: "checkbox", ...this.described });
    this.element = make("div", { class: "row" }, make("label", { class: "tick" }, this.input, make("span", {}, ...this.label)), this.problem);
    this.value = spec.first;
  }

  /** Unticked is what a provider does anyway, unless it begins ticked. */
  get value() {
    return this.input.checked || (this.spec.first ? false : "");
  }

  set value(value) {
    this.input.checked = Boolean(value ?? this.spec.first);
  }
}

const SORTS = { choice: Choice, ratio: Ratio, select: Select, range: Range, number: Amount, text: Text, words: Words, tick: Tick, pictures: References };

/** `onChange()` where that is not told by an event of the form's. */
export const fieldOf = (spec, id, onChange) => new SORTS[spec.sort](spec, id, onChange);

/** What is no number goes as it is: the server says what is wrong with it. */
function numberIn(input) {
  if (input.validity.badInput) return "?";
  return input.value === "" ? "" : Number(input.value);
}
