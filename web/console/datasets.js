// All datasets that this page may see, and what lately came into them and went out.

import { listDatasets } from "./api.js";
import { dropDataset } from "./ask.js";
import { at, make, write } from "./dom.js";
import { number, time } from "./format.js";
import { datasetPage, exportPage, importPage, isImport } from "./kinds.js";
import { hasEnded } from "./store.js";
import { TransferList } from "./transferlist.js";

const PAGE = 100;

export class Datasets {
  /** `verbs`: `learn(job)`, `say(words, tone)`. */
  constructor(store, verbs) {
    Object.assign(this, { verbs, shown: false, cursor: null, turn: 0 });
    const empty = "None yet. An import puts the rows of a file into a dataset.";
    this.transfers = new TransferList(at("transfers"), at("transfers-none"), store, { learn: verbs.learn, empty });
    at("more-datasets").addEventListener("click", () => this.ask(this.cursor));
  }

  open() {
    this.shown = true;
    this.ask();
    this.transfers.open();
  }

  close() {
    this.shown = false;
    this.transfers.close();
  }

  /** An import that ends has changed how many rows there are. */
  take(job, before) {
    this.transfers.take(job);
    if (this.shown && isImport(job) && before && !hasEnded(before) && hasEnded(job)) this.ask();
  }

  async ask(after = null) {
    const turn = ++this.turn;
    try {
      const { data, nextCursor } = await listDatasets({ limit: PAGE, cursor: after });
      if (turn !== this.turn) return;
      this.cursor = nextCursor;
      const rows = data.map((dataset) => row(dataset, () => this.remove(dataset)));
      if (after) at("datasets-rows").append(...rows);
      else at("datasets-rows").replaceChildren(...rows);
      at("more-datasets").hidden = !nextCursor;
      write(at("datasets-problem"), "");
      const none = !at("datasets-rows").childElementCount;
      at("datasets-table").hidden = none;
      write(at("datasets-none"), none ? "No dataset yet. Import a file: its columns and their types are found, and shown to you first." : "");
    } catch (error) {
      if (turn !== this.turn) return;
      write(at("datasets-problem"), `The datasets could not be loaded. ${error.message}`);
      write(at("datasets-none"), "");
    }
  }

  async remove(dataset) {
    if (await dropDataset(dataset, this.verbs.say)) this.ask();
  }
}

const cell = (name, ...children) => make("td", { "data-name": name }, ...children);

function row(dataset, onDelete) {
  const { id, name, rows, columns, key, updatedAt } = dataset;
  const drop = make("button", { type: "button", "aria-label": `Delete ${name}` }, "Delete");
  drop.addEventListener("click", onDelete);
  const does = make(
    "td",
    { class: "does" },
    make("a", { class: "button", href: importPage(id), "aria-label": `Import into ${name}` }, "Import"),
    make("a", { class: "button", href: exportPage(id), "aria-label": `Export ${name}` }, "Export"),
    drop,
  );
  const head = make("th", { scope: "row" }, make("a", { class: "said", href: datasetPage(id) }, make("b", {}, name)));
  const figure = (count) => make("span", { class: "figure" }, number(count));
  return make("tr", {}, head, cell("Rows", figure(rows)), cell("Columns", figure(columns.length)), cell("Key", make("span", { class: "said" }, key ?? "–")), cell("Updated", time(updatedAt)), does);
}
