// What was tried: a section of the inside of a job. A batch tells of each failed call, the others how often they began.

import { listErrors } from "./api.js";
import { Reading } from "./section.js";
import { fillFacts, make } from "./dom.js";
import { exactly, number, plural } from "./format.js";
import { isBatch, isGeneration } from "./kinds.js";

const PAGE = 50;
const BY = { callback: "a callback of the provider", poll: "looking at it" };

export class Attempts extends Reading {
  static title = "Attempts";
  static hint = (job) => (isBatch(job) ? (job.counts?.failed ? `${number(job.counts.failed)} failed for good` : "") : job.attempt > 1 ? `attempt ${job.attempt}` : "");

  needs({ status, attempt, counts, waitingFor, version }) {
    return JSON.stringify([status, attempt, counts?.failed, counts?.processed, waitingFor, version]);
  }

  async read(job, cursor) {
    return isBatch(job) ? listErrors(job.id, { all: "true", limit: PAGE, cursor }) : { data: [] };
  }

  tell(data, job) {
    return isBatch(job) ? ofBatch(data, job) : [ofOne(job)];
  }
}

function ofOne(job) {
  const facts = make("dl", { class: "ruled" });
  const { externalTaskId, completedBy } = job.result ?? {};
  fillFacts(facts, {
    "Attempts of what runs": isGeneration(job) ? "" : plural(job.attempt, "attempt"),
    "Paid calls": isGeneration(job) && (job.input?.provider === "procedural" ? "none: drawn here" : "one at most, however often it is looked at"),
    "Task at the provider": externalTaskId,
    "Completed by": BY[completedBy] ?? completedBy,
    "Why it waits": job.waitingFor,
    "Ended with": job.error && `${job.error.message} (${job.error.code}, ${job.error.retryable ? "a retry may help" : "the same again would fail again"})`,
  });
  return facts;
}

function ofBatch(data, job) {
  if (!data.length) return [make("p", { class: "note" }, job.counts?.processed ? "No call has failed: each image took one." : "Nothing was tried yet.")];
  const rows = data.map(({ itemId, attemptNumber, timestamp, error, code }) =>
    make("tr", {}, make("th", { scope: "row" }, make("code", { class: "said" }, itemId)), cell("Attempt", number(attemptNumber)), cell("When", timestamp ? exactly(timestamp) : "–"), cell("Why", make("span", { class: "said" }, error), " ", make("code", { class: "said" }, code))),
  );
  const heads = ["Image", "Attempt", "When", "Why"].map((name) => make("th", { scope: "col" }, name));
  return [make("p", { class: "note" }, "Calls that failed, newest first; a later one of the same image may have succeeded."), make("table", { "aria-label": "Attempts that failed" }, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows))];
}

const cell = (name, ...children) => make("td", { "data-name": name }, ...children);
