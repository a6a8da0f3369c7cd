// A section of the inside of a job that is read from the server, page by page, again where the job has changed.

import { make, write } from "./dom.js";

const CALM_MS = 1500;

/** Of a section: `needs(job)` changes where it has to be read again, `read(job, cursor)` a page of it, `tell(data, job)` its elements. */
export class Reading {
  constructor(place) {
    this.body = make("div");
    this.note = make("p", { class: "note" }, "Loading…");
    this.more = make("button", { type: "button", class: "plain", hidden: "" }, "Show more");
    this.more.addEventListener("click", () => this.load(this.cursor));
    Object.assign(this, { known: "", data: [], cursor: null, timer: 0, reading: false, closed: false, readAt: -CALM_MS });
    place.append(this.body, this.note, this.more);
  }

  draw(job) {
    this.job = job;
    if (this.known === this.needs(job) || this.timer) return;
    // Of a job that changes many times a second, some of the versions are enough.
    const wait = Math.max(0, this.readAt + CALM_MS - performance.now());
    this.timer = setTimeout(() => this.load(null), wait);
  }

  async load(cursor) {
    this.timer = 0;
    if (this.reading || this.closed) return;
    const { job } = this;
    const wanted = this.needs(job);
    Object.assign(this, { reading: true, readAt: performance.now() });
    try {
      const { data, nextCursor = null } = await this.read(job, cursor);
      if (this.closed) return;
      this.data = cursor ? [...this.data, ...data] : data;
      Object.assign(this, { known: wanted, cursor: nextCursor });
      this.body.replaceChildren(...this.tell(this.data, job));
      write(this.note, "");
    } catch (error) {
      this.known = wanted; // asked again when something changes, not before
      write(this.note, `This could not be loaded. ${error.message}`);
    }
    this.more.hidden = !this.cursor;
    this.reading = false;
    this.draw(this.job);
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
  }
}
