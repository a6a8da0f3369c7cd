// One generation task in full: what came of it, how it stands, what was asked for, and what can be done.

import { arrange, caption, copy, fillFacts, link, make, write } from "./dom.js";
import { left, time } from "./format.js";
import { accountOf, assetsOf, factsOf, failureOf, isPreview, isUnknown, paramsOfJob, promptIdOf, waitingOf, wordsOf } from "./generations.js";
import { againPage, canRetry, galleryPage, generationPage, nameOf } from "./kinds.js";
import { listOf, modelOf, shapeOf } from "./models.js";
import { Outcome } from "./outcome.js";
import { newBadge, setBadge, took } from "./standing.js";
import { hasEnded } from "./store.js";
import { Tiles } from "./tile.js";

const PREVIEW = "Preview, drawn without a model";

export class Task {
  /** `verbs`: `cancel(job)`, `retry(job)`, `drop(job)`, `enlarge(job, place)`, `say(words)`; `alone` on a page of its own. */
  constructor(job, store, verbs, alone = false) {
    Object.assign(this, { job, store, verbs, alone, asked: "" });
    const name = nameOf(job);
    this.tiles = new Tiles(verbs.enlarge, true);
    this.badge = newBadge(job.status);
    this.preview = make("span", { class: "tagged", hidden: "" }, PREVIEW);
    this.far = make("span", { class: "percent figure" });
    this.bar = make("progress", { max: "100", value: "0", "aria-label": `Progress of ${name}` });
    this.words = make("p", { class: "words said" });
    this.list = make("ol", { class: "tiles", "aria-label": `What came of it: ${name}` });
    for (const part of ["stage", "waits", "kin", "note"]) this[part] = make("p", { class: "note said", hidden: "" });
    this.waits.classList.add("waiting");
    this.problem = make("p", { class: "problem said", role: "alert", hidden: "" });
    this.outcome = new Outcome(verbs);
    this.account = make("dl", { class: "ruled" });
    this.params = make("dl", { class: "ruled params" });
    this.asking = make("details", { class: "asking" }, make("summary", {}, "What was asked for"), this.params);
    this.asking.open = alone;
    const title = make("p", { class: "line" }, this.badge, alone ? make("b", {}, modelOf(paramsOfJob(job)).name) : make("a", { class: "name", href: generationPage(job.id), "aria-label": `${modelOf(paramsOfJob(job)).name}, ${job.id}` }, modelOf(paramsOfJob(job)).name), make("span", { class: "facts" }, factsOf(job).slice(1).join(" · ")), this.preview, this.far);
    this.element = make(alone ? "div" : "li", { class: "task sheet" }, title, this.bar, this.words, this.list, this.stage, this.waits, this.problem, this.outcome.element, this.account, this.note, this.asking, this.kin, this.foot(job, name), this.does(job));
  }

  foot(job, name) {
    const id = make("code", {}, job.id);
    const button = make("button", { type: "button", class: "plain", "aria-label": `Copy the id of ${name}` }, "Copy");
    button.addEventListener("click", () => copy(button, id));
    this.copy = button;
    this.temporal = make("a", { target: "_blank", rel: "noopener", hidden: "" }, "Temporal");
    const filed = this.alone ? make("span", {}, "Filed under ", make("a", { class: "said", href: galleryPage(promptIdOf(job)) }, promptIdOf(job))) : "";
    return make("p", { class: "small" }, make("span", { class: "cap" }, "Task"), id, button, this.temporal, filed, `${time(job.createdAt)}, for ${job.owner}`);
  }

