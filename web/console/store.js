// What is known of every job, as it was told last.

const ENDED = new Set(["completed", "failed", "cancelled"]);

export const hasEnded = (job) => ENDED.has(job.status);

export class Store {
  constructor() {
    this.jobs = new Map();
    this.retries = new Map();
  }

  get(id) {
    return this.jobs.get(id);
  }

  /** The id of the job that retries this one, where there is one. */
  carriedOn(id) {
    return this.retries.get(id);
  }

  /** Those that were last seen pending or running. */
  open() {
    return [...this.jobs.values()].filter((job) => !hasEnded(job));
  }

  /** The job as it is kept: with the moment at which it should be done, by the clock of this page. */
  keep(news) {
    const etaAt = typeof news.etaMs === "number" ? performance.now() + news.etaMs : null;
    const job = { ...news, etaAt };
    this.jobs.set(job.id, job);
    if (job.retryOf) this.retries.set(job.retryOf, job.id);
    return job;
  }

  remove(id) {
    this.retries.delete(this.get(id)?.retryOf);
    return this.jobs.delete(id);
  }
}
