// How jobs stand, by plain questions: where no stream gets through, and for what a stream did not tell.

import { hasEnded } from "./book.js";
import { NotCallsheet, Refused } from "./errors.js";

const ANSWER_MS = 30_000;
const MOST = 200;

/** @typedef {import("./types.js").Job} Job */
/** @typedef {import("./strand.js").House} House */

export class Asking {
  /**
   * @param {House} house
   * @param {AbortSignal} life asks no more after it
   * @param {(ids: string[], error: Error) => void} refuse
   */
  constructor(house, life, refuse) {
    this.house = house;
    this.life = life;
    this.refuse = refuse;
  }

  /**
   * What kept the answers from coming, null where they came. A job that is refused for good is told so.
   * @param {string[]} ids
   * @param {boolean} [mine] the newest of the owner's as well, which spares the questions for these
   * @returns {Promise<unknown>}
   */
  async ask(ids, mine = false) {
    try {
      const listed = new Set(mine ? await this.askForMine() : []);
      for (const id of ids) if (!listed.has(id) && !this.life.aborted && this.house.isOpen(id)) await this.askFor(id);
      return null;
    } catch (error) {
      return error;
    }
  }

  async askForMine() {
    const { data } = await this.get(`/v1/jobs?limit=${MOST}`);
    for (const job of [...data].reverse()) this.answered(job);
    return data.map((/** @type {Job} */ job) => job.id);
  }

  /** @param {string} id */
  async askFor(id) {
    try {
      this.answered(await this.get(`/v1/jobs/${encodeURIComponent(id)}`));
    } catch (error) {
      if (!(error instanceof Refused) || error.passing) throw error;
      this.refuse([id], error);
    }
  }

  /** @param {unknown} job */
  answered(job) {
    if (!isJob(job)) throw new NotCallsheet(this.house.wire.baseUrl);
    this.house.tell(this.house.book.take(hasEnded(job) ? job.status : "update", job, null));
  }

  /** @param {string} path */
  async get(path) {
    const asking = new AbortController();
    const stop = () => asking.abort();
    const timer = setTimeout(stop, ANSWER_MS);
    this.life.addEventListener("abort", stop);
    try {
      return await this.house.wire.ask("GET", path, { signal: asking.signal });
    } finally {
      clearTimeout(timer);
      this.life.removeEventListener("abort", stop);
    }
  }
}

/** @param {any} told @returns {told is Job} */
export function isJob(told) {
  return typeof told?.id === "string" && typeof told.status === "string" && typeof told.version === "number";
}
