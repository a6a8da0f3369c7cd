// The first page: a form for one photo, and the photos that were enhanced, newest first.

import { listJobs, startEnhancement } from "./api.js";
import { at } from "./dom.js";
import { Board } from "./jobs.js";
import { isEnhancement } from "./kinds.js";
import { announce, say } from "./notices.js";
import { UploadForm } from "./upload.js";

export class Home {
  /** `verbs`: `learn(job)`, `cancel(job)`, `retry(job)`, `say(words)`, `spent()` after something that may cost credits. */
  constructor(store, verbs) {
    Object.assign(this, { store, verbs, shown: false, cursor: null, loaded: false });
    this.board = new Board(at("groups"), store, verbs);
    this.form = new UploadForm({ onStart: (order) => this.start(order) });
    at("reload").addEventListener("click", () => this.refresh());
    at("more").addEventListener("click", () => this.more());
  }

  set info({ prices }) {
    this.form.prices = prices.enhancement;
  }

  set credits(balance) {
    this.form.credits = balance;
  }

  /** Nothing is drawn while another view is shown: what came meanwhile is drawn now. */
  open() {
    this.shown = true;
    this.board.watch(true);
    for (const job of this.store.jobs.values()) this.take(job);
    this.refresh();
  }

  close() {
    this.shown = false;
    this.board.watch(false);
  }

  take(job) {
    if (!isEnhancement(job)) return;
    if (!this.store.get(job.id)) this.board.remove(job.id);
    else if (this.shown) this.board.show(job);
    this.tellEmpty();
  }

  async refresh() {
    try {
      await this.loadPage(null);
      at("unloaded").hidden = true;
    } catch (error) {
      at("unloaded-why").textContent = error.message;
      at("unloaded").hidden = this.loaded;
    }
    at("loading").hidden = true;
    this.tellEmpty();
  }

  async more() {
    at("more").disabled = true;
    await this.loadPage(this.cursor).catch((error) => say(error.message));
    at("more").disabled = false;
  }

  async loadPage(after) {
    const { data, nextCursor } = await listJobs({ kind: "enhancement", cursor: after });
    const overlaps = data.some((job) => this.store.get(job.id));
    if (after || !this.loaded || !overlaps) this.cursor = nextCursor;
    this.loaded = true;
    data.forEach((job) => this.verbs.learn(job));
    at("more").hidden = !this.cursor;
    await this.fillGroups(data);
  }

  /** A retry is newer than what it retries: that may be on a later page, but belongs into the same group. */
  async fillGroups(jobs) {
    const torn = jobs.filter((job) => job.group && job.retryOf && !this.store.get(job.retryOf));
    for (const group of new Set(torn.map((job) => job.group))) {
      const { data } = await listJobs({ group, limit: 200 });
      data.forEach((job) => this.verbs.learn(job));
    }
  }

  tellEmpty() {
    at("empty").hidden = !this.loaded || this.board.groups.size > 0;
  }

  async start(order) {
    const { jobs } = await startEnhancement(order.imageId, order.tiers, order.engine, order.key);
    jobs.forEach((job) => this.verbs.learn(job));
    this.board.reveal(jobs[0]);
    announce(jobs.length === 1 ? "One job started." : `${jobs.length} jobs started.`);
    this.verbs.spent();
  }
}
