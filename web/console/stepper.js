// The stages of a documentary as steps, in words and marks: colour only adds to them.

import { getTimeline } from "./api.js";
import { make } from "./dom.js";
import { stepsOf } from "./stages.js";

const STATES = {
  open: ["○", "To come"],
  now: ["▶", "Now"],
  done: ["✓", "Done"],
  passed: ["✓", "Passed"],
  kept: ["✓", "Kept from the job before"],
  skipped: ["–", "Not needed"],
  failed: ["✕", "Failed here"],
  cancelled: ["■", "Cancelled here"],
  unreached: ["○", "Not reached"],
};

export class Stepper {
  constructor(list, onNews) {
    this.list = list;
    this.onNews = onNews;
    this.show();
  }

  /** Another job, or none. */
  show() {
    Object.assign(this, { changes: [], read: "", told: "" });
    this.list.replaceChildren();
  }

  /** What happened before the page was opened, or while it was not connected, is read where a stage is over. */
  async learn(job) {
    const wanted = JSON.stringify([job.id, job.stage, job.status, job.attempt]);
    if (wanted === this.read) return;
    this.read = wanted;
    try {
      const { data } = await getTimeline(job.id);
      if (wanted !== this.read) return;
      this.changes = data;
      this.onNews();
    } catch {
      // The steps say less then; the next stage asks again.
    }
  }

  draw(job) {
    const last = this.changes.at(-1);
    if (job.stage && (last?.stage !== job.stage || last.detail !== job.detail)) this.changes.push(job);
    const steps = stepsOf(job, this.changes);
    const told = JSON.stringify(steps);
    if (told === this.told) return;
    this.told = told;
    this.list.replaceChildren(...steps.map(step));
  }
}

function step({ number, name, state, label, detail }) {
  const [mark, word] = STATES[state];
  const current = state === "now" ? { "aria-current": "step" } : {};
  return make(
    "li",
    { "data-state": state, ...current },
    make("p", { class: "step" }, make("span", { class: "figure" }, `${number} `), make("b", {}, name)),
    make("p", { class: "state" }, make("span", { class: "mark", "aria-hidden": "true" }, mark), word),
    label && make("p", { class: "note said" }, label),
    detail && make("p", { class: "note said" }, detail),
  );
}
