// The form of an import: a file is sent once, seen for what it is, and goes where a person says.

import { createDataset, inferFile, newKey, startImport, Stopped } from "./api.js";
import { cut, heads, valueCell } from "./cells.js";
import { takeDrops } from "./drop.js";
import { at, make, write } from "./dom.js";
import { bytes, plural } from "./format.js";
import { Mapping } from "./mapping.js";
import { Reading } from "./reading.js";
import { Schema } from "./schema.js";
import { Targets } from "./targets.js";

const CONFLICT = 409;
const PASTED = "pasted.tsv"; // as spreadsheets copy rows

export class ImportForm {
  /** `onStarted(job)`. */
  constructor({ onStarted }) {
    Object.assign(this, { onStarted, file: null, look: null, sending: null, body: "", key: "" });
    this.schema = new Schema(() => this.draw());
    this.mapping = new Mapping(() => this.draw());
    this.reading = new Reading(() => this.send({ fileId: this.look.fileId }));
    this.targets = new Targets(() => this.retarget());
    takeDrops(at("import-drop"), at("import-file"), (files) => this.choose(files), PASTED);
    at("import-stop").addEventListener("click", () => this.sending?.abort());
    at("import-form").addEventListener("change", () => this.draw());
    at("import-look").addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("input")) event.preventDefault(); // a name that is done is no start
    });
    at("import-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
  }

  open(id) {
    this.targets.open(id);
  }

  /** Nothing ends: a file goes on being sent while another page is shown. */
  close() {}

  choose(files) {
    if (!files.length) return;
    const [file] = files;
    at("import-file").value = ""; // the same file can be chosen again
    const wrong = files.length > 1 ? "One file at a time, please." : file.size ? "" : `${file.name} is empty.`;
    write(at("import-file-error"), wrong);
    if (wrong) return;
    Object.assign(this, { file, look: null });
    this.reading.forget();
    this.targets.suggest(file.name.replace(/\.[^.]*$/, ""));
    this.draw();
    this.send({ file });
  }

  retarget() {
    this.draw();
    if (this.look) this.send({ fileId: this.look.fileId });
  }

  /** `what` is the file, or its id once it is there: it is sent only once. */
  async send(what) {
    this.sending?.abort();
    const sending = new AbortController();
    this.sending = sending;
    this.tellSent(what.file ? "Sending…" : "Looking again…", 0, what.file?.size ?? 0);
    write(at("import-file-error"), "");
    try {
      const asked = { ...what, dataset: this.targets.chosen?.id, ...this.reading.asked };
      const look = await inferFile(asked, { onBytes: (sent, all) => this.tellBytes(sending, sent, all), signal: sending.signal });
      if (sending !== this.sending) return;
      this.show(look);
      if (asked.dataset !== this.targets.chosen?.id) return this.send({ fileId: look.fileId }); // it goes elsewhere by now
    } catch (error) {
      if (sending !== this.sending) return; // the next one says how it goes
      this.reading.show(this.look);
      write(at("import-file-error"), error instanceof Stopped ? "Stopped." : error.message);
    }
    this.sending = null;
    this.draw();
  }

  tellBytes(sending, sent, all) {
    if (sending === this.sending) this.tellSent(sent < all ? "Sending…" : "Looking at what it is…", sent, all);
  }

  tellSent(words, sent, all) {
    const bar = at("import-sent");
    if (all && sent < all) bar.value = (100 * sent) / all;
    else bar.removeAttribute("value");
    bar.dataset.done = false;
    if (at("import-sent-words").textContent !== words) at("import-sent-words").textContent = words;
    at("import-sent-bytes").textContent = all && sent < all ? `${bytes(sent)} of ${bytes(all)}` : "";
    at("import-stop").hidden = false;
    this.drawFile();
  }

  show(look) {
    this.look = look;
    this.reading.show(look);
    at("import-warnings").hidden = !look.warnings?.length;
    at("import-warnings").replaceChildren(...(look.warnings ?? []).map((words) => make("li", { class: "said" }, cut(words))));
    at("import-head").replaceChildren(heads(look.columns.map(({ name }) => name)));
    at("import-rows").replaceChildren(...look.rows.map((row) => make("tr", {}, ...row.map((value) => valueCell(value)))));
    this.schema.show(look);
  }

  drawFile() {
    const { file } = this;
    at("import-chosen").hidden = !file;
    at("import-invite").hidden = Boolean(file);
    if (!file) return;
    at("import-name").textContent = file.name;
    at("import-size").textContent = bytes(file.size);
  }

  draw() {
    this.drawFile();
    const { look, sending } = this;
    const target = this.targets.chosen;
    at("import-look").hidden = !look;
    if (!sending) {
      at("import-stop").hidden = true;
      at("import-sent").value = look ? 100 : 0;
      at("import-sent").dataset.done = Boolean(look);
      at("import-sent-words").textContent = look ? `Sent: ${plural(look.columns.length, "column")} found. Nothing is imported yet.` : "";
      at("import-sent-bytes").textContent = "";
    }
    at("schema").hidden = Boolean(target);
    at("mapping").hidden = !target;
    if (look && target && !sending) this.mapping.show(look, target);
    write(at("import-missing"), look && target && !sending ? this.mapping.problem : "");
    this.targets.drawModes(target ? target.key : this.schema.key);
    at("import-go").setAttribute("aria-disabled", Boolean(this.wrong));
  }

  /** What is in the way of a start, in words. */
  get wrong() {
    if (this.sending) return "Wait until the file is sent and seen.";
    if (!this.look) return "Choose a file first.";
    if (this.targets.chosen) return this.mapping.problem;
    return this.schema.kept.length ? "" : "Keep at least one column.";
  }

  get most() {
    const field = at("import-bad");
    if (field.validity.valid) return field.value === "" ? 1 : Number(field.value) / 100;
    throw new Error("Give a share between 0 and 100, or nothing.");
  }

  async submit() {
    if (this.starting) return;
    this.tell(this.wrong);
    if (this.wrong) return;
    try {
      const most = this.most;
      this.busy(true);
      const dataset = this.targets.chosen ?? (await this.create());
      if (dataset) await this.start(dataset, most);
    } catch (error) {
      this.tell([error.message, ...(error.errors ?? []).map(({ detail }) => detail)]);
    }
    this.busy(false);
  }

  /** Once it is made it is a dataset like any other: the form goes on with it, whatever the import comes to. */
  async create() {
    const { definition, mapping } = this.schema;
    try {
      const dataset = await createDataset({ name: at("import-new").value.trim(), ...definition });
      this.targets.add(dataset);
      this.look = { ...this.look, mapping };
      this.mapping.show(this.look, dataset);
      return dataset;
    } catch (error) {
      this.tellRefusal(error);
      return null;
    }
  }

  async start({ id, key }, most) {
    const { mode } = this.targets;
    const input = { fileId: this.look.fileId, dataset: id, mapping: this.mapping.mapping, mode, ...(mode === "upsert" && { key }), maxBadShare: most, ...this.reading.asked };
    const body = JSON.stringify(input);
    if (body !== this.body) [this.body, this.key] = [body, newKey()];
    const { jobs } = await startImport(input, this.key);
    Object.assign(this, { body: "", file: null, look: null });
    for (const part of [this.targets, this.schema, this.mapping]) part.forget();
    this.onStarted(jobs[0]);
  }

  tellRefusal({ status, message, errors = [] }) {
    const rest = this.schema.tell(errors);
    const named = rest.filter(({ pointer = "" }) => pointer.endsWith("/name")).map(({ detail }) => detail);
    write(at("import-new-error"), status === CONFLICT ? message : named.join(" "));
    if (!at("import-new-error").hidden) at("import-new").focus();
    else if (rest.length || !errors.length) this.tell([message, ...rest.map(({ detail }) => detail)]);
  }

  tell(words) {
    write(at("import-error"), [...new Set([words].flat().filter(Boolean))].join(" "));
    write(at("import-new-error"), "");
  }

  busy(now) {
    this.starting = now;
    at("import-go").textContent = now ? "Starting…" : "Start the import";
    this.draw();
  }
}
