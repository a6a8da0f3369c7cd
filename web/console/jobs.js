// The list: one group per enhancement or batch, one row per job. Rows are changed in place, at most once a frame.

import { here, imageContent } from "./api.js";
import { Compare } from "./compare.js";
import { stamp } from "./dom.js";
import { size, time } from "./format.js";
import { assetsOf, factsOf, promptIdOf } from "./generations.js";
import { batchPage, galleryPage, isBatch, isDocumentary, isGeneration, isTransfer, sourceOf, tierOf, wishesOf } from "./kinds.js";
import { Row } from "./row.js";
import { hasEnded } from "./store.js";
import { wishOf } from "./transfers.js";

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
    setInterval(() => this.groups.forEach((group) => group.tick()), 1000);
  }

  show(job) {
    const retried = this.store.get(job.retryOf);
    if (retried) this.show(retried); // no longer the one to retry; a batch stands in a group of its own
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
    const next = [...this.list.children].find((other) => other.dataset.at < job.createdAt);
    this.list.insertBefore(group.element, next ?? null);
    group.element.dataset.at = job.createdAt;
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
    const picture = imageId ?? job.input?.imageIds?.[0];
    if (picture) this.showSource(job, picture);
    if (imageId) {
      const before = { url: imageContent(imageId), width, height, name: sourceOf(job) };
      this.compare = new Compare(this.element.querySelector(".compare"), before);
    }
    this.element.querySelector(".name").textContent = sourceOf(job);
    const own = [width && `${size(width, height)} px`, engine && `${engine} engine`];
    const asked = isBatch(job) ? batchFacts(job) : isDocumentary(job) ? documentaryFacts(job) : isTransfer(job) ? wishOf(job) : isGeneration(job) ? generationFacts(job) : own;
    const facts = [...asked, time(job.createdAt), `for ${job.owner}`];
    this.element.querySelector(".facts").textContent = facts.filter(Boolean).join(" · ");
  }

  /** A batch is shown by its first picture, which may be one that is not there. */
  showSource(job, picture) {
    const source = this.element.querySelector(".source");
    const [image] = source.children;
    source.hidden = false;
    source.href = isBatch(job) ? batchPage(job.id) : imageContent(picture);
    if (isBatch(job)) source.removeAttribute("target");
    source.setAttribute("aria-label", isBatch(job) ? `Open the batch of ${sourceOf(job)}` : `Open ${sourceOf(job)} as uploaded`);
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

  /** What was made, from when it is there. */
  showMade({ job }) {
    const [made] = isGeneration(job) ? assetsOf(job) : [];
    const source = this.element.querySelector(".source");
    if (!made?.thumbnailUrl || !source.hidden) return;
    const [image] = source.children;
    Object.assign(source, { hidden: false, href: galleryPage(promptIdOf(job)) });
    source.removeAttribute("target");
    source.setAttribute("aria-label", `Open the gallery of ${sourceOf(job)}`);
    image.addEventListener("error", () => (source.hidden = true));
    image.src = here(made.thumbnailUrl);
  }

  draw() {
    const rows = [...this.rows.values()];
    rows.forEach((row) => this.showMade(row));
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

function batchFacts({ input, retryOf }) {
  const { effectiveConcurrency: most, effectiveRateLimitPerMinute: rate } = input;
  return ["annotation", most && `${most} at a time`, rate && `${rate} a minute`, retryOf && `retry of ${retryOf}`];
}

function documentaryFacts({ input, retryOf }) {
  return ["documentary", ...wishesOf(input), retryOf && `retry of ${retryOf}`];
}

function generationFacts(job) {
  return ["generation", ...factsOf(job), job.retryOf && `retry of ${job.retryOf}`];
}
