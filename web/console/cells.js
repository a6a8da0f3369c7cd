// Values of rows as text in a table. They are others' words, and may be long: what is shown of them is cut.

import { make } from "./dom.js";
import { number } from "./format.js";

const LONGEST = 200;

export function cut(words) {
  const points = words.length > LONGEST ? [...words.slice(0, 2 * LONGEST)] : [];
  return points.length > LONGEST ? `${points.slice(0, LONGEST).join("")}… (${number(words.length)} characters)` : words;
}

/** Of a value, or of a cell that is no plain value (a list in a JSON file). */
export function wordsOf(value) {
  if (value === null || value === undefined || value === "") return "";
  return cut(typeof value === "object" ? JSON.stringify(value) : String(value));
}

export function valueCell(value, facts = {}) {
  const words = wordsOf(value);
  const shown = words ? make("span", { class: "said" }, words) : make("span", { class: "nothing" }, "–", make("span", { class: "unseen" }, "nothing"));
  return make("td", { ...facts, class: [facts.class, typeof value === "number" && "amount"].filter(Boolean).join(" ") }, shown);
}

/** A line of heads; those of amounts stand over them. */
export const heads = (names, amounts = []) => make("tr", {}, ...names.map((name, place) => make("th", { scope: "col", ...(amounts[place] && { class: "amount" }) }, make("span", { class: "said" }, cut(name)))));
