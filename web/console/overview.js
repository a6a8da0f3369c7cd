// All jobs of every kind, newest first: those the server lists, page by page, and those that come meanwhile.

import { listJobs } from "./api.js";
import { at, write } from "./dom.js";
import { number } from "./format.js";
import { pageOf } from "./kinds.js";
import { Line } from "./line.js";
import { askedOf, isNewer, isOpen, lets, readSieve } from "./sieve.js";
import { SieveForm } from "./sieveform.js";
import { hasEnded } from "./store.js";
import { Walk } from "./walk.js";

const FIRST = 50;
const MORE = 100;

export class Overview {
  /** `verbs`: `learn(job)`, `look(id)`, `forget(id)`, `cancel(job)`, `retry(job)`, `say(words, tone)`. */
  constructor(store, verbs) {
    Object.assign(this, { store, verbs, shown: false, asked: null, turns: 0, dirty: new Set(), stale: new Set(), drawing: 0 });
    this.list = at("overview-rows");
    this.form = new SieveForm({ onSubmit: (words) => this.jump(words) });
    this.walk = new Walk(this.list, () => this.shown, at("overview-find"));
    this.empty();
    at("overview-more").addEventListener("click", () => this.load(this.cursor));
    this.list.addEventListener("contentvisibilityautostatechange", (event) => this.see(event.target.dataset.job, !event.skipped));
    setInterval(() => this.shown && !document.hidden && this.tick(), 1000);
  }

  open() {
    this.shown = true;
    this.asked = null;
    this.turn();
  }

  close() {
    this.shown = false;
    cancelAnimationFrame(this.drawing);
    this.drawing = 0;
  }

  /** What the address says now. What only looks closer at what is there needs no answer from the server. */
  turn() {
    this.sieve = readSieve(location.hash);
    this.form.show(this.sieve);
    const asked = JSON.stringify(askedOf(this.sieve));
    if (asked === this.asked) return this.sift();
    this.asked = asked;
    this.load(null);
  }

  refresh() {
    this.load(null);
  }

  /** News of any job, to be drawn with the next frame. */
  take(job) {
    if (!this.shown) return;
    this.dirty.add(job.id);
    if (job.retryOf) this.dirty.add(job.retryOf);
    this.drawing ||= requestAnimationFrame(() => this.draw());
  }

  async load(after) {
    const turn = ++this.turns;
    const began = this.began !== this.asked;
    at("overview-more").disabled = true;
    this.list.setAttribute("aria-busy", "true");
    try {
      const { data, nextCursor } = await listJobs({ ...askedOf(this.sieve), limit: after ? MORE : FIRST, cursor: after });
      if (turn !== this.turns) return;
      data.forEach((job) => this.verbs.learn(job));
      if (began) this.empty();
      this.reach(data, nextCursor, after);
      write(at("overview-problem"), "");
    } catch (error) {
      if (turn === this.turns) write(at("overview-problem"), `The jobs could not be loaded. ${error.message}`);
    }
    if (turn !== this.turns) return;
    at("overview-more").disabled = false;
    this.list.removeAttribute("aria-busy");
    this.sift();
  }

  empty() {
    this.stale.clear();
    Object.assign(this, { lines: new Map(), order: [], began: this.asked, loaded: false, cursor: null, last: null });
    this.list.replaceChildren();
  }

  /** How far back the list is whole: below its last job, what is known by chance is not shown. */
  reach(data, nextCursor, after) {
    const overlaps = this.loaded && data.some((job) => this.lines.has(job.id));
    if (after || !overlaps) Object.assign(this, { cursor: nextCursor, last: nextCursor ? data.at(-1) ?? this.last : null });
    if (!after) this.missing(data).forEach((id) => this.verbs.look(id).catch(({ status }) => status === 404 && this.verbs.forget(id)));
    this.loaded = true;
  }

  /** Jobs that are on the list and should be on this page of it, and are not: deleted, or ended meanwhile. */
  missing(data) {
    const there = new Set(data.map((job) => job.id));
    const [newest, oldest] = [data[0], data.at(-1)];
    const between = (job) => newest && !isNewer(job, newest) && isNewer(job, oldest);
    return this.order.filter((job) => between(job) && !there.has(job.id)).map((job) => job.id);
  }

  belongs(job) {
    return Boolean(job) && this.loaded && lets(this.sieve, job) && !(this.last && isNewer(this.last, job));
  }

  /** Everything that is known, anew: where the filter has changed, or how far the list goes. */
  sift() {
    for (const id of this.lines.keys()) this.dirty.add(id);
    for (const id of this.store.jobs.keys()) this.dirty.add(id);
    this.draw();
  }

  draw() {
    cancelAnimationFrame(this.drawing);
    this.drawing = 0;
    for (const id of this.dirty) this.drawOne(id, this.store.get(id));
    this.dirty.clear();
    this.count();
  }

  drawOne(id, job) {
    const line = this.lines.get(id);
    if (!this.belongs(job)) return line && this.leave(id, line);
    if (line?.far && !hasEnded(job)) return this.stale.add(id);
    this.stale.delete(id);
    (line ?? this.add(job)).draw(job, this.store.carriedOn(id));
  }

  /** What the browser skips because it is far from the window is not worth a frame: it follows once a second. */
  see(id, near) {
    const line = this.lines.get(id);
    if (!line) return;
    line.far = !near;
    if (near && this.stale.has(id)) this.take(this.store.get(id));
  }

  add(job) {
    const line = new Line(job, this.verbs);
    const place = placeOf(job, this.order);
    this.list.insertBefore(line.element, this.list.children[place] ?? null);
    this.order.splice(place, 0, job);
    this.lines.set(job.id, line);
    this.form.learn(job.owner);
    return line;
  }

  leave(id, line) {
    if (line.element.contains(document.activeElement)) this.walk.step(1) || this.walk.step(-1);
    line.element.remove();
    this.order.splice(this.order.findIndex((job) => job.id === id), 1);
    this.lines.delete(id);
    this.stale.delete(id);
  }

  tick() {
    for (const id of this.stale) this.lines.get(id)?.draw(this.store.get(id), this.store.carriedOn(id));
    this.stale.clear();
    for (const line of this.lines.values()) if (!line.far && !hasEnded(line.job)) line.tick();
  }

  count() {
    const { length } = this.order;
    let open = 0;
    for (const line of this.lines.values()) open += !hasEnded(line.job);
    const listed = this.cursor ? `the newest ${number(length)}` : length === 1 ? "one job" : `all ${number(length)}`;
    write(at("overview-count"), length ? `${listed}, ${number(open)} under way` : "");
    at("overview-table").hidden = !length;
    at("overview-more").hidden = !this.cursor;
    write(at("overview-none"), this.loaded && !length ? this.nothing() : "");
    at("overview-begin").hidden = !(this.loaded && !length && isOpen(this.sieve));
  }

  nothing() {
    if (isOpen(this.sieve)) return "No job yet.";
    if (this.sieve.find && this.cursor) return `None of the newest jobs has “${this.sieve.find}” in its name or id. Older ones may.`;
    return this.cursor ? "None of the newest jobs is like this. Older ones may be." : "No job is like this.";
  }

  /** A whole id that is not on the list leads to its page. */
  async jump(words) {
    if (!words || this.order.length) return;
    const job = await this.verbs.look(words).catch(() => null);
    if (job && pageOf(job)) location.hash = pageOf(job);
  }
}

/** Where it stands among those, newest first. */
function placeOf(job, order) {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isNewer(job, order[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}
