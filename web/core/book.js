// What is known of every job. News come twice, late, or from two sides: the newest wins, and nothing is told twice.

/** @typedef {import("./types.js").Job} Job */
/** @typedef {import("./types.js").JobEvent} JobEvent */
/** @typedef {{ job: Job, run: string | null, lost: boolean }} Entry */

const NO_RUN = "000000000000";
export const ENDS = ["completed", "failed", "cancelled"];
export const CONNECTION_LOST = "Connection lost. The job goes on at the server; look again later.";

/** @param {{ status: string }} job */
export const hasEnded = (job) => ENDS.includes(job.status);

export class Book {
  constructor() {
    /** @type {Map<string, Entry>} */
    this.entries = new Map();
  }

  /**
   * The event that this news is, or null where it says nothing new. Of an end only a terminal frame tells.
   * @param {string} name
   * @param {Job} news
   * @param {string | null} id the frame's own
   * @returns {JobEvent | null}
   */
  take(name, news, id) {
    const ended = hasEnded(news);
    if (ended && !ENDS.includes(name)) return null;
    const known = this.entries.get(news.id);
    const run = id && runOf(id);
    const fresh = !known || isAnother(known, run, name);
    if (!fresh && hasEnded(known.job)) return null;
    const stale = !fresh && !ended && isStale(known.job, news);
    if (stale && !known.lost) return null;
    const job = fresh ? news : stale ? known.job : { ...news, percent: Math.max(news.percent, known.job.percent) };
    const repeated = !fresh && !known.lost && JSON.stringify(job) === JSON.stringify(known.job);
    this.entries.set(job.id, { job, run: run || (fresh ? null : known.run), lost: false });
    return repeated ? null : /** @type {JobEvent} */ ({ name, job, id, connectionLost: false });
  }

  /**
   * How it stands, for one who has just come.
   * @param {string} id
   * @returns {JobEvent | null}
   */
  tell(id) {
    const known = this.entries.get(id);
    if (!known) return null;
    if (known.lost) return lostEvent(known.job);
    const name = hasEnded(known.job) ? known.job.status : "snapshot";
    return /** @type {JobEvent} */ ({ name, job: known.job, id: null, connectionLost: false });
  }

  /**
   * What is open looks failed; that it is told again when the server is back is part of the repair.
   * @param {string} id
   * @returns {JobEvent | null}
   */
  lose(id) {
    const known = this.entries.get(id);
    if (!known || known.lost || hasEnded(known.job)) return null;
    known.lost = true;
    return lostEvent(known.job);
  }

  /** @param {string} id */
  isOpen(id) {
    const known = this.entries.get(id);
    return !known || !hasEnded(known.job);
  }
}

/** @param {Job} job @returns {JobEvent} */
function lostEvent(job) {
  const error = { code: "connection-lost", message: CONNECTION_LOST, retryable: true };
  return { name: "lost", job: { ...job, status: "failed", error }, id: null, connectionLost: true };
}

/** The run in `<run>-<version>` or `<jobId>:<run>-<version>`. @param {string} id */
function runOf(id) {
  return id.slice(id.lastIndexOf(":") + 1, id.lastIndexOf("-"));
}

/** @param {Entry} known @param {string | null} run @param {string} name */
function isAnother(known, run, name) {
  if (!known.run) return name === "reset";
  return Boolean(run) && run !== known.run && run !== NO_RUN && known.run !== NO_RUN;
}

/** @param {Job} known @param {Job} news */
function isStale(known, news) {
  if (news.version !== known.version) return news.version < known.version;
  return news.percent < known.percent || (news.counts?.processed ?? 0) < (known.counts?.processed ?? 0);
}
