// The page of one import or export: how it stands, what came of it, what can be done.

import { here } from "./api.js";
import { tell } from "./conditions.js";
import { at, copy, figures, fillFacts, link, make, write } from "./dom.js";
import { Faults } from "./faults.js";
import { bytes, left, number, pace, share, time, within } from "./format.js";
import { Inside } from "./inside.js";
import { canRetry, datasetPage, isImport, isTransfer, MARKS, nameOf, transferPage } from "./kinds.js";
import { nameTab } from "./routes.js";
import { momentsOf, setBadge, took } from "./standing.js";
import { hasEnded } from "./store.js";
import { fileOf, keptOf, MODES, nameOfFormat, orderOf } from "./transfers.js";

const REFRESH_MS = 4000;
const FEW = 12;
const COUNTS = { processed: ["Rows read"], succeeded: ["Imported", "good"], skipped: ["Skipped", "bad"], inserted: ["New"], updated: ["Changed"] };

export class TransferPage {
  /** `verbs`: `look(id)`, `cancel(job)` and `retry(job)` answer when it is done; `say(words, tone)`. */
  constructor(store, paces, verbs) {
    Object.assign(this, { store, paces, verbs });
    this.faults = new Faults();
    this.figures = figures(at("transfer-counts"), COUNTS);
    this.inside = new Inside(at("transfer-main"));
    this.close();
    at("transfer-copy").addEventListener("click", () => copy(at("transfer-copy"), at("transfer-id")));
    for (const verb of ["cancel", "retry"]) at(`transfer-${verb}`).addEventListener("click", () => this.ask(verb));
    setInterval(() => this.job && this.tell(this.job), 1000);
    setInterval(() => document.hidden || this.refresh(), REFRESH_MS);
  }

  /** Null until it is known, and while another page is shown. */
  get job() {
    return this.shown ? this.store.get(this.id) : null;
  }

  async open(id) {
    this.id = id;
    at("transfer-title").textContent = "Import or export";
    write(at("transfer-missing"), "Loading the job…");
    try {
      const job = this.store.get(id) ?? (await this.verbs.look(id));
      if (id !== this.id) return;
      if (!isTransfer(job)) throw new Error(`${id} is no import or export.`);
      this.shown = true;
      write(at("transfer-missing"), "");
      at("transfer-main").hidden = false;
      at("transfer-id").textContent = id;
      this.faults.show(id);
      this.draw();
    } catch (error) {
      if (id === this.id) write(at("transfer-missing"), error.message);
    }
  }

  close() {
    Object.assign(this, { id: null, shown: false, asked: "", counted: "", drawing: 0 });
    this.faults.hide();
    this.inside.close();
    at("transfer-main").hidden = true;
    write(at("transfer-missing"), "");
  }

  /** News of any job. */
  take(job) {
    if (job.id === this.id || job.retryOf === this.id) this.drawing ||= requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.drawing = 0;
    const { job } = this;
    if (!job) return;
    const name = nameOf(job);
    at("transfer-title").textContent = name;
    nameTab(hasEnded(job) ? MARKS[job.status] : `${job.percent} %`, name);
    at("transfer-facts").textContent = [`for ${job.owner}`, ...momentsOf(job)].join(" · ");
    link(at("transfer-temporal"), job.links.temporal);
    setBadge(at("transfer-status"), job.status);
    at("transfer-main").dataset.status = job.status;
    at("transfer-bar").value = job.percent;
    at("transfer-bar").setAttribute("aria-label", `Progress of ${name}`);
    at("transfer-percent").textContent = `${job.percent} %`;
    link(at("transfer-dataset"), job.input?.datasetId ? datasetPage(job.input.datasetId) : "");
    this.drawCounts(job);
    fillFacts(at("transfer-asked"), isImport(job) ? askedOfImport(job) : askedOfExport(job));
    this.drawKin(job);
    this.inside.draw(job);
    this.tell(job);
    if (hasEnded(job) || !this.counted || (job.counts?.skipped && !this.faults.total)) this.refresh();
  }

  drawCounts(job) {
    const { counts, result } = job;
    const ours = { processed: counts?.processed, succeeded: counts?.succeeded, skipped: counts?.skipped, inserted: result?.insertedCount, updated: result?.updatedCount };
    for (const [name, place] of Object.entries(this.figures)) {
      place.textContent = number(ours[name] ?? 0);
      place.parentElement.dataset.none = !ours[name];
      const besides = name === "processed" || name === "skipped" || result?.updatedCount;
      place.parentElement.hidden = !isImport(job) ? name !== "succeeded" : name !== "succeeded" && !besides;
    }
    const unused = isImport(job) && job.input?.mode === "replace" && hasEnded(job) && job.status !== "completed";
    this.figures.succeeded.previousElementSibling.textContent = unused ? "Would be imported" : isImport(job) ? "Imported" : "Exported";
  }

