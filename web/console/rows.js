// The rows of a dataset, page by page, and which of them.

import { listRows } from "./api.js";
import { heads, valueCell } from "./cells.js";
import { ConditionField } from "./conditionfield.js";
import { queryOf, tell } from "./conditions.js";
import { at, make, write } from "./dom.js";
import { number, plural, within } from "./format.js";
import { exportPage } from "./kinds.js";

const PAGE = 50;
const MOST_COLUMNS = 12; // more of them are shown on demand
const NUMERIC = new Set(["integer", "number"]);

export class Rows {
  constructor() {
    this.turn = 0;
    this.hide();
    at("rows-filter").addEventListener("submit", (event) => {
      event.preventDefault();
      this.choose();
    });
    at("rows-clear").addEventListener("click", () => this.clear());
    at("more-rows").addEventListener("click", () => this.read(this.cursor));
    at("all-columns").addEventListener("click", () => this.widen());
  }

  show(dataset) {
    this.hide();
    this.dataset = dataset;
    this.condition = new ConditionField(dataset.columns, "any column");
    at("rows-condition").replaceChildren(this.condition.element);
    at("rows-search").value = "";
    this.read();
  }

  hide() {
    this.turn += 1; // what is still under way comes too late
    Object.assign(this, { dataset: null, cursor: null, filter: {}, wide: false, found: 0 });
    at("rows-wide").hidden = true;
    write(at("rows-problem"), "");
    write(at("rows-note"), "");
    for (const name of ["more-rows", "all-columns", "rows-export"]) at(name).hidden = true;
  }

  /** `{ search, where }` of what is shown of this dataset; empty where that is all of it. */
  filterOf(id) {
    return this.chosenIn === id ? this.lastFilter : {};
  }

  choose() {
    try {
      const [search, condition] = [at("rows-search").value.trim(), this.condition.condition];
      this.filter = { ...(search && { search }), ...(condition && { where: [condition] }) };
    } catch (error) {
      write(at("rows-problem"), error.message);
      return;
    }
    this.read();
  }

  clear() {
    at("rows-search").value = "";
    this.condition.set(null);
    this.choose();
  }

  widen() {
    this.wide = true;
    this.read();
  }

  /** Again from the start, with the same filter. */
  refresh(dataset) {
    this.dataset = dataset;
    return this.read();
  }

  get columns() {
    const { columns } = this.dataset;
    return this.wide ? columns : columns.slice(0, MOST_COLUMNS);
  }

  async read(after = null) {
    const turn = ++this.turn;
    const { dataset, filter, columns } = this;
    const { id } = dataset;
    Object.assign(this, { chosenIn: id, lastFilter: filter });
    at("more-rows").disabled = true;
    if (!after) write(at("rows-note"), "Looking…");
    try {
      const names = columns.map(({ name }) => name);
      const asked = { limit: PAGE, cursor: after, search: filter.search, where: filter.where?.map(queryOf), columns: this.namesFor(names) };
      const { data, nextCursor } = await listRows(id, asked);
      if (turn !== this.turn) return;
      write(at("rows-problem"), "");
      this.fill(data, columns, after);
      this.cursor = nextCursor;
      this.tell();
    } catch (error) {
      if (turn !== this.turn) return;
      write(at("rows-problem"), error.message);
      write(at("rows-note"), "");
    }
    at("more-rows").disabled = false;
  }

  /** Only those that are shown are asked for, unless a name could not be told from two. */
  namesFor(names) {
    const all = names.length === this.dataset.columns.length;
    return all || names.some((name) => name.includes(",")) ? "" : names.join(",");
  }

  fill(data, columns, after) {
    const rows = data.map((row) => make("tr", {}, ...columns.map((column) => cellOf(row, column))));
    if (after) at("rows").append(...rows);
    else {
      at("rows-head").replaceChildren(heads(columns.map(({ name }) => name), columns.map(({ type }) => NUMERIC.has(type))));
      at("rows").replaceChildren(...rows);
    }
    this.found = (after ? this.found : 0) + data.length;
  }

  tell() {
    const { found, cursor, filter, dataset } = this;
    const narrow = filter.search || filter.where;
    const conditions = (filter.where ?? []).map((one) => tell(one, dataset.columns.find(({ name }) => name === one.column)?.type));
    const words = [filter.search && `“${within(filter.search)}” is found`, ...conditions].filter(Boolean).join(" and ");
    const which = narrow ? ` where ${words}` : "";
    const none = narrow ? `There is no row${which}.` : "No rows yet.";
    const shown = cursor ? `The first ${plural(found, "row")}${which}.` : narrow ? `${plural(found, "row")}${which}.` : `All ${plural(found, "row")}.`;
    write(at("rows-note"), found ? shown : none);
    at("rows-wide").hidden = !found;
    at("more-rows").hidden = !cursor;
    at("all-columns").hidden = !found || this.columns.length === dataset.columns.length;
    at("all-columns").textContent = `Show all ${number(dataset.columns.length)} columns`;
    at("rows-export").hidden = !narrow || !found;
    at("rows-export").href = exportPage(dataset.id);
  }
}

/** A column may be called like something that every object has. */
const cellOf = (row, { name, type }) => valueCell(Object.hasOwn(row, name) ? row[name] : null, NUMERIC.has(type) ? { class: "amount" } : {});
