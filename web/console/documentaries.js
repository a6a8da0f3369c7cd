// The documentaries that were asked for lately, with their progress as it happens.

import { listJobs } from "./api.js";
import { arrange, at, make, write } from "./dom.js";
import { left, seconds, time } from "./format.js";
import { documentaryPage, isDocumentary } from "./kinds.js";
import { newBadge, setBadge, took } from "./standing.js";
import { hasEnded } from "./store.js";

const RECENT = 20;

export class Documentaries {
  /** `verbs`: `learn(job)`. */
  constructor(store, verbs) {
    Object.assign(this, { store, verbs, shown: false, rows: new Map(), asking: false, drawing: 0 });
    setInterval(() => this.shown && this.draw(), 1000);
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
    if (this.shown && isDocumentary(job)) this.drawing ||= requestAnimationFrame(() => this.draw());
  }

  async ask() {
    try {
      const { data } = await listJobs({ kind: "documentary", limit: RECENT });
      data.forEach((job) => this.verbs.learn(job));
      this.asked = true;
      write(at("documentaries-problem"), "");
    } catch (error) {
      write(at("documentaries-problem"), `The documentaries could not be loaded. ${error.message}`);
    }
    this.draw();
  }

  draw() {
    this.drawing = 0;
    const known = [...this.store.jobs.values()].filter(isDocumentary).sort(newestFirst).slice(0, RECENT);
    const before = this.rows;
    this.rows = new Map(known.map((job) => [job.id, before.get(job.id) ?? new Recent(job)]));
    for (const job of known) this.rows.get(job.id).draw(job, this.store.carriedOn(job.id));
    arrange(at("documentaries"), [...this.rows.values()].map(({ element }) => element));
    at("documentaries").hidden = !known.length;
    write(at("documentaries-none"), known.length ? "" : this.asked ? "No documentary yet. Name an artist above." : "Loading the documentaries…");
  }
}

class Recent {
  constructor(job) {
    this.state = newBadge(job.status);
    this.name = make("a", { class: "name said", href: documentaryPage(job.id) });
    this.far = make("span", { class: "percent figure" });
    this.bar = make("progress", { max: "100", value: "0", "aria-label": `Progress of documentary ${job.id}` });
    this.stage = make("p", { class: "note said", hidden: "" });
    this.waiting = make("p", { class: "note waiting", hidden: "" });
    this.problem = make("p", { class: "problem said", hidden: "" });
    const foot = make("p", { class: "small" }, make("code", {}, job.id), `${time(job.createdAt)}, for ${job.owner}`);
    this.element = make("li", {}, make("p", { class: "line" }, this.state, this.name, this.far), this.bar, this.stage, this.waiting, this.problem, foot);
  }

  draw(job, next) {
    const ended = hasEnded(job);
    setBadge(this.state, job.status);
    this.element.dataset.status = job.status;
    const { title, narration } = job.result?.data ?? {};
    const name = title ?? job.input?.topic ?? job.id;
    if (this.name.textContent !== name) {
      this.name.textContent = name;
      this.name.setAttribute("aria-label", `${name}, ${job.id}`); // begins as it reads, and tells two apart
    }
    this.bar.value = job.percent;
    this.far.textContent = `${job.percent} %`;
    const eta = job.status === "running" && job.etaAt ? left(job.etaAt - performance.now()) : "";
    const lasts = narration?.actualSecs ? `${seconds(narration.actualSecs * 1000)} of narration` : narration?.status === "skipped" ? "not narrated" : "";
    const live = [job.stageLabel, job.detail, eta];
    write(this.stage, (ended ? [lasts, took(job), next && "retried"] : live).filter(Boolean).join(" · "));
    const queued = job.status === "pending" ? "Waiting for its turn" : "";
    write(this.waiting, ended ? "" : job.waitingFor === "cancelling" ? "Cancelling" : job.waitingFor || queued);
    write(this.problem, job.status === "failed" ? job.error?.message || "It failed without saying why." : "");
  }
}

const newestFirst = (a, b) => (a.createdAt < b.createdAt ? 1 : -1);
