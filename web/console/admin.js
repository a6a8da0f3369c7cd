// The admin's view: whether all is well, who there is, the batches at work, what things cost and who does them.

import { activeBatches, batchStats, documentaryStats, getInfo, getReadiness } from "./api.js";
import { stopBatch } from "./ask.js";
import { Active, canonical } from "./batches.js";
import { arrange, at, figures, make, write } from "./dom.js";
import { number } from "./format.js";
import { House } from "./house.js";
import { isBatch } from "./kinds.js";
import { Ledgers } from "./ledgers.js";
import { OwnersTable } from "./owners.js";
import { hasEnded } from "./store.js";

const POLL_MS = 5000;
const FIGURES = { activeJobs: ["Active batches"], totalProcessing: ["Images to do"], totalSuccessful: ["Images done", "good"], totalFailed: ["Images failed", "bad"] };
const TOLD = { total: ["Documentaries"], running: ["Running"], completed: ["Completed", "good"], failed: ["Failed", "bad"], users: ["Owners of them"] };
const HEADS = ["Job", "Owner", "Status", "Progress", "Started", "Pace", ""];

export class AdminPage {
  /** `verbs`: `look(id)`, `say(words, tone)`. */
  constructor(store, paces, verbs) {
    Object.assign(this, { store, paces, verbs, shown: false, rows: new Map(), active: new Map(), drawing: 0 });
    this.house = new House();
    this.owners = new OwnersTable(verbs, () => this.ledger.ask());
    this.ledger = new Ledgers();
    this.problem = make("p", { class: "problem", role: "alert", hidden: "" });
    at("admin-view").append(make("h2", {}, "Admin"), this.problem, this.house.readiness, this.owners.element, this.batches(), this.documentaries(), this.house.element, this.ledger.element);
    setInterval(() => this.shown && !document.hidden && this.ask(), POLL_MS);
    setInterval(() => this.shown && this.draw(), 1000);
  }

  batches() {
    const stats = make("dl", { class: "figures", "aria-label": "Active batches, all together" });
    this.figures = figures(stats, FIGURES);
    this.list = make("tbody");
    const heads = HEADS.map((name) => make("th", { scope: "col" }, name || make("span", { class: "unseen" }, "Actions")));
    this.table = make("table", { "aria-label": "Active batches", hidden: "" }, make("thead", {}, make("tr", {}, ...heads)), this.list);
    this.none = make("p", { class: "note" }, "No batch is active. ", make("a", { href: "#/batches/new" }, "Start one"), ", or look at ", make("a", { href: "#/batches" }, "those that have ended"), ".");
    return make("section", { "aria-labelledby": "admin-batches" }, make("h3", { id: "admin-batches" }, "Batches"), stats, this.table, this.none);
  }

  documentaries() {
    const stats = make("dl", { class: "figures", "aria-label": "Documentaries of late" });
    this.told = figures(stats, TOLD);
    return make("section", { "aria-labelledby": "admin-documentaries" }, make("h3", { id: "admin-documentaries" }, "Documentaries"), stats);
  }

  open() {
    this.shown = true;
    this.ask();
    this.ledger.ask();
  }

  close() {
    this.shown = false;
  }

  take(job) {
    if (this.shown && isBatch(job)) this.drawing ||= requestAnimationFrame(() => this.draw());
  }

  async ask() {
    try {
      const [ready, info, { jobs }, batches, { stats }] = await Promise.all([getReadiness(), getInfo(), activeBatches(), batchStats(), documentaryStats(), this.owners.ask()]);
      this.house.show(ready, info);
      this.active = new Map(jobs.map((job) => [job.id, job]));
      fill(this.figures, batches);
      fill(this.told, stats);
      write(this.problem, "");
    } catch (error) {
      write(this.problem, `This could not be loaded. ${error.message}`);
    }
    this.draw();
  }

  draw() {
    this.drawing = 0;
    const jobs = [...this.active.values()].map((job) => this.store.get(job.id) ?? canonical(job)).filter((job) => !hasEnded(job));
    const before = this.rows;
    this.rows = new Map(jobs.map((job) => [job.id, before.get(job.id) ?? new Active(job, (row) => this.cancel(row))]));
    for (const job of jobs) this.rows.get(job.id).draw(job, this.paces);
    arrange(this.list, [...this.rows.values()].map(({ element }) => element));
    this.table.hidden = !jobs.length;
    this.none.hidden = jobs.length > 0;
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

function fill(places, figures) {
  for (const [name, place] of Object.entries(places)) {
    place.textContent = number(figures[name]);
    place.parentElement.dataset.none = !figures[name];
  }
}
