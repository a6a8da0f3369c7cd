// The page of one batch: how it stands, why items failed, what was found, what can be done.

import { getLineage, lineageResults, results } from "./api.js";
import { stopBatch } from "./ask.js";
import { at, copy, link, make, write } from "./dom.js";
import { Failures } from "./failures.js";
import { plural } from "./format.js";
import { Inside } from "./inside.js";
import { Items } from "./items.js";
import { batchPage, canRetry, countsOf, isBatch, leftOver, nameOf } from "./kinds.js";
import { momentsOf, newBadge, Standing } from "./standing.js";
import { hasEnded } from "./store.js";

const REFRESH_MS = 4000;

export class BatchPage {
  /** `verbs`: `look(id)` and `retry(job)` answer with the job; `learn(job)`; `say(words, tone)`. */
  constructor(store, paces, verbs) {
    this.store = store;
    this.verbs = verbs;
    this.standing = new Standing(paces);
    this.items = new Items();
    this.failures = new Failures();
    this.inside = new Inside(at("batch-main"));
    this.close();
    at("batch-copy").addEventListener("click", () => copy(at("batch-copy"), at("batch-id")));
    at("batch-cancel").addEventListener("click", () => this.ask("cancel"));
    at("batch-retry").addEventListener("click", () => this.ask("retry"));
    setInterval(() => this.job && this.standing.tell(this.job), 1000);
    setInterval(() => document.hidden || this.refresh(), REFRESH_MS);
  }

  /** Null until it is known, and while another page is shown. */
  get job() {
    return this.shown ? this.store.get(this.id) : null;
  }

  async open(id) {
    this.id = id;
    at("batch-title").textContent = "Batch";
    try {
      const job = this.store.get(id) ?? (await this.verbs.look(id));
      if (id !== this.id) return;
      if (!isBatch(job)) throw new Error(`${id} is not a batch.`);
      this.shown = true;
      at("batch-main").hidden = false;
      at("batch-id").textContent = id;
      this.items.show(id);
      this.failures.show(id);
      this.draw();
    } catch (error) {
      if (id === this.id) write(at("batch-missing"), error.message);
    }
  }

  close() {
    Object.assign(this, { id: null, shown: false, asked: "", counted: "", chained: "", chain: [], drawing: 0 });
    this.items.hide();
    this.failures.hide();
    this.inside.close();
    at("batch-main").hidden = true;
    at("lineage").hidden = true;
    write(at("batch-missing"), "");
  }

  /** News of any job. */
  take(job) {
    if (job.id === this.id || this.chain.includes(job.id) || job.retryOf === this.id) {
      this.drawing ||= requestAnimationFrame(() => this.draw());
    }
  }

  draw() {
    this.drawing = 0;
    const { job } = this;
    if (!job) return;
    at("batch-title").textContent = nameOf(job);
    at("batch-facts").textContent = [`for ${job.owner}`, ...momentsOf(job)].join(" · ");
    link(at("batch-temporal"), job.links.temporal);
    for (const format of ["jsonl", "csv"]) link(at(`batch-${format}`), results(job.id, format));
    this.standing.draw(job);
    this.items.count(job);
    this.drawActions(job);
    this.drawLineage();
    this.inside.draw(job);
    if (hasEnded(job) || !this.counted) this.refresh();
  }

  drawActions(job) {
    const ended = hasEnded(job);
    const cancelling = !ended && (this.asked === "cancel" || job.waitingFor === "cancelling");
    const [cancel, retry] = [at("batch-cancel"), at("batch-retry")];
    const focused = document.activeElement;
    cancel.hidden = ended;
    cancel.setAttribute("aria-disabled", cancelling);
    cancel.textContent = cancelling ? "Cancelling…" : "Cancel";
    retry.hidden = !canRetry(job) || Boolean(this.store.carriedOn(job.id));
    retry.setAttribute("aria-disabled", this.asked === "retry");
    retry.textContent = `Retry ${plural(leftOver(job), "image")}`;
    if (focused === cancel && ended) (retry.hidden ? at("batch-copy") : retry).focus();
  }

  /** What is read besides the job, where something has changed since. */
  async refresh() {
    const { job } = this;
    if (!job) return;
    const counted = JSON.stringify([job.id, job.status, job.counts]);
    const chained = JSON.stringify([job.id, job.status, this.store.carriedOn(job.id)]);
    const reads = [];
    if (counted !== this.counted) reads.push(this.items.refresh(hasEnded(job)), this.failures.refresh(job));
    if (chained !== this.chained) reads.push(this.readLineage(job));
    Object.assign(this, { counted, chained });
    try {
      await Promise.all(reads);
    } catch {
      if (job.id === this.id) Object.assign(this, { counted: "again", chained: "again" });
    }
  }

  async readLineage(job) {
    if (!job.retryOf && !this.store.carriedOn(job.id) && !hasEnded(job)) return;
    const { jobs } = await getLineage(job.id);
    if (job.id !== this.id) return;
    this.chain = jobs.map(({ id }) => id);
    jobs.forEach((one) => this.verbs.learn(one));
    this.draw();
  }

  drawLineage() {
    at("lineage").hidden = this.chain.length < 2;
    if (this.chain.length < 2) return;
    link(at("lineage-jsonl"), lineageResults(this.id));
    const jobs = this.chain.map((id) => this.store.get(id)).filter(Boolean);
    const told = jobs.map((job) => [job.id, job.status, countsOf(job), job.id === this.id].join()).join();
    if (told === this.toldLineage) return;
    this.toldLineage = told;
    at("lineage-jobs").replaceChildren(...jobs.map((job) => step(job, job.id === this.id)));
  }

  async ask(verb) {
    const { job } = this;
    if (this.asked || !job) return;
    const onSure = () => {
      this.asked = verb;
      this.drawActions(job);
    };
    try {
      if (verb === "cancel") await this.cancel(job, onSure);
      else await this.retry(job, onSure);
    } catch (error) {
      this.verbs.say(error.message);
    }
    this.asked = "";
    if (this.job) this.drawActions(this.job);
  }

  async cancel(job, onSure) {
    const words = await stopBatch(job, onSure);
    if (!words) return;
    this.verbs.say(words, "news");
    await this.verbs.look(job.id);
  }

  async retry(job, onSure) {
    onSure();
    location.hash = batchPage((await this.verbs.retry(job)).id);
  }
}

function step(job, current) {
  const id = make("code", {}, job.id);
  const name = current ? make("span", { "aria-current": "true" }, id, " (this one)") : make("a", { href: batchPage(job.id) }, id);
  return make("li", {}, newBadge(job.status), name, make("span", { class: "note" }, countsOf(job)));
}
