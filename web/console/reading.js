// How a file is read: what was found out about it, and what a person says instead.

import { option } from "./conditionfield.js";
import { at } from "./dom.js";
import { plural } from "./format.js";
import { FORMATS, nameOfDelimiter } from "./transfers.js";

const FIELDS = ["format", "encoding", "delimiter", "sheet"];
const DELIMITERS = [",", ";", "\t", "|"];
const NEWLINES = { "\r\n": "CRLF", "\n": "LF", "\r": "CR" };

export class Reading {
  /** `onChange()` when something is to be read in another way. */
  constructor(onChange) {
    this.asked = {};
    at("import-format").append(...Object.entries(FORMATS).map(([format, name]) => option(format, name)));
    for (const field of FIELDS) {
      at(`import-${field}`).addEventListener("change", () => {
        // Another format has other delimiters and sheets.
        this.asked = { ...(field === "format" ? {} : this.asked), [field]: at(`import-${field}`).value };
        onChange();
      });
    }
  }

  /** Another file speaks for itself. */
  forget() {
    this.asked = {};
    this.held = {};
    at("import-reading").hidden = true;
  }

  /** What was found; where there is nothing new, what was found before. */
  show(look) {
    at("import-reading").hidden = !look;
    if (!look) return;
    const fresh = look !== this.look;
    this.look = look;
    if (fresh) this.held = this.asked;
    else this.asked = this.held; // what was asked for came to nothing
    const { format, encoding, delimiter, newline, sheet, sheets, columns, rows } = look;
    at("import-format").value = format;
    at("import-encoding").value = encoding ?? "";
    choices(at("import-delimiter"), DELIMITERS, delimiter, nameOfDelimiter);
    choices(at("import-sheet"), sheets ?? [], sheet, (name) => name);
    at("import-encoding").parentElement.hidden = format === "xlsx";
    at("import-delimiter").parentElement.hidden = format !== "csv";
    at("import-sheet").parentElement.hidden = !sheets;
    const lines = newline && format !== "xlsx" ? `Lines end in ${NEWLINES[newline] ?? newline}. ` : "";
    at("import-facts").textContent = `${lines}${plural(columns.length, "column")}; ${shown(rows.length)}.`;
  }
}

const shown = (count) => (count > 1 ? `the first ${count} rows are below` : count ? "the first row is below" : "no rows");

function choices(select, usual, chosen, wordsOf) {
  const all = [...new Set([...usual, chosen])].filter((one) => one !== null && one !== undefined);
  select.replaceChildren(...all.map((one) => option(one, wordsOf(one))));
  if (chosen !== null && chosen !== undefined) select.value = chosen;
}
