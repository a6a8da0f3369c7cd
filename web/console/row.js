// One size of a photo: how it stands, what can be done with it, what came out.

import { here } from "./api.js";
import { caption, copy, fillFacts, link, stamp, write } from "./dom.js";
import { bytes, left, plural, seconds, size } from "./format.js";
import { canRetry, MARKS, nameOf, pageOf, sourceOf, tierOf } from "./kinds.js";
import { hasEnded } from "./store.js";

export class Row {
  constructor(job, verbs) {
    this.job = job;
    this.verbs = verbs;
    this.asked = "";
    this.element = stamp("job-template");
    for (const name of ["tier", "mark", "word", "stage", "percent", "detail", "waiting", "result", "credits", "cancel", "retry"])
      this[name] = this.element.querySelector(`.${name}`);
    this.problem = this.element.querySelector(".problem");
    this.bar = this.element.querySelector("progress");
    this.copy = this.element.querySelector(".copy");
    this.element.dataset.job = job.id;
    this.tier.textContent = tierOf(job);
    const id = this.element.querySelector(".id");
    id.textContent = job.id;
    const name = nameOf(job);
    this.name = name;
    const open = this.element.querySelector(".open");
    link(open, pageOf(job));
    open.setAttribute("aria-label", `Open ${name}`);
    this.bar.setAttribute("aria-label", `Progress of ${name}`);
    this.copy.setAttribute("aria-label", `Copy the id of ${name}`);
    link(this.element.querySelector(".temporal"), job.links.temporal);
    this.cancel.addEventListener("click", () => this.ask("cancel", this.verbs.cancel));
    this.retry.addEventListener("click", () => this.ask("retry", this.verbs.retry));
    this.copy.addEventListener("click", () => copy(this.copy, id));
  }

  async ask(verb, call) {
    if (this.asked) return;
    this.asked = verb;
    this.tell();
    try {
      await call(this.job);
      if (verb === "retry") this.asked = "";
    } catch (error) {
      this.asked = "";
      this.verbs.say(`${nameOf(this.job)}: ${error.message}`);
    }
    this.tell();
  }

  draw(superseded) {
    this.superseded = superseded;
    const { job } = this;
    this.element.dataset.status = job.status;
    this.element.classList.toggle("superseded", superseded);
    this.mark.textContent = MARKS[job.status] ?? "○";
    this.word.textContent = job.status;
    this.bar.value = job.percent;
    this.percent.textContent = `${job.percent} %`;
    if (hasEnded(job)) this.asked = this.asked === "retry" ? "retry" : "";
    write(this.problem, job.status === "failed" ? job.error?.message || "It failed without saying why." : "");
    write(this.credits, creditsOf(job));
    this.showResult(job);
    this.tell();
  }

  /** The parts that change with time alone, or with what was just asked. */
  tell() {
    const { job, asked } = this;
    const ended = hasEnded(job);
    const cancelling = asked === "cancel" && !ended;
    write(this.stage, ended ? "" : job.stageLabel ?? "");
    const eta = job.status === "running" && job.etaAt ? left(job.etaAt - performance.now()) : "";
    const attempt = job.attempt > 1 && !ended ? `attempt ${job.attempt}` : "";
    const queued = job.status === "pending" && !job.waitingFor ? "Waiting for its turn" : "";
    const past = this.superseded ? "Retried; a newer job carries on from here." : "";
    write(this.detail, ended ? past : [queued || job.detail, eta, attempt].filter(Boolean).join(" · "));
    const why = cancelling || job.waitingFor === "cancelling" ? "Cancelling; what runs is being stopped." : job.waitingFor;
    write(this.waiting, ended ? "" : why ?? "");
    const focused = this.element.contains(document.activeElement) && document.activeElement;
    this.cancel.hidden = ended;
    this.cancel.setAttribute("aria-disabled", cancelling); // `disabled` would take the keyboard focus away
    caption(this.cancel, cancelling ? "Cancelling…" : "Cancel", this.name);
    this.retry.hidden = !canRetry(job) || Boolean(this.superseded);
    caption(this.retry, "Retry", this.name);
    this.retry.setAttribute("aria-disabled", asked === "retry");
    if (focused?.hidden) (this.retry.hidden ? this.copy : this.retry).focus();
  }

  showResult(job) {
    const { result } = job;
    const download = this.element.querySelector(".download");
    link(download, result?.url ? here(result.url) : "");
    if (!result) return;
    const stem = sourceOf(job).replace(/\.[^.]*$/, "");
    download.download = `${stem}-${tierOf(job)}.${result.format === "png" ? "png" : "jpg"}`;
    download.setAttribute("aria-label", `Download ${nameOf(job)}`);
    fillFacts(this.result, {
      Size: result.width && `${size(result.width, result.height)} px, ${bytes(result.bytes)}`,
      Scale: result.scale && `${result.scale.toFixed(2).replace(/\.?0+$/, "")} ×`,
      Took: result.elapsedMs !== undefined && seconds(result.elapsedMs),
      Engine: result.engine,
      Model: result.model,
      Reason: result.reason,
    });
  }
}

function creditsOf({ credits }) {
  if (!credits?.charged) return "";
  return plural(credits.charged, "credit") + (credits.refunded ? `, ${credits.refunded} refunded` : "");
}
