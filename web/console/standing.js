// How one batch stands: badge, bar with its milestones, pace, counts, limits.

import { at, figures, fillFacts, make, write } from "./dom.js";
import { left, number, pace, plural, seconds, time } from "./format.js";
import { limitsOf, MARKS, milestoneOf, MILESTONES, totalOf } from "./kinds.js";
import { hasEnded } from "./store.js";

const COUNTS = { total: ["Total"], processed: ["Processed"], succeeded: ["Succeeded", "good"], failed: ["Failed", "bad"], skipped: ["Skipped"] };

export function setBadge(place, status) {
  place.dataset.status = status;
  place.firstElementChild.textContent = MARKS[status] ?? "○";
  place.lastElementChild.textContent = status;
}

export function newBadge(status) {
  const place = make("span", { class: "badge" }, make("span", { class: "mark", "aria-hidden": "true" }), make("span", { class: "word" }));
  setBadge(place, status);
  return place;
}

export class Standing {
  constructor(paces) {
    this.paces = paces;
    this.marks = MILESTONES.map((mark) => make("li", { "data-mark": mark }, `${mark} %`));
    at("marks").replaceChildren(...this.marks);
    this.figures = figures(at("counts"), COUNTS);
  }

  draw(job) {
    setBadge(at("batch-status"), job.status);
    at("batch-main").dataset.status = job.status;
    at("batch-bar").value = job.percent;
    at("batch-bar").setAttribute("aria-label", `Progress of batch ${job.id}`);
    at("batch-percent").textContent = `${job.percent} %`;
    this.drawLost(job);
    this.drawMarks(milestoneOf(job));
    const counts = job.counts ?? { total: totalOf(job) };
    for (const [name, place] of Object.entries(this.figures)) {
      place.textContent = number(counts[name] ?? 0);
      place.parentElement.dataset.none = !counts[name];
    }
    fillFacts(at("limits"), limitsOf(job.input ?? {}));
    this.tell(job);
  }

  /** What failed is the last part of an ended bar: all green would say that all went well. */
  drawLost(job) {
    const lost = hasEnded(job) && job.counts?.failed ? (100 * job.counts.failed) / job.counts.total : 0;
    const { style } = at("batch-lost");
    style.width = `${lost}%`;
    style.left = `${Math.max(0, job.percent - lost)}%`;
  }

  drawMarks(reached) {
    this.marks.forEach((mark, place) => {
      const behind = MILESTONES[place] <= reached;
      mark.dataset.reached = behind;
      mark.setAttribute("aria-label", `${MILESTONES[place]} % ${behind ? "reached" : "not reached"}`);
    });
  }

  /** What changes with time alone. */
  tell(job) {
    const ended = hasEnded(job);
    const perSecond = this.paces.of(job);
    write(at("batch-pace"), ended ? average(job) : perSecond === null ? "" : pace(perSecond));
    const ms = this.paces.left(job);
    write(at("batch-eta"), ms === null ? (ended ? took(job) : "") : left(ms));
    write(at("batch-stage"), ended ? "" : job.stageLabel ?? "");
    write(at("batch-detail"), ended ? outcome(job) : job.detail ?? (job.status === "pending" ? "Waiting for its turn" : ""));
    const why = job.waitingFor === "cancelling" ? "Cancelling; what runs is being stopped." : job.waitingFor;
    write(at("batch-waiting"), ended ? "" : why ?? "");
    write(at("batch-problem"), job.status === "failed" ? job.error?.message || "It failed without saying why." : "");
  }
}

const lasted = (job) => (job.startedAt && job.completedAt ? new Date(job.completedAt) - new Date(job.startedAt) : null);

export function took(job) {
  const ms = lasted(job);
  return ms === null ? "" : `took ${seconds(ms)}`;
}

/** When it was asked for, began and ended; what reads the same as the moment before is left out. */
export function momentsOf({ createdAt, startedAt, completedAt }) {
  const moments = { "asked for": createdAt, began: startedAt, ended: completedAt };
  const told = Object.entries(moments).filter(([, moment]) => moment).map(([word, moment]) => [word, time(moment)]);
  return told.filter(([, words], place) => words !== told[place - 1]?.[1]).map((one) => one.join(" "));
}

function average(job) {
  const ms = lasted(job);
  return ms && job.counts?.processed ? `${pace((job.counts.processed / ms) * 1000)} on average` : "";
}

function outcome({ status, counts, result }) {
  if (status === "cancelled" && counts) {
    return `${plural(counts.succeeded, "finished annotation")} kept; ${plural(counts.total - counts.processed, "image")} skipped.`;
  }
  if (result?.duplicateGroups) return `${plural(result.duplicateGroups, "group")} of near-duplicates found.`;
  return "";
}
