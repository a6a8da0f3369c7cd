// The items of a batch as a grid of pictures, filtered by outcome, page by page.

import { listItems } from "./api.js";
import { Card } from "./card.js";
import { arrange, at, make, write } from "./dom.js";
import { number } from "./format.js";

const OUTCOMES = { "": "All", succeeded: "Succeeded", failed: "Failed", skipped: "Skipped", pending: "Pending" };
const PAGE = 48;
const LARGEST_PAGE = 200;
const MOST_KEPT_FRESH = 600;

export class Items {
  constructor() {
    this.picks = Object.entries(OUTCOMES).map(([outcome, word]) =>
      make("button", { type: "button", "data-outcome": outcome }, `${word} `, make("span", { class: "figure" })),
    );
    at("outcomes").append(...this.picks);
    for (const pick of this.picks) pick.addEventListener("click", () => this.pick(pick.dataset.outcome));
    at("more-items").addEventListener("click", () => this.tell(this.load(this.cards.size + PAGE, this.cursor)));
    this.turn = 0;
  }

  /** Empty at first; `refresh` fills it. */
  show(id) {
    this.id = id;
    this.choose("");
  }

  hide() {
    this.turn += 1; // what is still under way comes too late
    this.id = null;
    this.empty();
  }

  pick(outcome) {
    this.choose(outcome);
    this.tell(this.load(PAGE));
  }

  choose(outcome) {
    this.outcome = outcome;
    for (const pick of this.picks) pick.setAttribute("aria-pressed", pick.dataset.outcome === outcome);
    this.empty();
    write(at("items-note"), "Loading the images…");
  }

  empty() {
    this.cards = new Map();
    this.cursor = null;
    arrange(at("items"), []);
    at("more-items").hidden = true;
    write(at("items-note"), "");
  }

  count({ counts, input }) {
    const { total, processed, succeeded, failed, skipped } = counts ?? { total: input?.totalItems ?? 0, processed: 0, skipped: 0 };
    const by = { "": total, succeeded, failed, skipped, pending: total - processed - skipped };
    for (const pick of this.picks) pick.lastElementChild.textContent = number(by[pick.dataset.outcome] ?? 0);
  }

  /** What is shown, as it is now. A very long list is only read again when the batch is over. */
  async refresh(ended) {
    await this.loading?.catch(() => {});
    if (this.id && (this.cards.size <= MOST_KEPT_FRESH || ended)) await this.load(Math.max(this.cards.size, PAGE));
  }

  async tell(loading) {
    const { turn } = this;
    await loading.catch((error) => turn === this.turn && write(at("items-note"), `The images could not be loaded. ${error.message}`));
  }

  load(count, cursor) {
    const turn = ++this.turn;
    at("more-items").disabled = true;
    const done = () => turn === this.turn && (at("more-items").disabled = false);
    this.loading = this.read(turn, count, cursor).finally(done);
    return this.loading;
  }

  /** Until `count` are shown: after `cursor`, else all of them again from the start. */
  async read(turn, count, cursor = null) {
    const found = cursor ? [...this.cards.values()].map((card) => card.item) : [];
    do {
      const limit = Math.min(LARGEST_PAGE, count - found.length);
      const page = await listItems(this.id, { outcome: this.outcome, limit, cursor });
      if (turn !== this.turn) return;
      found.push(...page.data);
      cursor = page.nextCursor;
    } while (cursor && found.length < count);
    this.fill(found, cursor);
  }

  fill(items, cursor) {
    const before = this.cards;
    this.cards = new Map(items.map((item) => [item.number, before.get(item.number) ?? new Card(item)]));
    for (const item of items) this.cards.get(item.number).draw(item);
    this.cursor = cursor;
    arrange(at("items"), [...this.cards.values()].map((card) => card.element));
    at("more-items").hidden = !cursor;
    write(at("items-note"), items.length ? "" : "No image has this outcome.");
  }
}
