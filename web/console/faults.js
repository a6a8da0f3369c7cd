// What was wrong with rows of an import: by column and reason, and one by one.

import { faults, listFaults } from "./api.js";
import { cut } from "./cells.js";
import { arrange, at, link, make, write } from "./dom.js";
import { number, plural } from "./format.js";
import { byCount, nameOfCode, tallyOf } from "./transfers.js";

const PAGE = 200;
const SHOWN = 20;
const MOST_BARS = 50;

export class Faults {
  constructor() {
    this.turn = 0;
    this.hide();
    at("more-faults").addEventListener("click", () => this.more());
  }

  show(id) {
    this.hide();
    this.id = id;
    link(at("faults-all"), faults(id));
  }

  hide() {
    this.turn += 1; // what is still under way comes too late
    Object.assign(this, { id: null, errors: [], total: 0, cursor: null, shown: SHOWN, tally: [] });
    at("faults").hidden = true;
  }

  /** Reads on where there may be more than before; `result` has the exact sums once there is one. */
  async refresh({ counts, result }) {
    const { turn } = this;
    if (!counts?.skipped) return;
    const full = this.errors.length >= PAGE && !result;
    const { errors, total, nextCursor } = await listFaults(this.id, { limit: full ? 1 : PAGE });
    if (turn !== this.turn) return;
    this.total = total;
    if (!full && this.errors.length <= PAGE) Object.assign(this, { errors, cursor: nextCursor });
    this.tally = result?.errorsByColumn ? byCount(result.errorsByColumn) : tallyOf(this.errors);
    const some = !result?.errorsByColumn && total > this.errors.length;
    write(at("faults-note"), some ? `Counted among the first ${number(this.errors.length)}; all of them are counted when the import ends.` : "");
    write(at("faults-count"), result ? `${plural(counts.skipped, "row")}, ${plural(total, "error")}` : `${plural(total, "error")} so far`);
    this.draw();
  }

  async more() {
    const { turn } = this;
    at("more-faults").disabled = true;
    try {
      if (this.shown + PAGE > this.errors.length && this.cursor) {
        const page = await listFaults(this.id, { limit: PAGE, cursor: this.cursor });
        if (turn !== this.turn) return;
        this.errors = [...this.errors, ...page.errors];
        this.cursor = page.nextCursor;
      }
      this.shown += PAGE;
      this.draw();
    } catch (error) {
      if (turn === this.turn) write(at("faults-note"), error.message);
    }
    at("more-faults").disabled = false;
  }

  draw() {
    const { tally, errors, shown } = this;
    const most = Math.max(1, ...tally.map(({ count }) => count));
    at("faults").hidden = !errors.length;
    at("faults-tally").replaceChildren(...tally.slice(0, MOST_BARS).map((one) => bar(one, most)));
    const before = [...at("faults-rows").children];
    const rows = errors.slice(0, shown).map((one, place) => same(before[place], one) ?? line(one));
    arrange(at("faults-rows"), rows);
    at("more-faults").hidden = errors.length <= shown && !this.cursor;
  }
}

const cell = (name, ...children) => make("td", { "data-name": name }, ...children);
const columnOf = (column) => (column === null ? make("span", { class: "note" }, "the whole row") : make("span", { class: "said" }, cut(column)));

function bar({ column, code, count }, most) {
  const length = make("span", { class: "length", "aria-hidden": "true" });
  length.style.width = `${(100 * count) / most}%`;
  return make("tr", {}, make("th", { scope: "row" }, columnOf(column)), cell("Reason", nameOfCode(code)), cell("Rows", make("span", { class: "figure" }, number(count)), make("span", { class: "bar" }, length)));
}

function line(error) {
  const { row, column, value, reason } = error;
  const told = value === null || value === undefined ? make("span", { class: "nothing" }, "–") : make("code", { class: "said" }, cut(String(value)));
  const element = make("tr", {}, make("th", { scope: "row" }, make("span", { class: "figure" }, number(row))), cell("Column", columnOf(column)), cell("Value", told), cell("Reason", make("span", { class: "said" }, reason)));
  element.dataset.told = JSON.stringify(error);
  return element;
}

const same = (element, error) => (element?.dataset.told === JSON.stringify(error) ? element : null);
