// Where an import goes: a new dataset or one that is there, and what becomes of the rows there.

import { getDataset, listDatasets } from "./api.js";
import { option } from "./conditionfield.js";
import { at, write } from "./dom.js";
import { plural, within } from "./format.js";

const MOST = 200;

export class Targets {
  /** `onChange()` when another one is chosen. */
  constructor(onChange) {
    this.onChange = onChange;
    this.known = new Map();
    this.suggested = "";
    at("import-into").addEventListener("change", () => {
      this.draw();
      onChange();
    });
  }

  /** Null for a dataset that is still to be made. */
  get chosen() {
    return this.known.get(at("import-into").value) ?? null;
  }

  get mode() {
    return this.modes.find((one) => one.checked).value;
  }

  get modes() {
    return [...at("import-form").elements.mode];
  }

  /** `id`: the one that was asked for; without, what was chosen before stays. */
  async open(id) {
    const before = at("import-into").value;
    try {
      const { data } = await listDatasets({ limit: MOST });
      const wanted = id ?? before; // an id, or the name that an address has
      const found = data.find((one) => wanted === one.id || wanted === one.name) ?? (wanted && (await getDataset(wanted)));
      if (found && !data.some((one) => one.id === found.id)) data.unshift(found);
      this.fill(data, found?.id);
      write(at("import-into-error"), "");
    } catch (error) {
      write(at("import-into-error"), error.message);
    }
    this.draw();
    if (at("import-into").value !== before) this.onChange();
  }

  fill(datasets, chosen) {
    this.known = new Map(datasets.map((one) => [one.id, one]));
    const told = datasets.map(({ id, name, rows }) => option(id, `${name} (${plural(rows, "row")})`));
    at("import-into").replaceChildren(option("", "A new dataset"), ...told);
    at("import-into").value = this.known.has(chosen) ? chosen : "";
  }

  /** One that was made just now is chosen. */
  add(dataset) {
    this.fill([dataset, ...this.known.values()], dataset.id);
    this.draw();
  }

  /** A name for a new one, where the person has not said another. */
  suggest(name) {
    const field = at("import-new");
    if (field.value === this.suggested) field.value = name.slice(0, Number(field.maxLength));
    this.suggested = name;
  }

  /** The next import is another matter. */
  forget() {
    this.suggested = "";
    at("import-form").reset();
    this.draw();
  }

  draw() {
    at("import-naming").hidden = Boolean(this.chosen);
  }

  /** `key` is that of the dataset, or of the one to be made. */
  drawModes(key) {
    const { chosen } = this;
    const [insert, upsert, replace] = this.modes;
    upsert.disabled = !key;
    replace.disabled = !chosen;
    if (this.modes.some((one) => one.checked && one.disabled)) insert.checked = true;
    at("upsert-words").textContent = key ? `a row whose ${within(key)} is there already changes that one` : "needs a key";
    at("replace-words").textContent = chosen ? "the rows of now stay until all of the new ones are there" : "a new dataset has nothing to replace";
  }
}
