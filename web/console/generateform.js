// The form of pictures and video: a model, what it can be asked for, the words, and what that costs.

import { newKey, startGeneration } from "./api.js";
import { at, make, write } from "./dom.js";
import { takeWords } from "./drop.js";
import { number, plural } from "./format.js";
import { amountOf, filedUnder, paramsOfJob, promptIdOf } from "./generations.js";
import { galleryPage, isGeneration } from "./kinds.js";
import { applies, MODELS, paramsOf, valuesOf, yieldOf } from "./models.js";
import { fieldOf } from "./modelfield.js";
import { say } from "./notices.js";

const WIDE = ["pictures", "words"]; // stand below the prompt
const OWN = { prompt: "generate-prompt", promptId: "generate-filed", callBackUrl: "generate-callback" };

export class GenerateForm {
  /** `look(id)` answers a job; `onStarted(job, page)`. */
  constructor({ look, onStarted }) {
    Object.assign(this, { look, onStarted, body: "", key: "", balance: null, prices: { image: 2, video: 10 }, starting: false });
    this.form = at("generate-form");
    this.fields = Object.fromEntries(Object.entries(MODELS).map(([model, { fields }]) => [model, fields.map((spec) => fieldOf(spec, `${model}-${spec.name}`, () => this.ready && this.draw()))]));
    this.models = Object.entries(MODELS).map(([value, { name, words }]) => {
      const input = make("input", { type: "radio", name: "model", value });
      at("generate-models").append(make("label", {}, input, make("b", {}, name), make("span", { class: "note" }, words), make("span", { class: "price figure", "data-model": value })));
      return input;
    });
    this.models[0].checked = true;
    for (const anchor of document.querySelectorAll("[data-prompt]")) {
      anchor.addEventListener("click", () => {
        at("generate-prompt").value = anchor.dataset.prompt;
        this.draw();
      });
    }
    takeWords(at("generate-prompt"));
    this.form.addEventListener("input", () => this.draw());
    this.form.addEventListener("change", () => this.draw());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.ready = true;
    this.draw();
  }

  /** What the server says: `{ prices, generator }`. */
  set info({ prices, generator }) {
    this.prices = prices.generation;
    at("generate-preview").hidden = generator !== "procedural";
    this.draw();
  }

  set credits(balance) {
    this.balance = balance;
    this.draw();
  }

  /** With the parameters of a task, where one is named. */
  async open(id) {
    this.from = id;
    write(at("generate-error"), "");
    if (id === null) return;
    try {
      const job = await this.look(id);
      if (id !== this.from) return;
      if (!isGeneration(job)) throw new Error(`${id} is no generation task.`);
      this.fill(paramsOfJob(job));
      at("generate-filed").value = promptIdOf(job);
      this.draw();
      at("generate-prompt").focus({ preventScroll: true });
    } catch (error) {
      if (id === this.from) write(at("generate-error"), error.message);
    }
  }

  close() {
    this.from = null;
  }

  fill(params) {
    const values = valuesOf(params);
    this.tellProblems([], "");
    for (const input of this.models) input.checked = input.value === params.model;
    for (const field of this.fields[this.model]) field.value = values[field.spec.name];
    at("generate-prompt").value = values.prompt ?? "";
    at("generate-callback").value = values.callBackUrl ?? "";
    at("generate-more").open = Boolean(values.callBackUrl);
  }

  get model() {
    return this.models.find((input) => input.checked).value;
  }

  get values() {
    const own = { prompt: at("generate-prompt").value, callBackUrl: at("generate-callback").value.trim() };
    return { ...Object.fromEntries(this.fields[this.model].map((field) => [field.spec.name, field.value])), ...own };
  }

  get params() {
    return paramsOf(this.model, this.values);
  }

  get promptId() {
    return at("generate-filed").value.trim() || filedUnder(at("generate-prompt").value);
  }

