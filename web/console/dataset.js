// The page of one dataset: what it is made of, its rows, what came in and went out.

import { getDataset } from "./api.js";
import { dropDataset } from "./ask.js";
import { at, copy, figures, make, write } from "./dom.js";
import { number, time, within } from "./format.js";
import { exportPage, importPage, isImport } from "./kinds.js";
import { nameTab } from "./routes.js";
import { hasEnded } from "./store.js";
import { TransferList } from "./transferlist.js";

const GONE = 404;
const CALM_MS = 3000;
const SIZE = { rows: ["Rows"], columns: ["Columns"] };

export class DatasetPage {
  /** `verbs`: `learn(job)`, `say(words, tone)`. `rows` shows the rows. */
  constructor(store, rows, verbs) {
    Object.assign(this, { rows, verbs, id: null, dataset: null, timer: 0 });
    this.figures = figures(at("dataset-figures"), SIZE);
    const wants = (job) => job.input?.datasetId === this.dataset?.id;
    const empty = "None of late.";
    this.transfers = new TransferList(at("dataset-transfers"), at("dataset-transfers-none"), store, { learn: verbs.learn, wants, empty });
    at("dataset-copy").addEventListener("click", () => copy(at("dataset-copy"), at("dataset-id")));
    at("dataset-delete").addEventListener("click", () => this.remove());
  }

  async open(id) {
    this.id = id;
    at("dataset-title").textContent = "Dataset";
    write(at("dataset-missing"), "Loading the dataset…");
    try {
      const dataset = await getDataset(id);
      if (id !== this.id) return;
      write(at("dataset-missing"), "");
      this.draw(dataset);
      at("dataset-main").hidden = false;
      this.rows.show(dataset);
      this.transfers.open();
    } catch (error) {
      if (id === this.id) write(at("dataset-missing"), error.status === GONE ? "This dataset is not there (any more)." : error.message);
    }
  }

  close() {
    clearTimeout(this.timer);
    Object.assign(this, { id: null, dataset: null, timer: 0 });
    this.rows.hide();
    this.transfers.close();
    at("dataset-main").hidden = true;
    write(at("dataset-missing"), "");
  }

  /** Imports into it change how many rows it has: the count follows at leisure, the rows themselves at the end. */
  take(job, before) {
    this.transfers.take(job);
    if (!this.dataset || !isImport(job) || job.input?.datasetId !== this.dataset.id) return;
    const ends = before && !hasEnded(before) && hasEnded(job);
    if (ends) this.look(true);
    else if (!hasEnded(job)) this.timer ||= setTimeout(() => this.look(false), CALM_MS);
  }

  async look(again) {
    clearTimeout(this.timer);
    this.timer = 0;
    const { id } = this;
    try {
      const dataset = await getDataset(id);
      if (id !== this.id) return;
      this.draw(dataset);
      if (again) this.rows.refresh(dataset);
    } catch {
      // The connection cell says that the server is away; a dataset that is gone stays as it was seen.
    }
  }

  draw(dataset) {
    this.dataset = dataset;
    const { id, name, owner, key, columns, rows, createdAt, updatedAt } = dataset;
    nameTab(name);
    at("dataset-title").textContent = name;
    at("dataset-id").textContent = id;
    this.figures.rows.textContent = number(rows);
    this.figures.columns.textContent = number(columns.length);
    at("dataset-facts").textContent = [key ? `key ${within(key)}` : "no key", `for ${owner}`, `made ${time(createdAt)}`, `changed ${time(updatedAt)}`].join(" · ");
    at("dataset-import").href = importPage(id);
    at("dataset-export").href = exportPage(id);
    at("dataset-columns").replaceChildren(...columns.map((column) => schemaRow(column, key)));
  }

  async remove() {
    const { id, dataset } = this;
    if ((await dropDataset(dataset, this.verbs.say)) && id === this.id) location.hash = "#/datasets";
  }
}

function schemaRow(column, key) {
  const yes = (told) => (told ? "yes" : "");
  const cell = (name, words) => make("td", { "data-name": name, "data-none": !words }, make("span", { class: "said" }, words || "–"));
  const name = make("th", { scope: "row" }, make("b", { class: "said" }, column.name), column.name === key ? make("span", { class: "note" }, " key") : "");
  return make("tr", {}, name, cell("Type", column.type), cell("Required", yes(column.required)), cell("Unique", yes(column.unique)), cell("Keeps to", boundsOf(column)));
}

export function boundsOf({ min, max, pattern, values }) {
  const there = (bound) => bound !== null && bound !== undefined;
  const range = there(min) && there(max) ? `${min} to ${max}` : there(min) ? `at least ${min}` : there(max) ? `at most ${max}` : "";
  return [range, pattern && `pattern ${pattern}`, values?.length && values.map(within).join(", ")].filter(Boolean).join("; ");
}
