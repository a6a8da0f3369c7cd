// Which column of a file goes into which column of a dataset.

import { cut } from "./cells.js";
import { option } from "./conditionfield.js";
import { at, make, write } from "./dom.js";
import { within } from "./format.js";
import { doubledIn, doubledNote, samplesOf } from "./schema.js";

const MANY = 10_000; // options altogether, above which a list is filled when it is opened
const OUT = "";

export class Mapping {
  /** `onChange()` after whatever a person did. */
  constructor(onChange) {
    Object.assign(this, { rows: [], columns: [], told: "" });
    at("mapping").addEventListener("change", () => {
      this.draw();
      onChange();
    });
  }

  /** The same columns again are those of another import. */
  forget() {
    this.told = "";
  }

  /** `mapping` is what the server suggests. Keeps what was changed where the same was suggested again. */
  show({ columns: found, mapping }, { id, columns }) {
    const told = JSON.stringify([id, found, mapping]);
    if (told === this.told) return;
    this.told = told;
    this.columns = columns;
    const suggested = new Map(Object.entries(mapping ?? {}));
    const lazy = found.length * columns.length > MANY;
    const doubled = doubledIn(found);
    this.rows = found.map((column) => new MappingRow(column, columns, suggested.get(column.name), lazy));
    for (const row of this.rows) if (doubled.has(row.found.name)) row.bar();
    at("mapping-rows").replaceChildren(...this.rows.map(({ element }) => element));
    this.draw();
  }

  get mapping() {
    return Object.fromEntries(this.taken.map((row) => [row.found.name, row.into]));
  }

  get taken() {
    return this.rows.filter((row) => row.into !== OUT);
  }

  /** Required columns that nothing goes into. */
  get missing() {
    const filled = new Set(this.taken.map((row) => row.into));
    return this.columns.filter(({ name, required }) => required && !filled.has(name)).map(({ name }) => name);
  }

  /** What is in the way, in words. */
  get problem() {
    if (!this.taken.length) return "Nothing goes into the dataset yet. Choose where the columns go.";
    const { missing } = this;
    if (missing.length) return `Nothing goes into ${missing.map(cut).map(within).join(", ")}, though required.`;
    return this.rows.some((row) => row.twice) ? "Two columns of the file go into the same one." : "";
  }

  draw() {
    const times = new Map();
    for (const { into } of this.taken) times.set(into, (times.get(into) ?? 0) + 1);
    for (const row of this.rows) row.draw(times.get(row.into) > 1);
  }
}

class MappingRow {
  constructor(found, columns, into, lazy) {
    this.found = found;
    this.twice = false;
    this.problem = make("p", { class: "problem", role: "alert", hidden: "" });
    const there = columns.filter(({ name }) => !lazy || name === into);
    this.select = make("select", { "aria-label": `Where ${cut(found.name)} goes` }, option(OUT, "– is left out"), ...there.map(choice));
    this.select.value = into ?? OUT;
    if (lazy) this.select.addEventListener("focus", () => this.fill(columns), { once: true });
    this.kind = make("span", { class: "note" }, `looks like ${found.type}`);
    const source = make("th", { scope: "row" }, make("b", { class: "said" }, cut(found.name)), this.kind);
    this.element = make("tr", {}, source, make("td", { "data-name": "Values" }, samplesOf(found.samples)), make("td", { "data-name": "Goes into" }, this.select, this.problem));
  }

  /** The name of a column of the dataset; empty for none. */
  get into() {
    return this.select.value === OUT ? OUT : this.select.selectedOptions[0].dataset.column;
  }

  /** It cannot go anywhere. */
  bar() {
    this.select.value = OUT;
    this.select.disabled = true;
    this.kind.replaceWith(doubledNote());
  }

  fill(columns) {
    const { value } = this.select;
    this.select.replaceChildren(option(OUT, "– is left out"), ...columns.map(choice));
    this.select.value = value;
  }

  draw(twice) {
    this.twice = twice;
    write(this.problem, twice ? "Another one goes there too." : "");
    this.element.classList.toggle("gone", this.into === OUT);
  }
}

function choice({ name, type, required }) {
  const told = option(name, `${cut(name)} (${type}${required ? ", required" : ""})`);
  told.dataset.column = name;
  return told;
}
