// Why items of a batch failed: by reason, the most frequent first, each with its items on demand.

import { getFailures, listErrors } from "./api.js";
import { arrange, at, make, write } from "./dom.js";
import { number, plural, time } from "./format.js";

const PAGE = 200;
const SHOWN = 50;
const PAGES_AT_ONCE = 5; // of all errors; items of a rare reason may be far apart

export class Failures {
  constructor() {
    this.turn = 0;
    this.hide();
  }

  show(id) {
    this.hide();
    this.id = id;
  }

  hide() {
    this.turn += 1;
    this.id = null;
    this.failed = 0;
    this.reasons = new Map();
    this.forget();
    at("failures").hidden = true;
  }

  forget() {
    this.errors = [];
    this.cursor = null;
    this.all = false;
    this.queue = Promise.resolve();
  }

  async refresh({ id, counts }) {
    const failed = counts?.failed ?? 0;
    if (!failed || failed === this.failed) return;
    const turn = this.turn;
    const { data } = await getFailures(id);
    if (turn !== this.turn) return;
    this.failed = failed;
    this.forget();
    write(at("failures-count"), plural(failed, "image"));
    const before = this.reasons;
    this.reasons = new Map(data.map((reason) => [`${reason.code} ${reason.message}`, reason]));
    for (const [key, reason] of this.reasons) {
      reason.row = before.get(key)?.row ?? new Reason(reason, () => this.read(reason.row));
      reason.row.count(reason.count);
      if (reason.row.open) this.read(reason.row, reason.row.wanted);
    }
    arrange(at("reasons"), [...this.reasons.values()].map(({ row }) => row.element));
    at("failures").hidden = !data.length;
  }

  /** One after the other: all reasons read on in the same list of errors. */
  read(row, wanted = row.wanted + SHOWN) {
    row.wanted = wanted;
    const turn = this.turn;
    this.queue = this.queue.then(() => this.readOn(row, turn)).catch((error) => row.say(error.message));
  }

  async readOn(row, turn) {
    const of = () => this.errors.filter((one) => one.code === row.code && one.error === row.message);
    for (let pages = 0; pages < PAGES_AT_ONCE && !this.all && of().length < Math.min(row.wanted, row.total); pages += 1) {
      const { id, errors } = this;
      const page = await listErrors(id, { limit: PAGE, cursor: this.cursor });
      if (turn !== this.turn || errors !== this.errors) return;
      errors.push(...page.data);
      this.cursor = page.nextCursor;
      this.all = !page.nextCursor;
    }
    row.fill(of().slice(0, row.wanted), this.all);
  }
}

class Reason {
  constructor({ code, message }, onWish) {
    Object.assign(this, { code, message, total: 0, wanted: 0 });
    this.figure = make("b", { class: "figure" });
    this.list = make("ol", { class: "failed-items" });
    this.note = make("p", { class: "note" }, "Loading…");
    this.more = make("button", { type: "button", class: "plain", hidden: "" }, "Show more");
    const summary = make("summary", {}, this.figure, make("span", { class: "said" }, message), make("code", { class: "said" }, code));
    const details = make("details", {}, summary, this.list, this.note, this.more);
    this.element = make("li", {}, details);
    this.details = details;
    details.addEventListener("toggle", () => details.open && !this.wanted && onWish());
    this.more.addEventListener("click", onWish);
  }

  get open() {
    return this.details.open;
  }

  count(count) {
    this.total = count;
    this.figure.textContent = number(count);
  }

  say(words) {
    write(this.note, words);
  }

  fill(errors, all) {
    const rows = errors.map(({ itemId, attemptNumber, timestamp }) => {
      const facts = [plural(attemptNumber, "attempt"), timestamp && time(timestamp)].filter(Boolean).join(" · ");
      return make("li", {}, make("code", { class: "said" }, itemId), make("span", { class: "note" }, facts));
    });
    this.list.replaceChildren(...rows);
    const left = this.total - errors.length;
    this.more.hidden = left <= 0 || (all && errors.length < this.wanted);
    this.say(left > 0 ? `${number(errors.length)} of ${number(this.total)} shown, newest first.` : "");
  }
}
