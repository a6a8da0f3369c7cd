// A condition as a person says it: column, comparison, value.

import { conditionOf, needsValue, opsOf, wordOf } from "./conditions.js";
import { make } from "./dom.js";

const HINTS = { in: "a, b, c", datetime: "2025-01-31T12:00:00Z" };

export const option = (value, words = value) => make("option", { value }, words);

export class ConditionField {
  /** `none`: the words for no condition at all, where that can be chosen. */
  constructor(columns, none) {
    this.columns = columns;
    this.column = make("select", { "aria-label": "Column" }, ...(none ? [option("", none)] : []), ...columns.map(({ name }, place) => option(place, name)));
    this.op = make("select", { "aria-label": "Comparison" });
    this.place = make("span", { class: "value" });
    this.element = make("div", { class: "condition" }, this.column, this.op, this.place);
    this.column.addEventListener("change", () => this.drawOps());
    this.op.addEventListener("change", () => this.drawValue());
    this.drawOps();
  }

  /** The column that is chosen; none where it is nothing. */
  get chosen() {
    return this.column.value === "" ? null : this.columns[Number(this.column.value)];
  }

  /** Null where no column is chosen; throws words where the value is none. */
  get condition() {
    return this.chosen && conditionOf(this.chosen, this.op.value, this.value?.value ?? "");
  }

  /** Shows a condition that was said elsewhere. */
  set(condition) {
    const place = this.columns.findIndex(({ name }) => name === condition?.column);
    this.column.value = place < 0 ? "" : place;
    this.drawOps();
    if (place < 0) return;
    const { op, value } = condition;
    this.op.value = op === "isnull" && !value ? "notnull" : op;
    this.drawValue();
    if (this.value) this.value.value = Array.isArray(value) ? value.join(", ") : value;
  }

  drawOps() {
    const { chosen } = this;
    this.op.hidden = !chosen;
    if (chosen) this.op.replaceChildren(...opsOf(chosen.type).map((op) => option(op, wordOf(chosen.type, op))));
    this.drawValue();
  }

  drawValue() {
    const { chosen } = this;
    this.value = chosen && needsValue(this.op.value) ? valueField(chosen, this.op.value) : null;
    this.place.replaceChildren(...[this.value].filter(Boolean));
  }
}

function valueField({ name, type, values }, op) {
  const facts = { "aria-label": `Value of ${name}`, autocomplete: "off", spellcheck: "false" };
  if (type === "boolean") return make("select", facts, option("true"), option("false"));
  if (op === "in") return make("input", { ...facts, type: "text", placeholder: HINTS.in });
  if (values?.length) return make("select", facts, ...values.map((value) => option(value)));
  if (type === "date") return make("input", { ...facts, type: "date" });
  const numeric = type === "integer" || type === "number";
  return make("input", { ...facts, type: "text", ...(numeric && { inputmode: "decimal" }), placeholder: HINTS[type] ?? "" });
}
