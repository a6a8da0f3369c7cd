// One connection and the jobs on it: listen, come back from the last id, ask where streams do not get through.

import { hasEnded } from "./book.js";
import { NotCallsheet, Refused } from "./errors.js";
import { Parser } from "./frames.js";
import { delayMs } from "./pace.js";

const ALL_ENDED = "end";
const ANSWER_MS = 30_000;
const POLLS = 15; // after so many the stream is tried again
const HIDDEN = 5; // a page that nobody looks at asks so much less often

/** @typedef {import("./types.js").Job} Job */

/**
 * What a strand needs of the whole; `refused` where the server will not tell of these jobs, ever.
 * @typedef {object} House
 * @property {import("./wire.js").Wire} wire
 * @property {import("./types.js").Pace} pace
 * @property {import("./book.js").Book} book
 * @property {(event: import("./types.js").JobEvent | null) => void} tell
 * @property {(strand: Strand, ids: string[], error: Error) => void} refuse
 * @property {(id: string) => boolean} isOpen
 * @property {() => string[]} openOnes of all that is known
 * @property {(strand: Strand) => void} left
 * @property {(waitMs: number) => void} moved
 */

export class Strand {
  /** @param {House} house @param {boolean} mine all that is the owner's, whatever it is */
  constructor(house, mine) {
    this.house = house;
    this.mine = mine;
    /** @type {Set<string>} */
    this.ids = new Set();
    /** @type {Set<string>} */
    this.asked = new Set();
    /** @type {Set<string>} */
    this.quiet = new Set(); // nothing was heard of them on this connection
    /** @type {import("./types.js").ConnectionState} */
    this.state = "connecting";
    this.failures = 0;
    this.atLeastMs = 0;
    /** @type {string | null} */
    this.lastEventId = null;
    this.heard = false;
    this.heardAt = 0;
    this.blocked = false;
    this.round = new AbortController();
    this.pause = new AbortController();
    this.life = new AbortController();
  }

  get closed() {
    return this.life.signal.aborted;
  }

  get open() {
    return this.mine ? this.house.openOnes() : [...this.ids].filter(this.house.isOpen);
  }

  get over() {
    return this.closed || (!this.mine && !this.open.length);
  }

  /** Its jobs have changed: come back for those that are wanted now. */
  reopen() {
    const open = this.open;
    const same = open.length === [...this.asked].filter(this.house.isOpen).length && open.every((id) => this.asked.has(id));
    if (this.mine || same) return;
    this.round.abort("changed");
    this.hurry();
  }

  /** Do not wait any longer. */
  hurry() {
    this.pause.abort();
  }

  /** The page is back: a stream that was silent for too long meanwhile is dead. */
  wake() {
    if (this.state === "live" && Date.now() - this.heardAt > this.house.pace.silenceMs) this.round.abort("silent");
    this.hurry();
  }

  close() {
    this.life.abort();
    this.round.abort("closed");
    this.hurry();
  }

  async run() {
    while (!this.over) {
      if (await this.listen()) continue;
      this.failures += 1;
      if (this.failures > this.house.pace.reconnects || (!this.heard && (await this.isBlocked()))) await this.poll();
      else if (!this.over) await this.wait("reconnecting", delayMs(this.house.pace, this.failures, this.atLeastMs));
    }
    this.house.left(this);
  }

  /** Streams may never get through: until one has, the jobs are asked for between the tries. */
  async isBlocked() {
    return (await this.ask(this.open)) === true && this.blocked;
  }

  /** One connection; true unless it failed. */
  async listen() {
    const round = (this.round = new AbortController());
    const ids = this.open;
    this.asked = new Set(ids);
    this.quiet = new Set(ids);
    this.blocked = false;
    this.move(this.failures ? "reconnecting" : this.state === "live" ? "live" : "connecting");
    const dog = new Watchdog(round, this.house.pace);
    const looking = setTimeout(() => this.ask([...this.quiet]), 2 * this.house.pace.openingMs);
    try {
      const path = this.mine ? "/v1/events?mine=1" : `/v1/events?${new URLSearchParams(ids.map((id) => ["job", id]))}`;
      const response = await this.house.wire.listen(path, this.lastEventId, round.signal);
      if (!response) return await this.settle();
      return await this.read(response, round, dog);
    } catch (error) {
      return this.failed(error, round, ids);
    } finally {
      dog.stop();
      clearTimeout(looking);
      round.abort("over");
    }
  }

  /** @param {Response} response @param {AbortController} round @param {Watchdog} dog */
  async read(response, round, dog) {
    const kind = response.headers.get("Content-Type") ?? "";
    if (!/^text\/event-stream\b/i.test(kind) || !response.body) {
      this.blocked = true;
      return false;
    }
    this.move("live");
    const reader = response.body.getReader();
    round.signal.addEventListener("abort", () => reader.cancel().catch(() => {}));
    let ended = false;
    const parser = new Parser((frame) => {
      ended = this.take(frame) || ended;
    });
    while (!ended && !this.over) {
      const { done, value } = await reader.read();
      if (round.signal.aborted) throw round.signal.reason;
      if (done) return false;
      dog.heard();
      this.heardAt = Date.now();
      parser.push(value);
    }
    return ended ? this.settle() : true;
  }

