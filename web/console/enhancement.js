// The page of one size of a photo: before and after, how it was made, and the other sizes that were ordered with it.

import { getGroup, here, imageContent } from "./api.js";
import { Compare } from "./compare.js";
import { arrange, at, copy, fillFacts, link, make, write } from "./dom.js";
import { bytes, left, plural, seconds, size } from "./format.js";
import { Inside } from "./inside.js";
import { canRetry, enhancementPage, isEnhancement, MARKS, nameOf, sourceOf, tierOf } from "./kinds.js";
import { nameTab } from "./routes.js";
import { momentsOf, newBadge, setBadge, took } from "./standing.js";
import { hasEnded } from "./store.js";

const TIERS = ["1k", "2k", "4k"];

export class EnhancementPage {
  /** `verbs`: `look(id)`, `cancel(job)` and `retry(job)` answer with the job; `learn(job)`; `say(words)`. */
  constructor(store, verbs) {
    Object.assign(this, { store, verbs });
    this.build(at("enhancement-view"));
    this.inside = new Inside(this.main);
    this.close();
    setInterval(() => this.job && this.tell(this.job), 1000);
  }

  build(view) {
    this.title = make("h2", { class: "said", id: "enhancement-title" }, "Enhancement");
    this.missing = make("p", { class: "empty", hidden: "" });
    this.badge = newBadge("pending");
    this.idPlace = make("code");
    this.copy = make("button", { type: "button", class: "plain", "aria-label": "Copy the id of this job" }, "Copy");
    this.copy.addEventListener("click", () => copy(this.copy, this.idPlace));
    this.facts = make("p", { class: "facts said" });
    for (const name of ["percent", "eta"]) this[name] = make(name === "percent" ? "b" : "span");
    this.bar = make("progress", { max: "100", value: "0" });
    this.stage = make("p", { class: "note said", hidden: "" });
    this.waits = make("p", { class: "note waiting said", hidden: "" });
    this.problem = make("p", { class: "problem said", role: "alert", hidden: "" });
    this.made = make("dl", { class: "ruled", "aria-label": "How it was made" });
    this.kin = make("p", { class: "note", hidden: "" });
    const line = make("p", { class: "line" }, this.badge, this.idPlace, this.copy);
    const pace = make("p", { class: "pace" }, this.percent, " ", this.eta);
    this.sheet = make("section", { class: "sheet card-sheet", "aria-labelledby": "enhancement-title" }, line, this.facts, pace, this.bar, this.stage, this.waits, this.problem, this.made, this.kin, this.does());
    this.view = make("section", { class: "sheet seen", "aria-label": "Before and after" });
    this.sizes = make("ol", { class: "listing sheet" });
    this.others = make("section", { "aria-labelledby": "sizes-title" }, make("h3", { id: "sizes-title" }, "Ordered together"), this.sizes);
    this.main = make("div", {}, this.sheet, this.view, this.others);
    view.append(make("p", { class: "back" }, make("a", { href: "#/" }, "Jobs")), this.title, this.missing, this.main);
  }

  does() {
    this.download = make("a", { class: "button primary", download: "", hidden: "" }, "Download");
    this.source = make("a", { class: "button", target: "_blank", rel: "noopener", hidden: "" }, "Open the photo");
    for (const [verb, words] of Object.entries({ cancel: "Cancel", retry: "Retry" })) {
      this[verb] = make("button", { type: "button", hidden: "" }, words);
      this[verb].addEventListener("click", () => this.ask(verb));
    }
    return make("p", { class: "does" }, this.download, this.cancel, this.retry, this.source);
  }

  /** Null until it is known, and while another page is shown. */
  get job() {
    return this.shown ? this.store.get(this.id) : null;
  }

  async open(id) {
    this.id = id;
    this.title.textContent = "Enhancement";
    write(this.missing, "Loading the job…");
    try {
      const job = this.store.get(id) ?? (await this.verbs.look(id));
      if (id !== this.id) return;
      if (!isEnhancement(job)) throw new Error(`${id} is no enhancement.`);
      this.shown = true;
      write(this.missing, "");
      this.main.hidden = false;
      this.idPlace.textContent = id;
      this.prepare(job);
      this.draw();
      if (job.group) await this.askGroup(job);
    } catch (error) {
      if (id === this.id && !this.shown) write(this.missing, error.message);
    }
  }

  close() {
    Object.assign(this, { id: null, shown: false, asked: "", compare: null, drawing: 0 });
    this.main.hidden = true;
    this.view.hidden = true;
    this.view.replaceChildren();
    this.sizes.replaceChildren();
    this.inside.close();
    write(this.missing, "");
  }

  /** The comparison, empty until there is something to compare with. */
  prepare(job) {
    const { imageId, width, height } = job.input ?? {};
    link(this.source, imageId ? imageContent(imageId) : "");
    if (!imageId) return;
    const place = make("details", { class: "compare", hidden: "" }, make("summary", {}, "Before and after"));
    this.view.append(place);
    this.compare = new Compare(place, { url: imageContent(imageId), width, height, name: sourceOf(job) });
  }

  async askGroup({ group }) {
    const { jobs } = await getGroup(group);
    jobs.forEach((job) => this.verbs.learn(job));
  }