  drawKin(job) {
    const next = this.store.carriedOn(job.id);
    const kin = [[job.retryOf, "Retry of "], [next, "Carried on by "]].filter(([id]) => id);
    at("transfer-kin").hidden = !kin.length;
    at("transfer-kin").replaceChildren(...kin.map(([id, words]) => make("span", {}, words, make("a", { href: transferPage(id) }, make("code", {}, id)), " ")));
  }

  /** What changes with time alone, or with what was just asked. */
  tell(job) {
    const ended = hasEnded(job);
    const cancelling = !ended && (this.asked === "cancel" || job.waitingFor === "cancelling");
    const perSecond = this.paces.of(job);
    write(at("transfer-pace"), perSecond === null ? "" : pace(perSecond, "row"));
    write(at("transfer-eta"), ended ? took(job) : job.status === "running" && job.etaAt ? left(job.etaAt - performance.now()) : "");
    write(at("transfer-stage"), ended ? "" : job.stageLabel ?? "");
    const onward = canRetry(job) ? " A retry goes on behind the last row that was read." : "";
    write(at("transfer-detail"), keptOf(job) ? keptOf(job) + onward : job.detail ?? "");
    const queued = job.status === "pending" ? "Waiting for its turn" : "";
    write(at("transfer-waiting"), ended ? "" : cancelling ? "Cancelling; what runs is being stopped." : job.waitingFor || queued);
    write(at("transfer-problem"), job.status === "failed" ? job.error?.message || "It failed without saying why." : "");
    this.tellFile(job);
    const [cancel, retry] = [at("transfer-cancel"), at("transfer-retry")];
    const focused = document.activeElement;
    cancel.hidden = ended;
    cancel.setAttribute("aria-disabled", cancelling);
    cancel.textContent = cancelling ? "Cancelling…" : "Cancel";
    retry.hidden = !canRetry(job) || Boolean(this.store.carriedOn(job.id));
    retry.setAttribute("aria-disabled", this.asked === "retry");
    retry.classList.toggle("primary", job.error?.retryable !== false); // what fails again is not the thing to do
    if (focused === cancel && ended) (retry.hidden ? at("transfer-copy") : retry).focus();
  }

  tellFile(job) {
    const file = fileOf(job);
    const gone = !file && job.status === "completed" && job.result?.fileUrl;
    link(at("transfer-download"), file ? here(file.fileUrl) : "");
    if (file) {
      at("transfer-download").download = file.fileName;
      at("transfer-download").textContent = `Download ${bytes(file.fileSize)}`;
    }
    const until = file?.expiresAt ? `The link holds until ${time(file.expiresAt)}.` : "";
    write(at("transfer-expiry"), gone ? "The file is no longer kept. Export the dataset once more." : until);
  }

  /** The errors of an import, where there are more of them. */
  async refresh() {
    const { job } = this;
    if (!job || !isImport(job) || (this.reading && !hasEnded(job))) return;
    const counted = JSON.stringify([job.id, job.status, job.counts?.skipped]);
    if (counted === this.counted) return;
    this.counted = counted;
    this.reading = true;
    await this.faults.refresh(job).catch(() => job.id === this.id && (this.counted = "again"));
    this.reading = false;
  }

  async ask(verb) {
    const { job } = this;
    if (this.asked || !job) return;
    this.asked = verb;
    this.tell(job);
    try {
      const next = await this.verbs[verb](job);
      if (verb === "retry" && this.id === job.id) location.hash = transferPage(next.id);
    } catch (error) {
      this.verbs.say(error.message);
    }
    this.asked = "";
    if (this.job) this.tell(this.job);
  }
}

function askedOfImport({ input = {} }) {
  const { dataset, fileName, fileSize, format, mode, key, mapping, maxBadShare } = input;
  return {
    File: [within(fileName), fileSize && bytes(fileSize), format && nameOfFormat(format)].filter(Boolean).join(", "),
    Into: within(dataset),
    How: MODES[mode] && `${MODES[mode]}${mode === "upsert" && key ? `, ${key}` : ""}`,
    Columns: few(mapping && Object.entries(mapping).map(([from, into]) => (from === into ? from : `${within(from)} → ${into}`))),
    "Gives up": maxBadShare < 1 ? `above ${share(maxBadShare)} of bad rows` : "",
  };
}

function askedOfExport({ input = {}, result }) {
  const { dataset, columns, filters, order, raw } = input;
  return {
    From: within(dataset),
    File: result && within(result.fileName),
    Columns: few(columns),
    Search: filters?.search && within(filters.search),
    Where: filters?.where?.map((one) => tell(one)).join("; "),
    Order: orderOf(order ?? []),
    Values: raw && "raw",
    "SHA-256": result?.sha256,
  };
}

function few(names) {
  const shown = (names ?? []).slice(0, FEW).map(within).join(", ");
  return names?.length > FEW ? `${shown} and ${number(names.length - FEW)} more` : shown;
}
