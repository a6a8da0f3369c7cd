// The line of a job: what it retries, and what carries it on; a section of its inside.

import { getLineage } from "./api.js";
import { Reading } from "./section.js";
import { make } from "./dom.js";
import { exactly, number } from "./format.js";
import { pageOf } from "./kinds.js";
import { newBadge } from "./standing.js";

export class Kin extends Reading {
  static title = "Line of retries";
  static hint = ({ retryOf }) => (retryOf ? "carries on another job" : "");

  needs({ status, retryOf, version }) {
    return JSON.stringify([status, retryOf, version]);
  }

  async read(job) {
    const { jobs, counts } = await getLineage(job.id);
    this.counts = counts;
    return { data: jobs };
  }

  tell(jobs, job) {
    if (jobs.length < 2) return [make("p", { class: "note" }, "It is no retry, and was not retried.")];
    const { total, succeeded, failed, skipped } = this.counts;
    const words = `Together: ${number(succeeded)} of ${number(total)} succeeded, ${number(failed)} failed, ${number(skipped)} skipped.`;
    return [make("ol", { class: "line-of" }, ...jobs.map((one) => step(one, one.id === job.id))), make("p", { class: "note" }, words)];
  }
}

function step(job, current) {
  const id = make("code", { class: "said" }, job.id);
  const name = current ? make("span", { "aria-current": "true" }, id, " (this one)") : make("a", { href: pageOf(job) }, id);
  return make("li", {}, newBadge(job.status), name, make("span", { class: "note" }, exactly(job.createdAt)));
}
