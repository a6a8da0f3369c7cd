// Pictures and videos by the prompt that they were made from, the newest first, as they come.

import { listJobs } from "./api.js";
import { arrange, at, make, write } from "./dom.js";
import { number, plural, time } from "./format.js";
import { assetsOf, brief, isPreview, isUnknown, paramsOfJob, promptIdOf, wordsOf } from "./generations.js";
import { galleryPage, isGeneration } from "./kinds.js";
import { shapeOf } from "./models.js";
import { hasEnded } from "./store.js";
import { Tiles } from "./tile.js";

const PAGE = 50;
const MOST = 12;

export const newestFirst = (a, b) => (a.createdAt < b.createdAt ? 1 : -1);
/** What can be seen large of those tasks, in order. */
export const seenOf = (jobs) => jobs.flatMap((job) => assetsOf(job).map((asset, place) => ({ job, asset, place })));

export class Gallery {
  /** `verbs`: `learn(job)`, `show(sequence, job, place)`. */
  constructor(store, verbs) {
    Object.assign(this, { store, verbs, shown: false, asked: false, cursor: null, drawing: 0, groups: new Map() });
    at("gallery-more").addEventListener("click", () => this.ask(this.cursor));
  }

  open() {
    this.shown = true;
    this.draw();
    this.ask();
  }

  close() {
    this.shown = false;
  }

  take(job) {
    if (this.shown && isGeneration(job)) this.drawSoon();
  }

  drawSoon() {
    this.drawing ||= requestAnimationFrame(() => this.draw());
  }

  async ask(cursor) {
    at("gallery-more").disabled = true;
    try {
      const { data, nextCursor } = await listJobs({ kind: "generation", limit: PAGE, cursor });
      data.forEach((job) => this.verbs.learn(job));
      if (cursor || !this.asked) this.cursor = nextCursor;
      this.asked = true;
      write(at("gallery-problem"), "");
    } catch (error) {
      write(at("gallery-problem"), `The gallery could not be loaded. ${error.message}`);
    }
    at("gallery-more").disabled = false;
    this.draw();
  }

  draw() {
    this.drawing = 0;
    const by = new Map();
    for (const job of [...this.store.jobs.values()].filter(isGeneration).sort(newestFirst)) {
      by.set(promptIdOf(job), [...(by.get(promptIdOf(job)) ?? []), job]);
    }
    const before = this.groups;
    this.groups = new Map([...by.keys()].map((id) => [id, before.get(id) ?? new Group(id, this)]));
    for (const [id, jobs] of by) this.groups.get(id).draw(jobs);
    arrange(at("gallery-groups"), [...this.groups.values()].map(({ element }) => element));
    at("gallery-empty").hidden = by.size > 0 || !this.asked;
    at("gallery-loading").hidden = by.size > 0 || this.asked || !at("gallery-problem").hidden;
    at("gallery-more").hidden = !this.cursor;
  }
}

class Group {
  constructor(promptId, { store, verbs }) {
    Object.assign(this, { store, tiles: new Map(), rows: [], jobs: [] });
    this.enlarge = (job, place) => verbs.show(seenOf(this.current), job, place);
    const page = galleryPage(promptId);
    this.name = make("a", { class: "said", href: page });
    this.facts = make("p", { class: "facts" });
    this.preview = make("span", { class: "tagged", hidden: "" }, "Preview, drawn without a model");
    this.list = make("div", { class: "shapes" });
    this.more = make("a", { class: "note", href: page, hidden: "" });
    const filed = make("code", { class: "said" }, promptId);
    const head = make("header", {}, make("h3", {}, this.name), make("p", { class: "line" }, filed, this.facts, this.preview));
    this.element = make("li", { class: "prompt sheet" }, make("article", {}, head, this.list, this.more));
  }

  /** What failed and is carried on, or gave nothing while others of the prompt did, needs no place here. */
  get current() {
    const open = this.jobs.filter((job) => !this.store.carriedOn(job.id));
    const told = open.filter((job) => !hasEnded(job) || assetsOf(job).length || isUnknown(job));
    return told.length ? told : open.slice(0, 1);
  }

  draw(jobs) {
    this.jobs = jobs;
    const { current } = this;
    const words = brief(wordsOf(jobs[0]), 160);
    if (this.name.textContent !== words) this.name.textContent = words;
    this.facts.textContent = [plural(jobs.length, "task"), time(jobs[0].createdAt)].join(" · ");
    this.preview.hidden = !current.every(isPreview);
    const before = this.tiles;
    this.tiles = new Map(current.map((job) => [job.id, before.get(job.id) ?? new Tiles(this.enlarge)]));
    const all = current.flatMap((job) => this.tiles.get(job.id).draw(job).map((element) => ({ element, shape: shapeOf(paramsOfJob(job)) })));
    this.drawRows(all.slice(0, MOST), words);
    write(this.more, all.length > MOST ? `and ${number(all.length - MOST)} more` : "");
  }

  /** Those of one shape after the other stand in a row: beside a tall one, a wide one leaves a hole. */
  drawRows(tiles, words) {
    const rows = [];
    tiles.forEach(({ element, shape }, place) => {
      if (shape !== tiles[place - 1]?.shape) rows.push([]);
      rows.at(-1).push(element);
    });
    while (this.rows.length < rows.length) this.rows.push(make("ol", { class: "tiles", "aria-label": words }));
    arrange(this.list, this.rows.slice(0, rows.length));
    rows.forEach((row, place) => arrange(this.rows[place], row));
  }
}
