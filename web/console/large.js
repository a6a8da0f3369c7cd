// One picture or video as large as the window, and from it to the next by arrow keys, buttons or a finger.

import { here } from "./api.js";
import { make } from "./dom.js";
import { bytes, size } from "./format.js";
import { brief, isMoving, isPreview, paramsOfJob, wordsOf } from "./generations.js";
import { againPage, generationPage } from "./kinds.js";
import { modelOf } from "./models.js";
import { film } from "./tile.js";

const LONG = 240;
const SWIPE = 48;
const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

export class Large {
  constructor() {
    Object.assign(this, { sequence: [], place: 0, from: null });
    const press = (words, name, act) => {
      const button = make("button", { type: "button", class: name, "aria-label": words }, { earlier: "‹", later: "›", close: "×" }[name]);
      button.addEventListener("click", act);
      return button;
    };
    this.before = press("The one before", "earlier", () => this.step(-1));
    this.after = press("The next one", "later", () => this.step(1));
    this.after.autofocus = true;
    this.close = press("Close", "close", () => this.dialog.close());
    this.stage = make("div", { class: "stage" });
    this.words = make("p", { class: "said", id: "large-words" });
    this.count = make("span", { class: "figure", role: "status" });
    this.facts = make("span");
    this.preview = make("span", { class: "tagged" }, "Preview, drawn without a model");
    [this.save, this.again, this.task] = ["Download", "Again with changes", "Its task"].map((words) => make("a", { class: "button" }, words));
    this.save.download = ""; // the server names the file
    const told = make("div", { class: "told" }, this.words, make("p", { class: "line" }, this.count, this.facts, this.preview), make("p", { class: "does" }, this.save, this.again, this.task));
    this.dialog = make("dialog", { id: "large", "aria-labelledby": "large-words" }, this.stage, this.before, this.after, this.close, told);
    document.body.append(this.dialog);
    this.listen();
  }

  listen() {
    this.dialog.addEventListener("close", () => this.stage.replaceChildren()); // a film goes silent
    this.dialog.addEventListener("keydown", (event) => this.press(event));
    this.stage.addEventListener("click", (event) => event.target === this.stage && this.dialog.close());
    this.stage.addEventListener("touchstart", ({ touches }) => (this.from = touches.length === 1 ? touches[0].clientX : null), { passive: true });
    this.stage.addEventListener("touchend", ({ changedTouches: [{ clientX }] }) => this.swipe(clientX), { passive: true });
    addEventListener("hashchange", () => this.dialog.open && this.dialog.close());
  }

  /** `sequence`: `[{ job, asset, place }]`; begins at the one of that job and place. */
  show(sequence, job, place) {
    this.sequence = sequence;
    this.place = sequence.findIndex((one) => one.job.id === job.id && one.place === place);
    if (this.place < 0) return;
    this.draw();
    this.dialog.showModal();
  }

  step(by) {
    const to = this.place + by;
    if (to < 0 || to >= this.sequence.length) return;
    this.place = to;
    this.draw();
  }

  press(event) {
    const by = STEPS[event.key];
    if (!by || event.target.tagName === "VIDEO") return; // there they move within the film
    event.preventDefault();
    this.step(by);
  }

  swipe(to) {
    if (this.from === null || Math.abs(to - this.from) < SWIPE) return;
    this.step(to < this.from ? 1 : -1);
  }

  draw() {
    const { job, asset } = this.sequence[this.place];
    const words = wordsOf(job);
    this.stage.replaceChildren(shown(asset, brief(words)));
    this.words.textContent = brief(words, LONG);
    const facts = [modelOf(paramsOfJob(job)).name, asset.width && `${size(asset.width, asset.height)} px`, bytes(asset.bytes)];
    this.facts.textContent = facts.filter(Boolean).join(" · ");
    this.preview.hidden = !isPreview(job);
    this.count.textContent = `${this.place + 1} of ${this.sequence.length}`;
    this.save.href = here(asset.url);
    this.again.href = againPage(job.id);
    this.task.href = generationPage(job.id);
    this.before.hidden = this.after.hidden = this.sequence.length < 2;
    this.before.setAttribute("aria-disabled", this.place === 0); // `disabled` would take the keyboard focus away
    this.after.setAttribute("aria-disabled", this.place === this.sequence.length - 1);
    for (const near of [this.sequence[this.place + 1], this.sequence[this.place - 1]]) fetchAhead(near?.asset);
  }
}

function shown(asset, words) {
  if (asset.kind === "video" && !isMoving(asset)) {
    const video = film(asset, words);
    video.autoplay = true;
    return video;
  }
  const image = make("img", { alt: words, decoding: "async", loading: "eager" });
  if (asset.width) [image.width, image.height] = [asset.width, asset.height];
  image.src = here(asset.url);
  return image;
}

function fetchAhead(asset) {
  if (asset && (asset.kind === "image" || isMoving(asset))) new Image().src = here(asset.url);
}
