// How fast batches, imports and exports go, from the counts that came one after another.

import { isTransfer } from "./kinds.js";

const WINDOW_MS = 30_000;
const SHORTEST_MS = 1500;

export class Paces {
  constructor() {
    this.samples = new Map();
  }

  note(job, now = performance.now()) {
    if (!job.counts) return;
    const done = job.counts.processed + (isTransfer(job) ? 0 : job.counts.skipped); // rows that are skipped were read
    const seen = this.samples.get(job.id) ?? [];
    const last = seen.at(-1);
    if (last?.done === done) return;
    if (last && done < last.done) seen.length = 0; // another run
    seen.push({ at: now, done });
    // One older than the window stays, so that a slow batch has a pace too.
    while (seen.length > 2 && seen[1].at < now - WINDOW_MS) seen.shift();
    this.samples.set(job.id, seen);
  }

  /** Items per second; null until there is something to go by. While nothing comes it falls. */
  of(job, now = performance.now()) {
    if (job.status !== "running") return null;
    const seen = this.samples.get(job.id) ?? [];
    const since = now - (seen[0]?.at ?? now);
    if (seen.length < 2 || since < SHORTEST_MS) return sinceStart(job);
    return ((seen.at(-1).done - seen[0].done) / since) * 1000;
  }

  /** Milliseconds left: what the server says, else what the pace promises; null where nobody knows. */
  left(job, now = performance.now()) {
    if (job.status !== "running") return null;
    if (job.etaAt !== null && job.etaAt !== undefined) return Math.max(0, job.etaAt - now);
    if (isTransfer(job)) return null; // how many rows there are shows at the end of the file
    const pace = this.of(job, now);
    const { total, processed, skipped } = job.counts ?? {};
    return pace ? ((total - processed - skipped) / pace) * 1000 : null;
  }
}

/** By the server's own clock, for a page that was opened just now. */
function sinceStart({ counts, startedAt, updatedAt }) {
  const ms = startedAt && new Date(updatedAt) - new Date(startedAt);
  return ms > SHORTEST_MS && counts?.processed ? (counts.processed / ms) * 1000 : null;
}
