// What a job cost and gave back: a section of its inside.

import { listLedger } from "./api.js";
import { Reading } from "./section.js";
import { make } from "./dom.js";
import { exactly, number, plural } from "./format.js";

export const WORDS = { charge: "Charged", refund: "Refunded", grant: "Granted" };

export class Ledger extends Reading {
  static title = "Credits";
  static hint = ({ credits: { charged, refunded } = {} }) => (charged ? `${plural(charged, "credit")}${refunded ? `, ${number(refunded)} refunded` : ""}` : "free");

  needs({ credits }) {
    return JSON.stringify(credits);
  }

  read(job, cursor) {
    return listLedger({ job: job.id, cursor });
  }

  tell(data, job) {
    if (!data.length) return [make("p", { class: "note" }, "Jobs of this kind cost nothing here.")];
    const rows = data.map(({ at, kind, amount, balance }) =>
      make("tr", {}, make("th", { scope: "row" }, WORDS[kind] ?? kind), cell("Credits", `${amount > 0 ? "+" : "−"}${number(Math.abs(amount))}`), cell("Left", number(balance)), cell("When", exactly(at))),
    );
    const heads = ["Entry", "Credits", "Left", "When"].map((name) => make("th", { scope: "col" }, name));
    return [make("p", { class: "note said" }, `Of ${job.owner}'s credits, newest first.`), make("table", { "aria-label": "Credits of this job" }, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows))];
  }
}

const cell = (name, words) => make("td", { "data-name": name, class: "figure" }, words);
