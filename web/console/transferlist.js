// Imports and exports, newest first, with their progress as it happens: all of them, or those of one dataset.

import { listJobs } from "./api.js";
import { arrange, make, write } from "./dom.js";
import { left, time } from "./format.js";
import { isTransfer, nameOf, transferPage } from "./kinds.js";
import { newBadge, setBadge, took } from "./standing.js";
import { hasEnded } from "./store.js";
import { rowsOf } from "./transfers.js";

const RECENT = 20;

export class TransferList {
  /** `learn(job)` hears of every job that is listed; `wants(job)` says whether one belongs here. */
  constructor(list, none, store, { learn, wants = () => true, empty }) {
    Object.assign(this, { list, none, store, learn, wants, empty, shown: false, asked: false, drawing: 0, rows: new Map() });
    setInterval(() => this.shown && this.draw(), 1000);
  }

  open() {
    Object.assign(this, { shown: true, asked: false });
    this.draw();
    this.ask();
  }

  close() {
    this.shown = false;
  }

  take(job) {
    if (this.shown && isTransfer(job) && this.wants(job)) this.drawing ||= requestAnimationFrame(() => this.draw());
  }

  async ask() {
    try {
      const pages = await Promise.all(["import", "export"].map((kind) => listJobs({ kind, limit: RECENT })));
      for (const { data } of pages) data.forEach((job) => this.learn(job));
      this.asked = true;
      this.draw();
    } catch (error) {
      write(this.none, `The imports and exports could not be loaded. ${error.message}`);
    }
  }

  draw() {
    this.drawing = 0;
    const known = [...this.store.jobs.values()].filter((job) => isTransfer(job) && this.wants(job));
    const newest = known.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1)).slice(0, RECENT);
    const before = this.rows;
    this.rows = new Map(newest.map((job) => [job.id, before.get(job.id) ?? new Recent(job)]));
    for (const job of newest) this.rows.get(job.id).draw(job, this.store.carriedOn(job.id));
    arrange(this.list, [...this.rows.values()].map(({ element }) => element));
    this.list.hidden = !newest.length;
    write(this.none, newest.length ? "" : this.asked ? this.empty : "Loading…");
  }
}

class Recent {
  constructor(job) {
    this.state = newBadge(job.status);
    const name = nameOf(job);
    const open = make("a", { class: "name said", href: transferPage(job.id), "aria-label": `${name}, ${job.id}` }, name);
    this.far = make("span", { class: "percent figure" });
    this.bar = make("progress", { max: "100", value: "0", "aria-label": `Progress of ${name}` });
    this.note = make("p", { class: "note said", hidden: "" });
    this.waiting = make("p", { class: "note waiting", hidden: "" });
    this.problem = make("p", { class: "problem said", hidden: "" });
    const foot = make("p", { class: "small" }, make("code", {}, job.id), `${time(job.createdAt)}, for ${job.owner}`);
    this.element = make("li", {}, make("p", { class: "line" }, this.state, open, this.far), this.bar, this.note, this.waiting, this.problem, foot);
  }

  draw(job, next) {
    const ended = hasEnded(job);
    setBadge(this.state, job.status);
    this.element.dataset.status = job.status;
    this.bar.value = job.percent;
    this.far.textContent = `${job.percent} %`;
    const eta = job.status === "running" && job.etaAt ? left(job.etaAt - performance.now()) : "";
    const rows = job.counts ? rowsOf(job) : "";
    write(this.note, (ended ? [rows, took(job), next && "retried"] : [job.stageLabel, rows || job.detail, eta]).filter(Boolean).join(" · "));
    const queued = job.status === "pending" ? "Waiting for its turn" : "";
    write(this.waiting, ended ? "" : job.waitingFor === "cancelling" ? "Cancelling" : job.waitingFor || queued);
    write(this.problem, job.status === "failed" ? job.error?.message || "It failed without saying why." : "");
  }
}
