// Rows that come in from files and go out to them, in words. Pure.

import { number, plural, within } from "./format.js";

export const FORMATS = { csv: "CSV", xlsx: "XLSX", json: "JSON", jsonl: "JSON Lines" };
export const MODES = {
  insert: "rows are added",
  upsert: "rows are added, or changed by their key",
  replace: "all rows are replaced",
};
export const TYPES = ["string", "integer", "number", "boolean", "date", "datetime", "email", "url", "enum"];
const CODES = {
  ragged: "More or fewer cells than the header",
  malformed: "Broken quotes",
  "too-long": "Too long",
  encoding: "Other bytes than its encoding has",
  nul: "A NUL byte",
  required: "Nothing there, though required",
  type: "Not of the column's type",
  range: "Out of range",
  pattern: "Not as the pattern wants it",
  enum: "None of the values allowed",
  "duplicate-key": "There already",
};
const DELIMITERS = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", " ": "space" };

export const nameOfFormat = (format) => FORMATS[format] ?? format ?? "a file";
export const nameOfCode = (code) => CODES[code] ?? code;
export const nameOfDelimiter = (delimiter) => DELIMITERS[delimiter] ?? delimiter;

const ESCAPES = { "\\": "\\\\", "\n": "\\n", "\r": "\\r" };
const ESCAPED = Object.fromEntries(Object.entries(ESCAPES).map(([plain, escaped]) => [escaped, plain]));

/** Values one on each line; a line break within one is written `\n`. */
export const linesOf = (values) => values.map((value) => value.replace(/[\\\n\r]/g, (one) => ESCAPES[one])).join("\n");
export const valuesOf = (lines) => lines.split("\n").filter((line) => line.trim()).map((line) => line.replace(/\\[\\nr]/g, (one) => ESCAPED[one]));

/** `12,345 rows read · 12,300 imported · 45 skipped`. */
export function rowsOf({ kind, counts: { processed, total, succeeded, skipped }, status }) {
  if (kind === "export") return status === "running" && total > processed ? `${number(processed)} of ${plural(total, "row")}` : plural(processed, "row");
  const parts = [`${plural(processed, "row")} read`, `${number(succeeded)} imported`];
  return (skipped ? [...parts, `${number(skipped)} skipped`] : parts).join(" · ");
}

/** What is left of an import that did not come to its end; nothing about others. */
export function keptOf({ kind, status, counts, input, error }) {
  if (kind !== "import" || !counts || !["failed", "cancelled"].includes(status) || error?.code === "dataset-gone") return "";
  if (input?.mode === "replace") return "Nothing is replaced: the dataset's rows are those of before.";
  return `${plural(counts.succeeded, "imported row")} ${counts.succeeded === 1 ? "is" : "are"} kept.`;
}

/** What was asked of an import or an export. */
export function wishOf({ kind, input = {}, retryOf }) {
  const { dataset, mode, format, columns, filters, order, raw } = input;
  const own =
    kind === "import"
      ? [`import into ${within(dataset)}`, MODES[mode]]
      : [`export as ${nameOfFormat(format)}`, columns?.length && plural(columns.length, "column"), isNarrow(filters) && "filtered", order?.length && `by ${orderOf(order)}`, raw && "raw values"];
  return [...own, retryOf && `retry of ${retryOf}`].filter(Boolean);
}

/** `city, then age, falling`. */
export const orderOf = (order = []) => order.map((name) => (name.startsWith("-") ? `${within(name.slice(1))}, falling` : within(name))).join(", then ");

const isNarrow = (filters) => Boolean(filters?.search || filters?.ids?.length || filters?.where?.length);

/** Errors counted by column and code as a result has them, the most frequent first. */
export function tallyOf(errors) {
  const by = new Map();
  for (const { column, code } of errors) {
    const key = JSON.stringify([column, code]);
    by.set(key, { column, code, count: (by.get(key)?.count ?? 0) + 1 });
  }
  return byCount([...by.values()]);
}

export const byCount = (tally) => [...tally].sort((a, b) => b.count - a.count);

/** The file that an export left, while its link holds; else null. */
export function fileOf({ kind, status, result }, now = Date.now()) {
  if (kind !== "export" || status !== "completed" || !result?.fileUrl) return null;
  return result.expiresAt && new Date(result.expiresAt) <= now ? null : result;
}