  /** Whether it is the server's last word. @param {import("./frames.js").Frame} frame */
  take({ event, data, id, retry }) {
    if (retry !== null) {
      this.atLeastMs = retry;
      return false;
    }
    const said = JSON.parse(data);
    if (event !== ALL_ENDED && !isJob(said)) throw new NotCallsheet(this.house.wire.baseUrl);
    this.failures = 0;
    this.heard = true;
    if (event === ALL_ENDED) return true;
    this.quiet.delete(said.id);
    this.lastEventId = id || this.lastEventId;
    this.house.tell(this.house.book.take(event, said, id));
    return false;
  }

  /** The server has said all; what is still open here is asked for once. */
  async settle() {
    const open = this.open;
    if (this.mine || !open.length) return !this.mine;
    return (await this.ask(open)) === true && !this.open.length;
  }

  /** Whether it was no failure. @param {unknown} error @param {AbortController} round @param {string[]} ids */
  failed(error, round, ids) {
    const why = round.signal.reason;
    if (why === "changed" || why === "closed") return true;
    this.blocked = why === "opening";
    if (!(error instanceof Refused)) return false;
    this.atLeastMs = Math.max(this.atLeastMs, error.retryAfterMs ?? 0);
    if (!error.passing) this.house.refuse(this, ids, error);
    return !error.passing;
  }

  /** Until everything has ended, the stream is to be tried again, or a server that was lost is back. */
  async poll() {
    for (let polls = 0; polls < POLLS && !this.over; polls += 1) {
      const was = this.state;
      const answered = await this.ask(this.open);
      if (this.over) return;
      if (answered === false) for (const id of this.open) this.house.tell(this.house.book.lose(id));
      if (answered === true && was === "lost") break;
      if (answered === false) polls = -1;
      const { pollMs } = this.house.pace;
      const slow = globalThis.document?.hidden ? HIDDEN * pollMs : pollMs;
      await this.wait(answered === false ? "lost" : "polling", Math.max(slow, typeof answered === "number" ? answered : 0));
    }
    this.failures = 0;
  }

  /**
   * Plain questions: true where they were answered, false where nobody is there, or how long to leave a busy server.
   * @param {string[]} ids
   * @returns {Promise<boolean | number>}
   */
  async ask(ids) {
    try {
      for (const id of ids) if (!this.closed && this.house.isOpen(id)) await this.askFor(id);
      return true;
    } catch (error) {
      return error instanceof Refused && error.status === 429 ? (error.retryAfterMs ?? 0) : false;
    }
  }

  /** Throws what passes. @param {string} id */
  async askFor(id) {
    try {
      this.answered(await this.get(`/v1/jobs/${encodeURIComponent(id)}`));
    } catch (error) {
      if (!isFinal(error)) throw error;
      this.house.refuse(this, [id], error);
    }
  }

  /** @param {Job} job */
  answered(job) {
    if (!isJob(job)) throw new NotCallsheet(this.house.wire.baseUrl);
    this.house.tell(this.house.book.take(hasEnded(job) ? job.status : "update", job, null));
  }

  /** @param {string} path */
  async get(path) {
    const asking = new AbortController();
    const stop = () => asking.abort();
    const timer = setTimeout(stop, ANSWER_MS);
    this.life.signal.addEventListener("abort", stop);
    try {
      return await this.house.wire.ask("GET", path, { signal: asking.signal });
    } finally {
      clearTimeout(timer);
      this.life.signal.removeEventListener("abort", stop);
    }
  }

  /** @param {import("./types.js").ConnectionState} state @param {number} ms */
  async wait(state, ms) {
    this.pause = new AbortController();
    this.move(state, ms);
    await this.house.pace.sleep(ms, this.pause.signal);
  }

  /** @param {import("./types.js").ConnectionState} state @param {number} [waitMs] */
  move(state, waitMs = 0) {
    this.state = state;
    this.house.moved(waitMs);
  }
}

/** @param {unknown} error @returns {error is Error} */
function isFinal(error) {
  return error instanceof NotCallsheet || (error instanceof Refused && !error.passing);
}

/** @param {any} told */
function isJob(told) {
  return typeof told?.id === "string" && typeof told.status === "string" && typeof told.version === "number";
}

/** Ends a connection that does not begin, or falls silent. */
class Watchdog {
  /** @param {AbortController} round @param {import("./types.js").Pace} pace */
  constructor(round, pace) {
    this.round = round;
    this.silenceMs = pace.silenceMs;
    this.timer = setTimeout(() => round.abort("opening"), pace.openingMs);
  }

  heard() {
    this.stop();
    this.timer = setTimeout(() => this.round.abort("silent"), this.silenceMs);
  }

  stop() {
    clearTimeout(this.timer);
  }
}