  /** Changes nothing that a person has filled in, only what can be. */
  draw() {
    if (this.drawing) return;
    this.drawing = true;
    const { model, values } = this;
    const { longest } = MODELS[model];
    const shown = this.fields[model].filter(({ spec }) => applies(spec, values));
    if (this.shown?.join() !== (this.shown = shown.map(({ spec }) => `${model}-${spec.name}`)).join()) {
      const [below, beside] = [true, false].map((wide) => shown.filter(({ spec }) => WIDE.includes(spec.sort) === wide));
      at("generate-below").replaceChildren(...below.map(({ element }) => element));
      at("generate-fields").replaceChildren(...beside.map(({ element }) => element));
    }
    for (const field of shown) field.draw(values);
    const length = [...values.prompt].length;
    at("generate-count").textContent = `${number(length)} of ${number(longest)}`;
    at("generate-count").classList.toggle("problem", length > longest);
    at("generate-filed").placeholder = filedUnder(values.prompt);
    this.drawPrice();
    this.drawGo(shown);
    this.drawing = false;
  }

  drawPrice() {
    const makes = yieldOf(this.params);
    const price = this.prices[makes.kind] * makes.number;
    const short = this.balance !== null && price > this.balance ? `; you have ${number(this.balance)}` : "";
    at("generate-price").textContent = `${amountOf(makes)} for ${plural(price, "credit")}${short}`;
    for (const place of document.querySelectorAll("#generate-models .price")) {
      const kind = yieldOf({ model: place.dataset.model, input: {} }).kind;
      place.textContent = `${plural(this.prices[kind], "credit")} each`;
    }
  }

  drawGo(shown) {
    const sending = shown.some(({ busy }) => busy);
    at("generate-go").setAttribute("aria-disabled", this.starting || sending);
    at("generate-go").textContent = this.starting ? "Starting…" : sending ? "Uploading…" : "Make it";
  }

  async submit() {
    if (at("generate-go").getAttribute("aria-disabled") === "true") return;
    this.tellProblems([], "");
    if (!at("generate-prompt").value.trim()) return this.tellProblems([{ pointer: "/prompt", detail: "Say in words what is to be made." }], "");
    const broken = this.fields[this.model].find((field) => this.shown.includes(`${this.model}-${field.spec.name}`) && field.broken);
    if (broken) return broken.tell("Remove the picture that cannot be used, or choose it again.");
    const input = { promptId: this.promptId, providerParams: this.params };
    const body = JSON.stringify(input);
    if (body !== this.body) [this.body, this.key] = [body, newKey()];
    this.starting = true;
    this.draw();
    try {
      const { jobs } = await startGeneration(input, this.key);
      this.body = ""; // the same once more is another order
      jobs[0].input.warnings?.forEach((words) => say(words, "news"));
      this.onStarted(jobs[0], galleryPage(input.promptId));
    } catch (error) {
      this.tellProblems(error.errors ?? [], error.message);
    }
    this.starting = false;
    this.draw();
  }

  /** Each at its field, by its pointer, else by the field that its words name; what names none that is seen, below them. */
  tellProblems(errors, message) {
    const seen = this.fields[this.model].filter((field) => this.shown.includes(`${this.model}-${field.spec.name}`));
    const by = new Map([...Object.keys(OWN), ...seen.map(({ spec }) => spec.name)].map((name) => [name, []]));
    const rest = [];
    for (const { pointer = "", detail } of errors) {
      const named = [...pointer.split("/").reverse(), ...[...detail.matchAll(/`(\w+)`/g)].map(([, word]) => word)];
      (by.get(named.find((part) => by.has(part))) ?? rest).push(detail);
    }
    for (const [name, id] of Object.entries(OWN)) {
      write(at(`${id}-error`), by.get(name).join(" "));
      at(id).setAttribute("aria-invalid", by.get(name).length > 0);
    }
    for (const field of seen) field.tell(by.get(field.spec.name).join(" "));
    if (by.get("promptId").length || by.get("callBackUrl").length) at("generate-more").open = true;
    write(at("generate-error"), rest.length === errors.length ? message : rest.join(" "));
    const wrong = [...by].find(([, words]) => words.length)?.[0];
    if (wrong in OWN) at(OWN[wrong]).focus();
    else seen.find(({ spec }) => spec.name === wrong)?.focus();
  }
}
