// The form of a batch: choose pictures, see them uploaded, see what it would take, start.

import { estimateBatch, newKey, startBatch } from "./api.js";
import { takeDrops } from "./drop.js";
import { at, fillFacts, make, write } from "./dom.js";
import { number, plural, seconds } from "./format.js";
import { limitsOf } from "./kinds.js";
import { Uploads } from "./uploads.js";

const PREVIEWS = 12;
const TOLD_FAILURES = 20;
const CALM_MS = 300;

export class BatchForm {
  /** `onStarted(job)`. */
  constructor({ onStarted }) {
    this.onStarted = onStarted;
    this.form = at("batch-form");
    this.body = "";
    this.key = "";
    this.asked = ""; // what the estimate that is shown was asked for
    this.timer = 0;
    this.uploads = new Uploads(() => this.draw());
    takeDrops(at("batch-drop"), at("batch-files"), (files) => this.add(files));
    at("batch-again").addEventListener("click", () => this.uploads.again());
    at("batch-forget").addEventListener("click", () => this.uploads.forgetFailed());
    at("batch-clear").addEventListener("click", () => this.clear());
    this.form.addEventListener("input", () => this.estimateSoon());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
  }

  add(files) {
    const room = PREVIEWS - at("batch-previews").childElementCount;
    for (const file of [...files].slice(0, Math.max(0, room))) at("batch-previews").append(preview(file));
    this.uploads.add(files);
    at("batch-files").value = ""; // the same files can be chosen again after a clear
    write(at("batch-form-error"), "");
  }

  clear() {
    for (const { firstElementChild: image } of at("batch-previews").children) URL.revokeObjectURL(image.src);
    at("batch-previews").replaceChildren();
    this.uploads.clear();
  }

  /** What was chosen; options left empty are not sent, so that the owner's own limits hold. */
  get input() {
    const told = new FormData(this.form);
    const input = { imageIds: this.uploads.imageIds, text: told.has("text") };
    if (told.get("concurrency")) input.concurrency = Number(told.get("concurrency"));
    if (told.get("rate")) input.rateLimitPerMinute = Number(told.get("rate"));
    return input;
  }

  draw() {
    const { files, failed, imageIds, busy } = this.uploads;
    at("batch-chosen").hidden = !files.length;
    at("batch-invite").hidden = Boolean(files.length);
    at("batch-sent").max = Math.max(1, files.length);
    at("batch-sent").value = imageIds.length + failed.length;
    at("batch-sent").dataset.done = !busy;
    const hidden = files.length - at("batch-previews").childElementCount;
    write(at("batch-more-previews"), hidden > 0 ? `and ${number(hidden)} more` : "");
    const words = busy ? `Uploading: ${number(imageIds.length)} of ${plural(files.length, "image")}` : `${plural(imageIds.length, "image")} uploaded`;
    at("batch-sent-words").textContent = words;
    this.drawFailed(failed);
    at("batch-go").setAttribute("aria-disabled", busy || !imageIds.length);
    this.estimateSoon();
  }

  drawFailed(failed) {
    at("batch-failed").hidden = !failed.length;
    at("batch-failed-words").textContent = `${plural(failed.length, "file")} could not be uploaded`;
    const rows = failed.slice(0, TOLD_FAILURES).map(({ file, why }) => make("li", { class: "said" }, why.includes(file.name) ? why : `${file.name}: ${why}`));
    if (failed.length > TOLD_FAILURES) rows.push(make("li", {}, `and ${number(failed.length - TOLD_FAILURES)} more`));
    at("batch-failed-list").replaceChildren(...rows);
  }

  estimateSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.estimate(), CALM_MS);
  }

  async estimate() {
    if (this.uploads.busy) return;
    const { input } = this;
    const body = JSON.stringify(input);
    if (body === this.asked) return;
    this.asked = body;
    if (!input.imageIds.length) return this.tellEstimate(null);
    try {
      const told = await estimateBatch(input);
      if (body === this.asked) this.tellEstimate(told);
    } catch (error) {
      if (body !== this.asked) return;
      this.tellEstimate(null, error.message);
      this.asked = "";
    }
  }

  tellEstimate(told, problem = "") {
    write(at("batch-form-error"), problem);
    at("estimate").hidden = !told;
    if (!told) return;
    const { "At a time": most, Rate: rate, Tier: tier } = limitsOf({ ...told, ...this.input });
    fillFacts(at("estimate-facts"), {
      "It would take": `about ${seconds(told.estimatedDuration)}`,
      Images: number(told.totalItems),
      "Named twice": told.duplicateCount && number(told.duplicateCount),
      Tier: tier,
      "At a time": most,
      Rate: rate,
    });
  }

  async submit() {
    if (at("batch-go").getAttribute("aria-disabled") === "true") {
      write(at("batch-form-error"), this.uploads.busy ? "Wait until all images are uploaded." : "Choose images first.");
      return;
    }
    const { input } = this;
    const body = JSON.stringify(input);
    if (body !== this.body) [this.body, this.key] = [body, newKey()];
    this.starting(true);
    try {
      const { jobs } = await startBatch(input, this.key);
      this.clear();
      this.body = ""; // the same once more is another order
      this.onStarted(jobs[0]);
    } catch (error) {
      write(at("batch-form-error"), error.message);
    }
    this.starting(false);
  }

  starting(now) {
    at("batch-go").setAttribute("aria-disabled", now || !this.uploads.imageIds.length);
    at("batch-go").textContent = now ? "Starting…" : "Start the batch";
  }
}

/** The list keeps the address until it is cleared: revoked earlier, a slow picture would stay away. */
function preview(file) {
  const image = make("img", { alt: file.name, decoding: "async" });
  image.addEventListener("error", () => image.parentElement?.classList.add("missing"));
  image.src = URL.createObjectURL(file);
  return make("li", {}, image);
}
