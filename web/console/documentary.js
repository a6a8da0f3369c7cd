// The page of one documentary: its stages as they happen, what can be done, and what it became.

import { at, copy, fillFacts, link, make, write } from "./dom.js";
import { left } from "./format.js";
import { Inside } from "./inside.js";
import { canRetry, documentaryPage, isDocumentary, MARKS, nameOf, playlistPage, wishesOf } from "./kinds.js";
import { announce } from "./notices.js";
import { Programme } from "./programme.js";
import { nameTab } from "./routes.js";
import { countOf, savedAs, STAGES, stageNumber } from "./stages.js";
import { momentsOf, setBadge, took } from "./standing.js";
import { Stepper } from "./stepper.js";
import { hasEnded } from "./store.js";

export class DocumentaryPage {
  /** `verbs`: `look(id)`, `cancel(job)` and `retry(job)` answer when it is done; `say(words, tone)`. */
  constructor(store, verbs) {
    this.store = store;
    this.verbs = verbs;
    this.stepper = new Stepper(at("documentary-steps"), () => this.drawSoon());
    this.programme = new Programme(at("documentary-main"));
    at("documentary-main").append(at("documentary-plan"));
    this.inside = new Inside(at("documentary-main"));
    this.close();
    at("documentary-copy").addEventListener("click", () => copy(at("documentary-copy"), at("documentary-id")));
    at("documentary-listen").addEventListener("click", () => this.programme.listen());
    for (const verb of ["cancel", "retry"]) at(`documentary-${verb}`).addEventListener("click", () => this.ask(verb));
    at("documentary-lent").addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask("retry");
    });
    setInterval(() => this.job && this.tell(this.job), 1000);
  }

  /** Null until it is known, and while another page is shown. */
  get job() {
    return this.shown ? this.store.get(this.id) : null;
  }

  async open(id) {
    this.id = id;
    at("documentary-title").textContent = "Documentary";
    write(at("documentary-missing"), "Loading the documentary…");
    try {
      const job = this.store.get(id) ?? (await this.verbs.look(id));
      if (id !== this.id) return;
      if (!isDocumentary(job)) throw new Error(`${id} is not a documentary.`);
      this.shown = true;
      write(at("documentary-missing"), "");
      at("documentary-main").hidden = false;
      at("documentary-id").textContent = id;
      this.draw();
    } catch (error) {
      if (id === this.id) write(at("documentary-missing"), error.message);
    }
  }

  close() {
    Object.assign(this, { id: null, shown: false, asked: "", needed: false, number: null, drawing: 0 });
    this.tellToken("", "");
    this.stepper.show();
    this.programme.close();
    this.inside.close();
    at("documentary-main").hidden = true;
    at("documentary-plan").hidden = true;
    write(at("documentary-missing"), "");
  }

  /** News of any job. */
  take(job) {
    if (job.id === this.id || job.retryOf === this.id) this.drawSoon();
  }

  drawSoon() {
    this.drawing ||= requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.drawing = 0;
    const { job } = this;
    if (!job) return;
    at("documentary-title").textContent = job.result?.data?.title ?? nameOf(job);
    nameTab(hasEnded(job) ? MARKS[job.status] : `${job.percent} %`, job.result?.data?.title ?? nameOf(job));
    const told = momentsOf(job);
    const about = job.result ? [nameOf(job)] : [];
    at("documentary-facts").textContent = [...about, ...wishesOf(job.input), `for ${job.owner}`, ...told].join(" · ");
    write(at("documentary-prompt"), job.input?.prompt ? `Dwelling on: ${job.input.prompt}` : "");
    link(at("documentary-temporal"), job.links.temporal);
    setBadge(at("documentary-status"), job.status);
    at("documentary-main").dataset.status = job.status;
    at("documentary-bar").value = job.percent;
    at("documentary-bar").setAttribute("aria-label", `Progress of documentary ${job.id}`);
    at("documentary-percent").textContent = `${job.percent} %`;
    this.stepper.learn(job);
    this.stepper.draw(job);
    this.announceStage(job);
    this.drawKin(job);
    this.drawResult(job);
    this.inside.draw(job);
    this.tell(job);
  }

  /** What changes with time alone, or with what was just asked. */
  tell(job) {
    const ended = hasEnded(job);
    const cancelling = !ended && (this.asked === "cancel" || job.waitingFor === "cancelling");
    write(at("documentary-eta"), ended ? took(job) : job.status === "running" && job.etaAt ? left(job.etaAt - performance.now()) : "");
    const queued = job.status === "pending" ? "Waiting for its turn" : "";
    write(at("documentary-waiting"), ended ? "" : cancelling ? "Cancelling; what runs is being stopped." : job.waitingFor || queued);
    write(at("documentary-problem"), job.status === "failed" ? job.error?.message || "It failed without saying why." : "");
    const [cancel, retry] = [at("documentary-cancel"), at("documentary-retry")];
    const focused = document.activeElement;
    cancel.hidden = ended;
    cancel.setAttribute("aria-disabled", cancelling);
    cancel.textContent = cancelling ? "Cancelling…" : "Cancel";
    retry.hidden = !canRetry(job) || Boolean(this.store.carriedOn(job.id));
    retry.setAttribute("aria-disabled", this.asked === "retry");
    retry.classList.toggle("primary", job.error?.retryable !== false); // what fails again is not the thing to do
    at("documentary-kept").hidden = retry.hidden || stageNumber(job) < 2;
    at("documentary-lent").hidden = retry.hidden || !(job.input?.tokenGiven || this.needed);
    if (focused === cancel && ended) (retry.hidden ? at("documentary-copy") : retry).focus();
  }

  /** For those who listen: each stage once, not the first one seen. */
  announceStage(job) {
    const number = stageNumber(job);
    const name = STAGES[job.stage];
    if (this.number !== null && number > this.number && name) announce(`Stage ${number} of 6: ${name}.`);
    this.number = number;
  }

  drawKin(job) {
    const next = this.store.carriedOn(job.id);
    const kin = [[job.retryOf, "Retry of "], [next, "Carried on by "]].filter(([id]) => id);
    at("documentary-kin").hidden = !kin.length;
    const told = kin.join();
    if (told === at("documentary-kin").dataset.told) return;
    at("documentary-kin").dataset.told = told;
    at("documentary-kin").replaceChildren(...kin.map(([id, words]) => make("span", {}, words, make("a", { href: documentaryPage(id) }, make("code", {}, id)), " ")));
  }

  drawResult(job) {
    const { result } = job;
    const playlist = savedAs(job);
    link(at("documentary-playlist"), playlist ? playlistPage(playlist) : "");
    if (result?.data) this.programme.show(result.data);
    this.programme.element.hidden = !result?.data;
    at("documentary-listen").hidden = !result?.data || !this.programme.canBeHeard;
    at("documentary-plan").hidden = !result?.plan;
    if (result?.plan) drawPlan(result.plan, result.trackSearchResults ?? {});
  }

  needToken(words) {
    this.needed = true;
    at("documentary-lent").hidden = false;
    this.tellToken(at("documentary-token").value, words);
    at("documentary-token").focus();
  }

  tellToken(value, words) {
    at("documentary-token").value = value;
    write(at("documentary-token-error"), words);
  }

  async ask(verb) {
    const { job } = this;
    if (this.asked || !job) return;
    this.asked = verb;
    this.tell(job);
    try {
      const next = await this.verbs[verb](job, verb === "retry" ? at("documentary-token").value : undefined);
      if (verb === "retry" && this.id === job.id) location.hash = documentaryPage(next.id);
    } catch (error) {
      if (error.code === "token-needed" && this.id === job.id) this.needToken(error.message);
      else this.verbs.say(error.message);
    }
    this.asked = "";
    if (this.job) this.tell(this.job);
  }
}

function drawPlan({ title, narrative_arc: arc, era_covered: era, required_tracks: tracks = [], source, note }, searched) {
  const facts = make("dl", { class: "ruled" });
  const { found, missing, backup } = Object.fromEntries(Object.entries(searched).map(([name, value]) => [name, countOf(value)]));
  fillFacts(facts, {
    Title: title,
    Era: era,
    "Planned by": [source === "template" ? "a template" : source, note].filter(Boolean).join(". "),
    Found: found !== undefined && `${found} of ${tracks.length} tracks`,
    "Stand-ins": missing > 0 && backup !== undefined && `${backup} tracks offered`,
  });
  const rows = tracks.map((track) => make("li", {}, make("b", { class: "said" }, track.song_title), track.approximate_year ? ` (${track.approximate_year})` : "", make("p", { class: "note said" }, track.why_essential ?? "")));
  at("plan").replaceChildren(facts, make("p", { class: "said" }, arc ?? ""), make("ol", { class: "wanted" }, ...rows));
}
