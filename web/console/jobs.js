// The photos that were enhanced: one group per photo, one row per job. Rows are changed in place, at most once a frame.

import { here, imageContent } from "./api.js";
import { Compare } from "./compare.js";
import { stamp } from "./dom.js";
import { size, time } from "./format.js";
import { sourceOf, tierOf } from "./kinds.js";
import { Row } from "./row.js";
import { hasEnded } from "./store.js";

const TIERS = ["1k", "2k", "4k"];

export class Board {
  /** `verbs`: `cancel(job)`, `retry(job)`, both asynchronous, and `say(words)` for what went wrong. */
  constructor(list, store, verbs) {
    this.list = list;
    this.store = store;
    this.verbs = verbs;
    this.groups = new Map();
    this.dirty = new Set();
    this.drawing = 0;
    this.ticking = 0;
  }

  /** Times left count down only while somebody can see them. */
  watch(watched) {
    clearInterval(this.ticking);
    this.ticking = watched ? setInterval(() => document.hidden || this.groups.forEach((group) => group.tick()), 1000) : 0;
  }

  show(job) {
    const retried = this.store.get(job.retryOf);
    if (retried) this.show(retried); // no longer the one to retry
    const key = job.group ?? job.id;
    const group = this.groups.get(key) ?? this.addGroup(key, job);
    group.take(job);
    this.dirty.add(group);
    this.drawing ||= requestAnimationFrame(() => this.draw());
  }

  /** Scrolls no further than needed to see that something has begun. */
  reveal(job) {
    this.groups.get(job.group ?? job.id)?.element.scrollIntoView({ block: "nearest" });
  }

  remove(id) {
    for (const [key, group] of this.groups) {
      if (!group.remove(id)) continue;
      if (!group.rows.size) {
        group.element.remove();
        this.groups.delete(key);
      }
    }
  }

  draw() {
    this.drawing = 0;
    for (const group of this.dirty) group.draw();
    this.dirty.clear();
  }

  /** Newest first by the first job's time: a retry does not move its group. */
  addGroup(key, job) {
    const group = new Group(job, this.store, this.verbs);
    this.groups.set(key, group);
    group.element.dataset.at = job.createdAt;
    const last = this.list.lastElementChild?.dataset.at;
    const next = last < job.createdAt && [...this.list.children].find((other) => other.dataset.at < job.createdAt);
    this.list.insertBefore(group.element, next || null); // pages come newest first: most go to the end
    return group;
  }
}

class Group {
  constructor(job, store, verbs) {
    this.store = store;
    this.verbs = verbs;
    this.rows = new Map();
    this.watched = false;
    this.element = stamp("group-template");
    this.list = this.element.querySelector(".rows");
    const { imageId, width, height, engine } = job.input ?? {};
    if (imageId) {
      this.showSource(job, imageId);
      const before = { url: imageContent(imageId), width, height, name: sourceOf(job) };
      this.compare = new Compare(this.element.querySelector(".compare"), before);
    }
    this.element.querySelector(".name").textContent = sourceOf(job);
    const facts = [width && `${size(width, height)} px`, engine && `${engine} engine`, time(job.createdAt), `for ${job.owner}`];
    this.element.querySelector(".facts").textContent = facts.filter(Boolean).join(" · ");
  }

  /** The photo as it came, which may be one that is not there any more. */
  showSource(job, picture) {
    const source = this.element.querySelector(".source");
    const [image] = source.children;
    source.hidden = false;
    source.href = imageContent(picture);
    source.setAttribute("aria-label", `Open ${sourceOf(job)} as uploaded`);
    image.addEventListener("error", () => (source.hidden = true));
    image.src = imageContent(picture);
  }

  take(job) {
    let row = this.rows.get(job.id);
    if (!row) {
      row = new Row(job, this.verbs);
      this.rows.set(job.id, row);
      this.place(row);
    }
    row.job = job;
    this.watched ||= !hasEnded(job);
  }

  place(row) {
    const sorted = [...this.rows.values()].sort(bySizeThenNewest);
    const next = sorted[sorted.indexOf(row) + 1];
    this.list.insertBefore(row.element, next?.element ?? null);
  }

  remove(id) {
    this.rows.get(id)?.element.remove();
    return this.rows.delete(id);
  }

  draw() {
    const rows = [...this.rows.values()];
    rows.forEach((row) => row.draw(Boolean(this.store.carriedOn(row.job.id))));
    const done = rows.map((row) => row.job).filter((job) => job.status === "completed" && job.result?.url);
    done.sort((a, b) => a.result.width * a.result.height - b.result.width * b.result.height);
    const results = done.map((job) => ({ ...job.result, id: job.id, label: tierOf(job), url: here(job.result.url) }));
    // Large pictures: opened unasked only where someone watched it happen, and at the top of the list.
    this.compare?.show(results, this.watched || !this.element.previousElementSibling);
  }

  tick() {
    for (const row of this.rows.values()) if (!hasEnded(row.job)) row.tell();
  }
}

function bySizeThenNewest({ job: a }, { job: b }) {
  const size = TIERS.indexOf(a.input?.tier) - TIERS.indexOf(b.input?.tier);
  return size || (a.createdAt < b.createdAt ? 1 : -1);
}