  does(job) {
    this.buttons = {};
    for (const [verb, words] of Object.entries({ cancel: "Cancel", retry: "Retry", drop: "Delete" })) {
      const button = make("button", { type: "button", "data-verb": verb, "aria-label": `${words} ${nameOf(job)}` }, words);
      button.addEventListener("click", () => this.ask(verb));
      this.buttons[verb] = button;
    }
    this.again = make("a", { class: "button again", href: againPage(job.id), "aria-label": `Again with changes: ${nameOf(job)}` }, "Again with changes");
    return make("p", { class: "does" }, this.again, this.buttons.retry, this.buttons.cancel, this.buttons.drop);
  }

  /** `said`: the words that stand above it already. */
  draw(job, said = "") {
    this.job = job;
    const ended = hasEnded(job);
    const next = this.store.carriedOn(job.id);
    this.element.dataset.status = job.status;
    this.element.classList.toggle("superseded", Boolean(next));
    setBadge(this.badge, job.status);
    this.preview.hidden = !isPreview(job);
    this.far.textContent = ended ? took(job) : `${job.percent} %`;
    this.bar.value = job.percent;
    this.bar.hidden = ended;
    write(this.words, wordsOf(job) === said ? "" : wordsOf(job));
    const tiles = failureOf(job) && !assetsOf(job).length ? [] : this.tiles.draw(job); // why stands below
    Object.assign(this.list.dataset, { number: tiles.length, shape: shapeOf(paramsOfJob(job)) < 1 ? "tall" : "wide" });
    this.list.hidden = !tiles.length;
    arrange(this.list, tiles);
    const failure = failureOf(job);
    write(this.problem, failure && job.status === "failed" ? `${failure.message} (${failure.code})` : "");
    fillFacts(this.account, accountOf(job));
    fillFacts(this.params, Object.fromEntries(listOf(paramsOfJob(job))));
    const { warnings = [] } = job.input ?? {};
    write(this.note, warnings.join(" "));
    link(this.temporal, job.links.temporal);
    this.outcome.draw(job);
    this.drawKin(job, next);
    this.tell();
  }

  drawKin(job, next) {
    const kin = [[job.retryOf, "Retry of "], [next, "Carried on by "]].filter(([id]) => id);
    this.kin.hidden = !kin.length;
    if (this.kin.dataset.told === kin.join()) return;
    this.kin.dataset.told = kin.join();
    this.kin.replaceChildren(...kin.map(([id, words]) => make("span", {}, words, make("a", { href: generationPage(id) }, make("code", {}, id)), " ")));
  }

  /** What changes with time alone, or with what was just asked. */
  tell() {
    const { job, asked, buttons } = this;
    const ended = hasEnded(job);
    const eta = job.status === "running" && job.etaAt ? left(job.etaAt - performance.now()) : "";
    const said = waitingOf(job) || job.detail; // while it is waited for, a detail says no more than that
    write(this.stage, ended || isUnknown(job) ? "" : [job.stageLabel, said, eta].filter(Boolean).join(" · "));
    const cancelling = !ended && (asked === "cancel" || job.waitingFor === "cancelling");
    write(this.waits, cancelling ? "Cancelling; what runs is being stopped." : "");
    const focused = this.element.contains(document.activeElement) && document.activeElement;
    buttons.cancel.hidden = ended;
    buttons.cancel.setAttribute("aria-disabled", cancelling);
    caption(buttons.cancel, cancelling ? "Cancelling…" : "Cancel", nameOf(job));
    buttons.retry.hidden = !canRetry(job) || Boolean(this.store.carriedOn(job.id));
    buttons.retry.setAttribute("aria-disabled", asked === "retry");
    buttons.drop.hidden = !ended;
    buttons.drop.setAttribute("aria-disabled", asked === "drop");
    if (focused?.hidden) (buttons.retry.hidden ? this.again : buttons.retry).focus();
  }

  async ask(verb) {
    if (this.asked) return;
    this.asked = verb;
    this.tell();
    try {
      await this.verbs[verb](this.job);
    } catch (error) {
      this.verbs.say(`${nameOf(this.job)}: ${error.message}`);
    }
    this.asked = "";
    this.tell();
  }
}
