// Who there is: tier, credits, open jobs; tiers are given and credits granted here.

import { grantCredits, listOwners, setTier } from "./api.js";
import { arrange, make, write } from "./dom.js";
import { number, plural } from "./format.js";

const TIERS = ["free", "paid", "unlimited"];
const HEADS = ["Owner", "Tier", "At a time", "A minute", "Credits", "Open jobs"];

export class OwnersTable {
  /** `verbs.say(words, tone)`; `onGrant()` when somebody has more. */
  constructor(verbs, onGrant) {
    Object.assign(this, { verbs, onGrant, rows: new Map() });
    this.list = make("tbody");
    this.table = make("table", { "aria-labelledby": "admin-owners", hidden: "" }, make("thead", {}, make("tr", {}, ...HEADS.map((name) => make("th", { scope: "col" }, name)))), this.list);
    this.none = make("p", { class: "empty" }, "Nobody has started a job yet. An owner is known from their first one, or when they are given credits.");
    this.element = make("section", { "aria-labelledby": "admin-owners" }, make("h3", { id: "admin-owners" }, "Owners"), this.table, this.none, this.form());
  }

  form() {
    this.name = make("input", { type: "text", name: "owner", required: "", maxlength: "64", autocomplete: "off", spellcheck: "false", placeholder: "ann", "aria-describedby": "grant-error" });
    this.amount = make("input", { type: "number", name: "amount", min: "1", max: "1000000000", value: "100", inputmode: "numeric", "aria-describedby": "grant-error" });
    this.problem = make("p", { class: "problem", id: "grant-error", role: "alert", hidden: "" });
    this.go = make("button", { type: "submit" }, "Give credits");
    const form = make("form", { class: "filter grant", novalidate: "", "aria-label": "Give credits" }, make("label", {}, make("span", {}, "Owner"), this.name), make("label", {}, make("span", {}, "Credits"), this.amount), make("p", { class: "does" }, this.go), this.problem);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.grant();
    });
    return form;
  }

  async ask() {
    const { data } = await listOwners();
    this.show(data);
  }

  show(owners) {
    const before = this.rows;
    this.rows = new Map(owners.map((owner) => [owner.owner, before.get(owner.owner) ?? new Row(owner, (tier) => this.give(owner.owner, tier))]));
    for (const owner of owners) this.rows.get(owner.owner).draw(owner);
    arrange(this.list, [...this.rows.values()].map(({ element }) => element));
    this.table.hidden = !owners.length;
    this.none.hidden = owners.length > 0;
  }

  async give(owner, tier) {
    try {
      this.rows.get(owner).draw(await setTier(owner, tier));
      this.verbs.say(`${owner} is ${tier} from the next call on.`, "news");
    } catch (error) {
      this.verbs.say(`${owner}: ${error.message}`);
      await this.ask().catch(() => {});
    }
  }

  async grant() {
    const [owner, amount] = [this.name.value.trim(), this.amount.valueAsNumber];
    const wrong = !owner ? "Say whose they are." : Number.isInteger(amount) && amount > 0 ? "" : "Give a whole number of credits.";
    write(this.problem, wrong);
    if (wrong) return (owner ? this.amount : this.name).focus();
    this.go.setAttribute("aria-disabled", "true");
    try {
      const { balance } = await grantCredits(owner, amount);
      this.verbs.say(`${owner} has ${plural(balance, "credit")} now.`, "news");
      this.onGrant();
      await this.ask();
    } catch (error) {
      write(this.problem, error.message);
    }
    this.go.setAttribute("aria-disabled", "false");
  }
}

class Row {
  constructor({ owner }, onTier) {
    this.tier = make("select", { "aria-label": `Tier of ${owner}` }, ...TIERS.map((tier) => make("option", { value: tier }, tier)));
    this.tier.addEventListener("change", () => onTier(this.tier.value));
    this.cells = Object.fromEntries(HEADS.slice(2).map((name) => [name, make("td", { "data-name": name, class: "figure" })]));
    this.element = make("tr", {}, make("th", { scope: "row", class: "said" }, owner), make("td", { "data-name": "Tier" }, this.tier), ...Object.values(this.cells));
  }

  /** A choice that is open in somebody's hands stays as it is. */
  draw({ tier, concurrency, ratePerMinute, balance, openJobs }) {
    if (document.activeElement !== this.tier) this.tier.value = tier;
    const told = { "At a time": number(concurrency), "A minute": ratePerMinute ? number(ratePerMinute) : "no limit", Credits: number(balance), "Open jobs": number(openJobs) };
    for (const [name, words] of Object.entries(told)) if (this.cells[name].textContent !== words) this.cells[name].textContent = words;
  }
}
