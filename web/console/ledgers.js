// The newest entries of everybody's credits.

import { listLedger } from "./api.js";
import { make, write } from "./dom.js";
import { exactly, number } from "./format.js";
import { WORDS } from "./ledger.js";

const PAGE = 20;
const HEADS = ["When", "Owner", "Entry", "Credits", "Left", "Job"];

export class Ledgers {
  constructor() {
    this.list = make("tbody");
    this.note = make("p", { class: "note" }, "Loading…");
    this.more = make("button", { type: "button", hidden: "" }, "Show more");
    this.more.addEventListener("click", () => this.ask(this.cursor));
    this.table = make("table", { "aria-labelledby": "admin-ledger", hidden: "" }, make("thead", {}, make("tr", {}, ...HEADS.map((name) => make("th", { scope: "col" }, name)))), this.list);
    this.element = make("section", { "aria-labelledby": "admin-ledger" }, make("h3", { id: "admin-ledger" }, "Ledger"), this.table, this.note, make("p", { class: "does" }, this.more));
  }

  /** The newest ones, or those after `cursor`. */
  async ask(cursor = null) {
    try {
      const { data, nextCursor } = await listLedger({ limit: PAGE, cursor });
      this.cursor = nextCursor;
      if (!cursor) this.list.replaceChildren();
      this.list.append(...data.map(row));
      write(this.note, this.list.children.length ? "" : "Nothing was charged, refunded or granted yet.");
    } catch (error) {
      write(this.note, `The ledger could not be loaded. ${error.message}`);
    }
    this.table.hidden = !this.list.children.length;
    this.more.hidden = !this.cursor;
  }
}

function row({ at, owner, kind, amount, balance, jobId }) {
  const cell = (name, words, tone = "") => make("td", { "data-name": name, class: tone }, words);
  return make("tr", {}, make("th", { scope: "row" }, exactly(at)), cell("Owner", owner, "said"), cell("Entry", WORDS[kind] ?? kind), cell("Credits", `${amount > 0 ? "+" : "−"}${number(Math.abs(amount))}`, "figure"), cell("Left", number(balance), "figure"), cell("Job", jobId ? make("code", { class: "said" }, jobId) : "–"));
}
