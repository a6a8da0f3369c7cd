// The form of a documentary: what it is about, how long it speaks.

import { newKey, startDocumentary } from "./api.js";
import { at, write } from "./dom.js";
import { takeWords } from "./drop.js";
import { seconds } from "./format.js";

const FIELDS = ["topic", "prompt", "narrationTargetSecs", "market", "accessToken"];
const LENGTHS = [10, 20, 30, 45, 60, 90, 120, 180, 240, 300, 420, 600, 900, 1200, 1800, 2700, 3600];
const FULL = 429;

export class DocumentaryForm {
  /** `onStarted(job)`. */
  constructor({ onStarted }) {
    this.onStarted = onStarted;
    this.form = at("documentary-form");
    this.body = "";
    this.key = "";
    this.number = at("narrationTargetSecs");
    this.slider = at("length-slider");
    takeWords(at("prompt"));
    this.slider.max = LENGTHS.length - 1;
    this.slider.addEventListener("input", () => {
      this.number.value = LENGTHS[this.slider.value];
      this.drawLength();
    });
    this.number.addEventListener("input", () => this.drawLength());
    this.drawLength();
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
  }

  /** The number counts; the slider stands at the length nearest to it. */
  drawLength() {
    const secs = Number(this.number.value || this.number.placeholder);
    const far = LENGTHS.map((length) => Math.abs(Math.log(length / Math.max(1, secs))));
    this.slider.value = far.indexOf(Math.min(...far));
    const words = secs > 0 ? seconds(secs * 1000) : "";
    this.slider.setAttribute("aria-valuetext", words);
    at("length-words").textContent = words;
  }

  /** What is left empty is not sent: the server has its own default then. */
  get input() {
    const told = new FormData(this.form);
    const input = { topic: told.get("topic"), narrate: told.has("narrate"), queue: told.has("queue") };
    for (const name of ["prompt", "market", "accessToken"]) if (told.get(name)) input[name] = told.get(name);
    if (told.get("narrationTargetSecs")) input.narrationTargetSecs = Number(told.get("narrationTargetSecs"));
    return input;
  }

  async submit() {
    if (at("documentary-go").getAttribute("aria-disabled") === "true") return;
    this.tellProblems([], "");
    if (this.number.validity.badInput) {
      this.tellProblems([{ pointer: "/narrationTargetSecs", detail: "Give a number of seconds." }], "");
      return;
    }
    const { input } = this;
    const body = JSON.stringify({ ...input, accessToken: undefined }); // a secret stays in its field alone
    if (body !== this.body) [this.body, this.key] = [body, newKey()];
    this.starting(true);
    try {
      const { jobs } = await startDocumentary(input, this.key);
      this.body = ""; // the same once more is another order
      at("topic").value = "";
      at("prompt").value = "";
      at("accessToken").value = "";
      this.onStarted(jobs[0]);
    } catch (error) {
      this.tellRefusal(error, input);
    }
    this.starting(false);
  }

  tellRefusal({ status, errors = [], message }, { queue }) {
    const hint = status === FULL && !queue ? " With “Queue it” it waits for its turn instead." : "";
    this.tellProblems(errors, message + hint);
  }

  /** Each where it belongs; what belongs to no field, and what names none, below them. */
  tellProblems(errors, message) {
    const rest = [];
    const by = new Map(FIELDS.map((field) => [field, []]));
    for (const { pointer = "", detail } of errors) (by.get(pointer.split("/").at(-1)) ?? rest).push(detail);
    for (const [field, words] of by) {
      write(at(`${field}-error`), words.join(" "));
      if (words.length) at(field).setAttribute("aria-invalid", "true");
      else at(field).removeAttribute("aria-invalid");
    }
    write(at("documentary-error"), rest.length === errors.length ? message : rest.join(" "));
    const wrong = FIELDS.find((field) => by.get(field).length);
    if (wrong && at("documentary-more").contains(at(wrong))) at("documentary-more").open = true;
    if (wrong) at(wrong).focus();
  }

  starting(now) {
    at("documentary-go").setAttribute("aria-disabled", now);
    at("documentary-go").textContent = now ? "Starting…" : "Make the documentary";
  }
}