  /** News of any job. */
  take(job) {
    if (job.id === this.id || job.retryOf === this.id || (job.group && job.group === this.job?.group)) this.drawing ||= requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.drawing = 0;
    const { job } = this;
    if (!job) return;
    const name = nameOf(job);
    this.title.textContent = name;
    nameTab(hasEnded(job) ? MARKS[job.status] : `${job.percent} %`, name);
    setBadge(this.badge, job.status);
    this.sheet.dataset.status = job.status;
    this.bar.value = job.percent;
    this.bar.setAttribute("aria-label", `Progress of ${name}`);
    this.percent.textContent = `${job.percent} %`;
    const { width, height, engine } = job.input ?? {};
    this.facts.textContent = [width && `from ${size(width, height)} px`, engine && `${engine} engine`, `for ${job.owner}`, ...momentsOf(job)].filter(Boolean).join(" · ");
    this.drawResult(job);
    this.drawKin(job);
    this.drawSizes(job);
    this.inside.draw(job);
    this.tell(job);
  }

  drawResult(job) {
    const { result, credits } = job;
    fillFacts(this.made, {
      Size: result?.width ? `${size(result.width, result.height)} px, ${bytes(result.bytes)}` : "",
      Scale: result?.scale ? `${result.scale.toFixed(2).replace(/\.?0+$/, "")} ×` : "",
      Engine: result?.engine,
      Model: result?.model,
      Took: result?.elapsedMs !== undefined && result ? seconds(result.elapsedMs) : "",
      Credits: credits?.charged ? plural(credits.charged, "credit") + (credits.refunded ? `, ${credits.refunded} refunded` : "") : "",
      Reason: result?.reason,
    });
    link(this.download, result?.url ? here(result.url) : "");
    if (!result?.url) return;
    this.download.download = `${sourceOf(job).replace(/\.[^.]*$/, "")}-${tierOf(job)}.${result.format === "png" ? "png" : "jpg"}`;
    this.view.hidden = !this.compare;
    this.compare?.show([{ ...result, id: job.id, label: tierOf(job), url: here(result.url) }], true);
  }

  drawKin(job) {
    const next = this.store.carriedOn(job.id);
    const kin = [[job.retryOf, "Retry of "], [next, "Carried on by "]].filter(([id]) => id);
    this.kin.hidden = !kin.length;
    this.kin.replaceChildren(...kin.map(([id, words]) => make("span", {}, words, make("a", { href: enhancementPage(id) }, make("code", {}, id)), " ")));
  }

  drawSizes(job) {
    const others = [...this.store.jobs.values()].filter((one) => one.group && one.group === job.group && one.id !== job.id);
    others.sort((a, b) => TIERS.indexOf(a.input?.tier) - TIERS.indexOf(b.input?.tier) || (a.createdAt < b.createdAt ? -1 : 1));
    this.others.hidden = !others.length;
    arrange(this.sizes, others.map(sizeRow));
  }

  /** What changes with time alone, or with what was just asked. */
  tell(job) {
    const ended = hasEnded(job);
    const cancelling = !ended && (this.asked === "cancel" || job.waitingFor === "cancelling");
    write(this.eta, ended ? took(job) : job.status === "running" && job.etaAt ? left(job.etaAt - performance.now()) : "");
    write(this.stage, ended ? "" : [job.stageLabel, job.detail].filter(Boolean).join(" · "));
    const queued = job.status === "pending" ? "Waiting for its turn" : "";
    write(this.waits, ended ? "" : cancelling ? "Cancelling; what runs is being stopped." : job.waitingFor || queued);
    write(this.problem, job.status === "failed" ? job.error?.message || "It failed without saying why." : "");
    const focused = document.activeElement;
    this.cancel.hidden = ended;
    this.cancel.setAttribute("aria-disabled", cancelling);
    this.cancel.textContent = cancelling ? "Cancelling…" : "Cancel";
    this.retry.hidden = !canRetry(job) || Boolean(this.store.carriedOn(job.id));
    this.retry.setAttribute("aria-disabled", this.asked === "retry");
    this.retry.classList.toggle("primary", job.error?.retryable !== false); // what fails again is not the thing to do
    if (focused === this.cancel && ended) (this.retry.hidden ? this.copy : this.retry).focus();
  }

  async ask(verb) {
    const { job } = this;
    if (this.asked || !job) return;
    this.asked = verb;
    this.tell(job);
    try {
      const next = await this.verbs[verb](job);
      if (verb === "retry" && this.id === job.id) location.hash = enhancementPage(next.id);
    } catch (error) {
      this.verbs.say(error.message);
    }
    this.asked = "";
    if (this.job) this.tell(this.job);
  }
}

function sizeRow(job) {
  const name = make("a", { class: "name", href: enhancementPage(job.id), "aria-label": `Open ${nameOf(job)}` }, tierOf(job));
  const came = job.result?.width ? `${size(job.result.width, job.result.height)} px` : hasEnded(job) ? "" : `${job.percent} %`;
  return make("li", {}, make("p", { class: "line" }, newBadge(job.status), name, make("span", { class: "note figure" }, came), make("code", { class: "note" }, job.id)));
}
