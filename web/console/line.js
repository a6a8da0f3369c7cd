// One job of any kind as a row of the overview: changed in place, and only where it says something else.

import { stopBatch } from "./ask.js";
import { caption, link, stamp, write } from "./dom.js";
import { left, number, time } from "./format.js";
import { isUnknown, waitingOf } from "./generations.js";
import { canRetry, countsOf, isBatch, isGeneration, leftOver, MARKS, nameOf, pageOf, sourceOf, tierOf } from "./kinds.js";
import { addressOf, readSieve } from "./sieve.js";
import { took } from "./standing.js";
import { hasEnded } from "./store.js";

const PARTS = ["tier", "open", "id", "kin", "owner", "mark", "word", "percent", "says", "at", "took", "cancel", "retry", "temporal"];

export class Line {
  /** `verbs`: `cancel(job)`, `retry(job)`, `look(id)`, all asynchronous, and `say(words, tone)`. */
  constructor(job, verbs) {
    Object.assign(this, { job, verbs, asked: "", known: {}, far: false });
    this.element = stamp("line-template");
    this.element.dataset.job = job.id;
    this.parts = Object.fromEntries(PARTS.map((name) => [name, this.element.querySelector(`.${name}`)]));
    this.bar = this.element.querySelector("progress");
    this.name(job);
    this.parts.cancel.addEventListener("click", () => this.ask("cancel"));
    this.parts.retry.addEventListener("click", () => this.ask("retry"));
  }

  /** What does not change. */
  name(job) {
    const { tier, open, id, kin, owner, at, temporal } = this.parts;
    const name = nameOf(job);
    this.title = name;
    tier.textContent = tierOf(job);
    open.textContent = sourceOf(job);
    open.href = pageOf(job) || "#/";
    open.setAttribute("aria-label", name);
    id.textContent = job.id;
    owner.textContent = job.owner;
    owner.href = addressOf({ ...readSieve(""), owner: job.owner });
    kin.hidden = !job.group;
    kin.href = addressOf({ ...readSieve(""), group: job.group ?? "" });
    at.textContent = time(job.createdAt);
    at.dateTime = job.createdAt;
    link(temporal, job.links.temporal);
    temporal.setAttribute("aria-label", `Temporal: ${name}`);
    this.bar.setAttribute("aria-label", `Progress of ${name}`);
  }

  /** `next`: the id of the job that carries on from it. */
  draw(job, next) {
    const { mark, word, percent, took: lasted } = this.parts;
    const ended = hasEnded(job);
    Object.assign(this, { job, next });
    if (ended || job.status !== this.known.status) this.asked = this.asked === "retry" ? "retry" : ended ? "" : this.asked;
    this.tell("status", job.status, (status) => {
      this.element.dataset.status = status;
      mark.textContent = MARKS[status] ?? "○";
      word.textContent = status;
    });
    this.tell("percent", job.percent, (far) => {
      this.bar.value = far;
      percent.textContent = `${far} %`;
    });
    this.tell("took", ended ? took(job) : "", (words) => write(lasted, words));
    this.tick();
  }

  /** What changes with time alone, or with what was just asked. */
  tick() {
    const { job, asked } = this;
    const ended = hasEnded(job);
    const cancelling = !ended && (asked === "cancel" || job.waitingFor === "cancelling");
    this.tell("words", wordsOf(job, cancelling, this.next), (words) => write(this.parts.says, words));
    const retries = canRetry(job) && !this.next;
    this.tell("deeds", `${ended} ${cancelling} ${retries} ${asked}`, () => this.offer(ended, cancelling, retries));
  }

  offer(ended, cancelling, retries) {
    const { cancel, retry, open } = this.parts;
    const focused = this.element.contains(document.activeElement) && document.activeElement;
    cancel.hidden = ended;
    caption(cancel, cancelling ? "Cancelling…" : "Cancel", this.title);
    cancel.setAttribute("aria-disabled", cancelling); // `disabled` would take the keyboard focus away
    retry.hidden = !retries;
    caption(retry, isBatch(this.job) ? `Retry ${number(leftOver(this.job))}` : "Retry", this.title);
    retry.setAttribute("aria-disabled", this.asked === "retry");
    if (focused?.hidden) (retry.hidden ? open : retry).focus();
  }

  /** Writes only what is not there yet. */
  tell(name, value, show) {
    if (this.known[name] === value) return;
    this.known[name] = value;
    show(value);
  }

  async ask(verb) {
    if (this.asked) return;
    this.asked = verb;
    this.tick();
    try {
      if (verb === "cancel" && isBatch(this.job)) await this.stop();
      else await this.verbs[verb](this.job);
      if (verb === "retry") this.asked = "";
    } catch (error) {
      this.asked = "";
      const hint = error.code === "token-needed" ? " Its own page takes one." : "";
      this.verbs.say(`${nameOf(this.job)}: ${error.message}${hint}`);
    }
    this.tick();
  }

  async stop() {
    const words = await stopBatch(this.job, () => {});
    if (!words) return (this.asked = "");
    this.verbs.say(words, "news");
    await this.verbs.look(this.job.id);
  }
}

/** How it stands in one line: why it failed or waits, else what it is doing, else what came of it. */
function wordsOf(job, cancelling, next) {
  if (cancelling) return "Cancelling; what runs is being stopped.";
  if (hasEnded(job)) {
    const why = job.status === "failed" ? job.error?.message || "It failed without saying why." : "";
    return [next && "Retried; a newer job carries on from here.", why, countsOf(job)].filter(Boolean).join(" · ");
  }
  const waits = isGeneration(job) && (isUnknown(job) || waitingOf(job)) ? waitingOf(job) : job.waitingFor;
  if (waits) return waits;
  if (job.status === "pending") return "Waiting for its turn";
  const eta = job.etaAt ? left(job.etaAt - performance.now()) : "";
  const attempt = job.attempt > 1 && !isGeneration(job) ? `attempt ${job.attempt}` : "";
  return [job.detail || job.stageLabel, eta, attempt].filter(Boolean).join(" · ");
}
