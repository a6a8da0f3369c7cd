// What is inside a job, the same on the page of every kind: sections that are closed at first and read when they are opened.

import { Attempts } from "./attempts.js";
import { Changes } from "./changes.js";
import { Commands } from "./commands.js";
import { link, make } from "./dom.js";
import { Kin } from "./kin.js";
import { Ledger } from "./ledger.js";
import { RawFrames } from "./rawframes.js";
import { Waits } from "./waits.js";

/** Each has a `title`, a `hint(job)` beside it ("" for none), maybe `isFor(job)`; `draw(job)` while it is open, maybe `close()`. */
const SECTIONS = [Waits, Changes, Attempts, Ledger, Kin, RawFrames, Commands];
let pages = 0;

export class Inside {
  /** `after` is the last part of a job's page. */
  constructor(after) {
    const id = `inside-title-${++pages}`;
    this.sections = SECTIONS.map((Section) => new Fold(Section));
    this.temporal = make("a", { class: "button", target: "_blank", rel: "noopener", hidden: "" }, "Its workflow in Temporal");
    const list = make("div", { class: "sheet folds" }, ...this.sections.map(({ element }) => element));
    this.element = make("section", { class: "inside", "aria-labelledby": id }, make("h3", { id }, "Inside"), list, make("p", { class: "does" }, this.temporal));
    after.append(this.element);
  }

  draw(job) {
    link(this.temporal, job.links?.temporal ?? "");
    for (const section of this.sections) section.draw(job);
  }

  /** Another job comes, or none. */
  close() {
    for (const section of this.sections) section.close();
  }
}

/** One section: made when it is first opened, made anew for another job. */
class Fold {
  constructor(Section) {
    this.Section = Section;
    this.hint = make("span", { class: "note said" });
    this.place = make("div", { class: "fold" });
    this.element = make("details", {}, make("summary", {}, make("b", {}, Section.title), this.hint), this.place);
    this.element.addEventListener("toggle", () => this.tell());
  }

  draw(job) {
    this.job = job;
    this.element.hidden = !(this.Section.isFor?.(job) ?? true);
    const hint = this.Section.hint(job);
    if (this.hint.textContent !== hint) this.hint.textContent = hint;
    this.tell();
  }

  tell() {
    if (!this.job || !this.element.open) return;
    this.shown ??= new this.Section(this.place);
    this.shown.draw(this.job);
  }

  close() {
    this.shown?.close?.();
    Object.assign(this, { job: null, shown: null });
    this.element.open = false;
    this.place.replaceChildren();
  }
}
