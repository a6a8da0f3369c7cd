// The columns of a dataset to be: what was found in a file, and what a person makes of it.

import { cut } from "./cells.js";
import { option } from "./conditionfield.js";
import { at, make, write } from "./dom.js";
import { linesOf, TYPES, valuesOf } from "./transfers.js";

const SAMPLES = 3;
const BOUNDS = ["min", "max", "pattern"];

export class Schema {
  /** `onChange()` after whatever a person did. */
  constructor(onChange) {
    this.rows = [];
    this.told = "";
    at("schema").addEventListener("change", () => {
      this.rows.forEach((row) => row.settle());
      onChange();
    });
  }

  /** The same columns again are those of another import. */
  forget() {
    this.told = "";
  }

  /** Keeps what was changed where the same columns were found again. */
  show({ columns, key }) {
    const told = JSON.stringify([columns, key]);
    if (told === this.told) return;
    this.told = told;
    at("schema-no-key").checked = true;
    const doubled = doubledIn(columns);
    this.rows = columns.map((column) => new SchemaRow(column, column.name === key, doubled.has(column.name)));
    at("schema-rows").replaceChildren(...this.rows.map(({ element }) => element));
    this.rows.forEach((row) => row.settle());
  }

  get kept() {
    return this.rows.filter((row) => row.keep.checked);
  }

  get key() {
    return this.kept.find((row) => row.isKey.checked)?.wanted ?? null;
  }

  /** As the server makes a dataset of it. */
  get definition() {
    return { columns: this.kept.map((row) => row.column), ...(this.key && { key: this.key }) };
  }

  /** From the columns of the file to those of the dataset. */
  get mapping() {
    return Object.fromEntries(this.kept.map((row) => [row.found.name, row.wanted]));
  }

  /** `errors` with a pointer into the columns stand beside them; the others are answered. */
  tell(errors) {
    const by = new Map(this.kept.map((row, place) => [place, { row, words: [] }]));
    const others = errors.filter(({ pointer = "", detail }) => !by.get(placeOf(pointer))?.words.push(detail));
    for (const { row, words } of by.values()) row.tell(words.join(" "));
    [...by.values()].find(({ words }) => words.length)?.row.name.focus();
    return others;
  }
}

const placeOf = (pointer) => Number(/\/columns\/(\d+)/.exec(pointer)?.[1] ?? -1);

class SchemaRow {
  constructor(found, isKey, doubled) {
    this.found = found;
    const { name, type, required, unique, values, samples } = found;
    const label = (does) => ({ "aria-label": `${does} ${cut(name)}` });
    this.keep = box("checkbox", !doubled, { ...label("Keep"), ...(doubled && { disabled: "" }) });
    this.name = make("input", { type: "text", value: name, maxlength: "128", autocomplete: "off", spellcheck: "false", ...label("Name of") });
    this.type = make("select", label("Type of"), ...TYPES.map((one) => option(one)));
    this.type.value = type;
    this.values = make("textarea", { rows: "3", ...label("Values of"), placeholder: "one on each line" });
    this.values.value = linesOf(values ?? []);
    this.required = box("checkbox", required, label("Required"));
    this.unique = box("checkbox", unique, label("Unique"));
    this.isKey = box("radio", isKey, { name: "key", ...label("Key") });
    this.problem = make("p", { class: "problem", role: "alert", hidden: "" });
    const source = make("th", { scope: "row" }, make("b", { class: "said" }, cut(name)), doubled ? doubledNote() : samplesOf(samples));
    this.element = make("tr", {}, cell("Keep", this.keep), source, cell("Name", this.name, this.problem), cell("Type", this.type, this.values), cell("Required", this.required), cell("Unique", this.unique), cell("Key", this.isKey));
  }

  get wanted() {
    return this.name.value.trim();
  }

  get column() {
    const { found, type, values } = this;
    const told = type.value === found.type ? BOUNDS.filter((name) => found[name] !== null && found[name] !== undefined) : [];
    return {
      name: this.wanted,
      type: type.value,
      required: this.required.checked,
      unique: this.unique.checked,
      ...Object.fromEntries(told.map((name) => [name, found[name]])),
      ...(type.value === "enum" && { values: valuesOf(values.value) }),
    };
  }

  /** A key is required and unique; what is not kept has nothing to say. */
  settle() {
    const gone = !this.keep.checked;
    if (gone && this.isKey.checked) at("schema-no-key").checked = true;
    const key = this.isKey.checked;
    for (const tick of [this.required, this.unique]) {
      if (key) tick.checked = true;
      tick.disabled = key || gone;
    }
    for (const field of [this.name, this.type, this.values, this.isKey]) field.disabled = gone;
    this.values.hidden = this.type.value !== "enum";
    this.element.classList.toggle("gone", gone);
  }

  tell(words) {
    write(this.problem, words);
    if (words) this.name.setAttribute("aria-invalid", "true");
    else this.name.removeAttribute("aria-invalid");
  }
}

/** Names that several columns have: nothing can be said of any one of these. */
export function doubledIn(columns) {
  const names = columns.map(({ name }) => name);
  return new Set(names.filter((name, place) => names.indexOf(name) !== place));
}

export const doubledNote = () => make("span", { class: "note" }, "several columns have this name, so none can be taken");

const cell = (name, ...children) => make("td", { "data-name": name }, ...children);
const box = (type, checked, facts) => make("input", { type, ...facts, ...(checked && { checked: "" }) });

export function samplesOf(samples = []) {
  const some = samples.filter((one) => one !== "").slice(0, SAMPLES);
  return make("span", { class: "samples note" }, ...some.map((one) => make("q", { class: "said" }, cut(String(one)))), some.length ? "" : "no values");
}
