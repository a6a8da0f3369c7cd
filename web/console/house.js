// The house itself: what it needs and has, who does what, what it costs, what binds.

import { make } from "./dom.js";
import { bytes, number, plural } from "./format.js";

const NEEDS = { temporal: "Temporal", database: "Database", storage: "Storage", worker: "Workers" };
const HELPS = {
  temporal: "The API cannot reach it. Jobs are accepted, and start when it is back.",
  database: "Nothing can be accepted or read until it answers.",
  storage: "Files cannot be kept or fetched until it answers.",
  worker: "Nobody does the work. Start one: python worker.py",
};
const DOES = { annotation: "Annotates images", catalogue: "Knows music", author: "Plans and writes", narration: "Speaks", generation: "Makes pictures and video" };
const BUILT_IN = { local: "built in, offline", template: "a template, offline", procedural: "drawn here, previews", kie: "Kie.ai", spotify: "Spotify" };

export class House {
  constructor() {
    this.needs = make("dl", { class: "figures needs", "aria-label": "What the house needs" });
    this.readiness = make("section", { "aria-labelledby": "admin-ready" }, make("h3", { id: "admin-ready" }, "Is all well?"), this.needs);
    this.facts = make("div", { class: "columns" });
    this.element = make("section", { "aria-labelledby": "admin-house" }, make("h3", { id: "admin-house" }, "Prices, limits, providers"), this.facts);
  }

  /** As `/readyz` and `/v1/info` tell. */
  show(ready, info) {
    const told = JSON.stringify([ready, info]);
    if (told === this.told) return;
    this.told = told;
    this.needs.replaceChildren(...Object.entries(NEEDS).map(([name, words]) => need(words, !ready.missing.includes(name), name === "worker" && ready.workers, HELPS[name])));
    this.facts.replaceChildren(table("Prices", pricesOf(info)), table("Tiers", tiersOf(info)), table("Limits", limitsOf(info)), table("Who does it", providersOf(info)));
  }
}

function need(name, there, count, helps) {
  const words = there ? (count ? plural(count, "worker") : "Ready") : "Missing";
  const mark = make("span", { class: "mark", "aria-hidden": "true" }, there ? "✓" : "✕");
  return make("div", { class: there ? "good" : "bad" }, make("dt", {}, name), make("dd", {}, mark, words), there ? "" : make("dd", { class: "note" }, helps));
}

function table(name, rows) {
  const body = rows.map(([what, ...cells]) => make("tr", {}, make("th", { scope: "row" }, what), ...cells.map((words) => make("td", {}, words))));
  return make("table", { class: "facts-of" }, make("caption", {}, name), make("tbody", {}, ...body));
}

const pricesOf = ({ prices }) => [
  ...Object.entries(prices.enhancement).map(([tier, price]) => [`Enhancement to ${tier.toUpperCase()}`, plural(price, "credit")]),
  ...Object.entries(prices.generation).map(([kind, price]) => [kind === "video" ? "A video" : "A picture", plural(price, "credit")]),
];

const tiersOf = ({ tiers }) => Object.entries(tiers).map(([tier, { concurrency, ratePerMinute }]) => [tier, `${number(concurrency)} at a time`, ratePerMinute ? `${number(ratePerMinute)} a minute` : "no limit a minute"]);

const limitsOf = ({ limits, maxUploadBytes, maxImagePixels, imageFormats }) => [
  ["Open jobs of an owner", number(limits.openJobs)],
  ["Documentaries at a time", number(limits.documentaries)],
  ["Streams of an owner", number(limits.streams)],
  ["Jobs are kept for", plural(limits.retentionDays, "day")],
  ["Largest image", `${bytes(maxUploadBytes)}, ${number(maxImagePixels)} pixels`],
  ["Images", imageFormats.join(", ").toUpperCase()],
];

const providersOf = ({ providers }) => Object.entries(DOES).map(([name, words]) => [words, BUILT_IN[providers[name]] ?? providers[name]]);
