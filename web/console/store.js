// What is known of every job. News can arrive twice, late or from two sides (stream and GET): the newest wins.

const NO_RUN = "000000000000";
const ENDED = new Set(["completed", "failed", "cancelled"]);

export const hasEnded = (job) => ENDED.has(job.status);

export class Store {
  constructor() {
    this.jobs = new Map();
    this.runs = new Map();
    this.heard = new Map();
    this.retries = new Map();
  }

  get(id) {
    return this.jobs.get(id);
  }

  /** The id of the job that retries this one, where there is one. */
  carriedOn(id) {
    return this.retries.get(id);
  }

  remove(id) {
    this.retries.delete(this.get(id)?.retryOf);
    this.runs.delete(id);
    this.heard.delete(id);
    return this.jobs.delete(id);
  }

  /** Jobs that were last seen pending or running, and of which nothing came for so long. */
  open(silentMs = 0) {
    const since = performance.now() - silentMs;
    return [...this.jobs.values()].filter((job) => !hasEnded(job) && this.heard.get(job.id) <= since);
  }

  /** Takes news of a job; the job as it now stands, or null where it was nothing new. */
  take(news, { run = null, reset = false } = {}) {
    const known = this.jobs.get(news.id);
    const before = this.runs.get(news.id);
    const otherRun = run && before && before !== NO_RUN && run !== NO_RUN && run !== before;
    if (run && run !== NO_RUN) this.runs.set(news.id, run);
    const fresh = !known || reset || otherRun;
    this.heard.set(news.id, performance.now());
    if (!fresh && isStale(known, news)) return null;
    const job = fresh ? news : { ...news, percent: Math.max(known.percent, news.percent) };
    job.etaAt = job.etaMs === null ? null : performance.now() + job.etaMs;
    this.jobs.set(job.id, job);
    if (job.retryOf) this.retries.set(job.retryOf, job.id);
    return job;
  }
}

function isStale(known, news) {
  if (news.version !== known.version) return news.version < known.version;
  if (hasEnded(known) && !hasEnded(news)) return true;
  return news.percent < known.percent;
}
