// All batches of everyone this page may see: totals, the active ones, those that ended lately.

import { activeBatches, batchStats, listJobs } from "./api.js";
import { stopBatch } from "./ask.js";
import { arrange, at, caption, figures, make, write } from "./dom.js";
import { left, number, pace, plural, time } from "./format.js";
import { batchPage, canRetry, countsOf, isBatch, nameOf, totalOf } from "./kinds.js";
import { newBadge, setBadge, took } from "./standing.js";
import { hasEnded } from "./store.js";

const POLL_MS = 5000;
const SOONEST_MS = 1000;
const RECENT = 20;
const STATS = {
  activeJobs: ["Active jobs"],
  totalProcessing: ["Total processing"],
  totalSuccessful: ["Total successful", "good"],
  totalFailed: ["Total failed", "bad"],
};

export class Batches {
  /** `verbs`: `learn(job)`, `look(id)`, `say(words, tone)`. */
  constructor(store, paces, verbs) {
    Object.assign(this, { store, paces, verbs, shown: false, active: new Map(), rows: new Map(), asked: 0, drawing: 0 });
    this.figures = figures(at("stats"), STATS);
    setInterval(() => this.shown && !document.hidden && this.ask(), POLL_MS);
    setInterval(() => this.shown && this.draw(), 1000);
  }

  open() {
    this.shown = true;
    this.draw();
    this.ask();
    this.askRecent();
  }

  close() {
    this.shown = false;
  }

  /** News: the rows follow at once, the totals when a batch begins or ends. */
  take(job, before) {
    if (!this.shown || !isBatch(job)) return;
    this.drawing ||= requestAnimationFrame(() => this.draw());
    if (before?.status !== job.status && performance.now() > this.asked + SOONEST_MS) this.ask();
  }

  async ask() {
    this.asked = performance.now();
    try {
      const [{ jobs }, stats] = await Promise.all([activeBatches(), batchStats()]);
      this.active = new Map(jobs.map((job) => [job.id, job]));
      for (const [name, place] of Object.entries(this.figures)) place.textContent = number(stats[name]);
      write(at("batches-problem"), "");
    } catch (error) {
      write(at("batches-problem"), `The batches could not be loaded. ${error.message}`);
    }
    this.draw();
  }

  async askRecent() {
    try {
      const { data } = await listJobs({ kind: "annotation", limit: RECENT });
      data.forEach((job) => this.verbs.learn(job));
    } catch {
      // What was asked beside it says so.
    }
    this.draw();
  }

  draw() {
    this.drawing = 0;
    const known = [...this.store.jobs.values()].filter(isBatch);
    const open = new Map(known.filter((job) => !hasEnded(job)).map((job) => [job.id, job]));
    for (const [id, job] of this.active) if (!this.store.get(id)) open.set(id, canonical(job));
    const active = [...open.values()].sort(newestFirst);
    const ended = known.filter(hasEnded).sort(newestFirst).slice(0, RECENT);
    const before = this.rows;
    this.rows = new Map();
    const rows = (jobs, sort) => jobs.map((job) => this.row(job, sort, before.get(`${sort} ${job.id}`)).element);
    arrange(at("active-rows"), rows(active, "active"));
    arrange(at("recent-rows"), rows(ended, "ended"));
    at("active-table").hidden = !active.length;
    at("active-none").hidden = Boolean(active.length);
    at("recent").hidden = !ended.length;
  }

  row(job, sort, known) {
    const row = known ?? (sort === "active" ? new Active(job, (active) => this.cancel(active)) : new Ended(job));
    this.rows.set(`${sort} ${job.id}`, row);
    row.draw(job, this.paces, this.store.carriedOn(job.id));
    return row;
  }

  async cancel(row) {
    try {
      const words = await stopBatch(row.job, () => row.wait(true));
      if (words) this.verbs.say(words, "news");
      if (words) await this.verbs.look(row.job.id);
    } catch (error) {
      this.verbs.say(`${row.job.id}: ${error.message}`);
    }
    row.wait(false);
    this.ask();
  }
}

export class Active {
  constructor(job, onCancel) {
    this.state = newBadge(job.status);
    this.bar = make("progress", { max: "100", value: "0", "aria-label": `Progress of batch ${job.id}` });
    this.far = make("span", { class: "figure" });
    this.why = make("span", { class: "note waiting", hidden: "" });
    this.pace = cell("Pace");
    this.stop = make("button", { type: "button", "aria-label": `Cancel batch ${job.id}` }, "Cancel");
    this.stop.addEventListener("click", () => this.stop.ariaDisabled === "true" || onCancel(this));
    this.element = make("tr", {}, named(job), cell("Owner", job.owner), cell("Status", this.state), cell("Progress", this.far, this.bar, this.why), cell("Started", job.startedAt ? time(job.startedAt) : "not yet"), this.pace, make("td", { class: "does" }, this.stop));
    this.started = this.element.children[4];
  }

  draw(job, paces) {
    this.job = job;
    setBadge(this.state, job.status);
    this.element.dataset.status = job.status;
    this.bar.value = job.percent;
    const { processed = 0, failed = 0 } = job.counts ?? {};
    this.far.textContent = `${number(processed)}/${number(totalOf(job))} (${job.percent} %)${failed ? ` · ${number(failed)} failed` : ""}`;
    write(this.why, job.waitingFor === "cancelling" ? "Cancelling" : job.waitingFor ?? "");
    this.started.textContent = job.startedAt ? time(job.startedAt) : "not yet";
    const [now, ms] = [paces.of(job), paces.left(job)];
    this.pace.textContent = [now === null ? "" : pace(now), ms === null ? "" : left(ms)].filter(Boolean).join(", ") || "–";
  }

  wait(waiting) {
    this.stop.setAttribute("aria-disabled", waiting);
    caption(this.stop, waiting ? "Cancelling…" : "Cancel", `batch ${this.job.id}`);
  }
}

class Ended {
  constructor(job) {
    this.state = newBadge(job.status);
    this.far = make("span", { class: "figure" });
    this.note = make("span", { class: "note" });
    this.element = make("tr", {}, named(job), cell("Owner", job.owner), cell("Status", this.state), cell("Outcome", this.far, this.note), cell("Ended", time(job.completedAt ?? job.updatedAt)), cell("Took", took(job).replace("took ", "") || "–"));
  }

  draw(job, _, next) {
    setBadge(this.state, job.status);
    this.far.textContent = countsOf(job) || plural(totalOf(job), "image");
    write(this.note, next ? "Retried" : canRetry(job) ? "Can be retried" : "");
  }
}

const cell = (name, ...children) => make("td", { "data-name": name }, ...children);

/** A whole id is long; it stands in full where there is room. */
const named = (job) => make("th", { scope: "row" }, make("a", { href: batchPage(job.id), "aria-label": `Open ${nameOf(job)}, ${job.id}` }, make("code", {}, job.id)));

const newestFirst = (a, b) => (a.createdAt < b.createdAt ? 1 : -1);

/** A batch in the words of `/api` as a job, for those that the live connection has not told of. */
export function canonical({ id, owner, status, totalItems, processedItems, successfulItems, failedItems, skippedItems, startedAt, createdAt }) {
  const counts = { total: totalItems, processed: processedItems, succeeded: successfulItems, failed: failedItems, skipped: skippedItems };
  const percent = totalItems ? Math.floor((100 * processedItems) / totalItems) : 0;
  return { id, owner, kind: "annotation", status: status === "processing" ? "running" : status, counts, percent, startedAt, createdAt };
}
