// The form of an export: which rows, which columns, in which order, as what.

import { getDataset, newKey, startExport } from "./api.js";
import { ConditionField, option } from "./conditionfield.js";
import { at, make, write } from "./dom.js";
import { number, plural, within } from "./format.js";
import { datasetPage } from "./kinds.js";
import { nameTab } from "./routes.js";

const GONE = 404;

export class ExportForm {
  /** `onStarted(job)`; `filterOf(id)` is the filter that the rows of a dataset were last seen with. */
  constructor({ onStarted, filterOf }) {
    Object.assign(this, { onStarted, filterOf, id: null, dataset: null, body: "", key: "" });
    this.conditions = new Lines(at("export-conditions"), "condition", () => new ConditionField(this.dataset.columns));
    this.order = new Lines(at("export-order"), "column", () => new OrderField(this.dataset.columns));
    at("export-add").addEventListener("click", () => this.conditions.add().column.focus());
    at("export-add-order").addEventListener("click", () => this.order.add().column.focus());
    at("export-all").addEventListener("click", () => this.tick(true));
    at("export-nothing").addEventListener("click", () => this.tick(false));
    at("export-columns").addEventListener("change", () => this.count());
    at("export-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
  }

  async open(id) {
    this.id = id;
    at("export-title").textContent = "Export";
    write(at("export-missing"), "Loading the dataset…");
    try {
      const dataset = await getDataset(id);
      if (id !== this.id) return;
      write(at("export-missing"), "");
      this.draw(dataset);
    } catch (error) {
      if (id === this.id) write(at("export-missing"), error.status === GONE ? "This dataset is not there (any more)." : error.message);
    }
  }

  close() {
    this.id = null;
    at("export-form").hidden = true;
    write(at("export-missing"), "");
  }

  draw(dataset) {
    this.dataset = dataset;
    const { name, id, rows, columns } = dataset;
    nameTab(`Export ${name}`);
    at("export-title").textContent = `Export ${within(name)}, ${plural(rows, "row")}`;
    at("export-back").textContent = name;
    at("export-back").href = datasetPage(id);
    const ticks = columns.map((column, place) => make("label", { class: "tick" }, make("input", { type: "checkbox", value: place, checked: "" }), make("span", { class: "said" }, column.name)));
    at("export-columns").replaceChildren(...ticks);
    this.count();
    const { search = "", where = [] } = this.filterOf(id);
    at("export-search").value = search;
    this.conditions.clear();
    this.order.clear();
    for (const condition of where) this.conditions.add().set(condition);
    write(at("export-error"), "");
    at("export-form").hidden = false;
  }

  get boxes() {
    return [...at("export-columns").querySelectorAll("input")];
  }

  tick(all) {
    for (const box of this.boxes) box.checked = all;
    this.count();
  }

  count() {
    const ticked = this.boxes.filter((box) => box.checked).length;
    at("export-columns-words").textContent = ticked === this.boxes.length ? "all of them" : `${number(ticked)} of ${number(this.boxes.length)}`;
  }

  /** What says nothing is not sent. Throws words where something is missing. */
  get input() {
    const { columns, id } = this.dataset;
    const chosen = this.boxes.filter((box) => box.checked).map((box) => columns[Number(box.value)].name);
    if (!chosen.length) throw new Error("Choose at least one column.");
    const search = at("export-search").value.trim();
    const where = this.conditions.fields.map((field) => field.condition);
    const order = this.order.fields.map((field) => field.name);
    return {
      dataset: id,
      format: new FormData(at("export-form")).get("format"),
      ...(chosen.length < columns.length && { columns: chosen }),
      ...((search || where.length) && { filters: { ...(search && { search }), ...(where.length && { where }) } }),
      ...(order.length && { order }),
      raw: at("export-raw").checked,
    };
  }

  async submit() {
    if (at("export-go").getAttribute("aria-disabled") === "true") return;
    write(at("export-error"), "");
    try {
      const { input } = this;
      const body = JSON.stringify(input);
      if (body !== this.body) [this.body, this.key] = [body, newKey()];
      this.starting(true);
      const { jobs } = await startExport(input, this.key);
      this.body = ""; // the same once more is another order
      this.onStarted(jobs[0]);
    } catch (error) {
      write(at("export-error"), [error.message, ...(error.errors ?? []).map(({ detail }) => detail)].filter(unlike).join(" "));
    }
    this.starting(false);
  }

  starting(now) {
    at("export-go").setAttribute("aria-disabled", now);
    at("export-go").textContent = now ? "Starting…" : "Start the export";
  }
}

const unlike = (words, place, all) => words && all.indexOf(words) === place;

/** Fields below one another, each with a button that takes it away. */
class Lines {
  constructor(list, word, build) {
    Object.assign(this, { list, word, build, fields: [] });
  }

  add() {
    const field = this.build();
    const away = make("button", { type: "button", class: "plain", "aria-label": `Take this ${this.word} away` }, "Remove");
    const line = make("li", {}, field.element, away);
    away.addEventListener("click", () => {
      this.fields = this.fields.filter((other) => other !== field);
      line.remove();
      this.list.parentElement.querySelector(":scope > button").focus();
    });
    this.fields.push(field);
    this.list.append(line);
    return field;
  }

  clear() {
    this.fields = [];
    this.list.replaceChildren();
  }
}

class OrderField {
  constructor(columns) {
    this.columns = columns;
    this.column = make("select", { "aria-label": "Column" }, ...columns.map(({ name }, place) => option(place, name)));
    this.way = make("select", { "aria-label": "Direction" }, option("", "rising"), option("-", "falling"));
    this.element = make("div", { class: "condition" }, this.column, this.way);
  }

  get name() {
    return this.way.value + this.columns[Number(this.column.value)].name;
  }
}
