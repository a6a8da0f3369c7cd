// What rows are chosen by: a column, how it compares, with what. Pure.

import { within } from "./format.js";

const WORDS = {
  eq: "is",
  ne: "is not",
  lt: "is less than",
  lte: "is at most",
  gt: "is more than",
  gte: "is at least",
  contains: "contains",
  in: "is one of",
  isnull: "is empty",
  notnull: "is not empty",
};
const MOMENTS = { lt: "is before", lte: "is not after", gt: "is after", gte: "is not before" };
const ALWAYS = ["isnull", "notnull"];
const ORDERED = ["eq", "ne", "lt", "lte", "gt", "gte", "in", ...ALWAYS];
const TEXT = ["contains", "eq", "ne", "in", ...ALWAYS];
const OPS = {
  integer: ORDERED,
  number: ORDERED,
  date: ORDERED,
  datetime: ORDERED,
  boolean: ["eq", "ne", ...ALWAYS],
  enum: ["eq", "ne", "in", ...ALWAYS],
};

export const opsOf = (type) => OPS[type] ?? TEXT;
export const wordOf = (type, op) => (type.startsWith("date") && MOMENTS[op]) || WORDS[op];
export const needsValue = (op) => !ALWAYS.includes(op);

/** `{ column, op, value }` as the server takes it; throws what is wrong in words. */
export function conditionOf({ name, type }, op, words) {
  if (!needsValue(op)) return { column: name, op: "isnull", value: op === "isnull" };
  if (!words.trim()) throw new Error(`Say what ${name} is compared with.`);
  if (op !== "in") return { column: name, op, value: valueOf(type, words) };
  const many = words.split(",").map((one) => one.trim()).filter(Boolean);
  return { column: name, op, value: many.map((one) => valueOf(type, one)) };
}

function valueOf(type, words) {
  if (type === "boolean") return words === "true";
  if (type !== "integer" && type !== "number") return words;
  const value = Number(words);
  if (!Number.isFinite(value)) throw new Error(`“${words}” is not a number.`);
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? words : value; // with more digits than a number keeps here
}

/** As the address of a page of rows has it. */
export const queryOf = ({ column, op, value }) => `${column}:${op}:${Array.isArray(value) ? value.join(",") : value}`;

/** For people: `city is Berlin`. */
export function tell({ column, op, value }, type = "string") {
  if (op === "isnull") return `${within(column)} ${WORDS[value ? "isnull" : "notnull"]}`;
  return `${within(column)} ${wordOf(type, op)} ${within([value].flat().join(", "))}`;
}
