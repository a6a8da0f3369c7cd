// The last frames of a job as they came over the live connection; a section of its inside.

import { make } from "./dom.js";
import { number, timeOfDay } from "./format.js";
import { onFrames } from "./frames.js";

const MOST = 50;

export class RawFrames {
  static title = "Raw events";
  static hint = () => "as they come";

  constructor(place) {
    Object.assign(this, { seen: 0, held: [], paused: false, drawing: 0 });
    this.pause = make("button", { type: "button", class: "plain", "aria-pressed": "false" }, "Pause");
    this.clear = make("button", { type: "button", class: "plain" }, "Clear");
    this.note = make("span", { class: "note" }, "Waiting for the next one…");
    this.list = make("ol", { class: "frames" });
    this.scroll = make("div", { class: "tall", role: "region", tabindex: "0", "aria-label": "Raw events, newest first" }, this.list);
    this.pause.addEventListener("click", () => this.hold(!this.paused));
    this.clear.addEventListener("click", () => this.forget());
    place.append(make("p", { class: "does" }, this.pause, this.clear, this.note), this.scroll);
    this.stop = onFrames((frame) => frame.job.id === this.job?.id && this.take(frame));
  }

  draw(job) {
    this.job = job;
  }

  /** What comes while it is paused is kept, as far as there is room. */
  take({ name, id, job }) {
    this.seen += 1;
    this.held.push(frame(name, id, job));
    if (this.held.length > MOST) this.held.shift();
    this.drawing ||= requestAnimationFrame(() => this.show());
  }

  show() {
    this.drawing = 0;
    const waits = this.paused && this.held.length ? `; paused, ${number(this.held.length)} more` : "";
    if (this.seen) this.note.textContent = `${number(this.seen)} heard${waits}`;
    if (this.paused) return;
    this.list.prepend(...this.held.splice(0).reverse());
    while (this.list.children.length > MOST) this.list.lastChild.remove();
  }

  hold(paused) {
    this.paused = paused;
    this.pause.setAttribute("aria-pressed", paused);
    this.show();
  }

  forget() {
    Object.assign(this, { seen: 0, held: [] });
    this.list.replaceChildren();
    this.note.textContent = "Waiting for the next one…";
  }

  close() {
    this.stop();
    cancelAnimationFrame(this.drawing);
  }
}

/** `etaAt` is ours. */
function frame(name, id, { etaAt, ...job }) {
  const words = [timeOfDay(new Date()), `event: ${name}`, id && `id: ${id}`].filter(Boolean).join("  ");
  const body = make("pre", { class: "said" }, JSON.stringify(job, null, 2));
  return make("li", {}, make("details", {}, make("summary", {}, make("code", { class: "said" }, words), make("span", { class: "note said" }, brief(job))), body));
}

const brief = ({ status, percent, stage, version }) => [status, `${percent} %`, stage, `v${version}`].filter(Boolean).join(" · ");
