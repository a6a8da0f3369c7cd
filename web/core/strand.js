// One connection and the jobs on it: listen, come back from the last id, ask where streams do not get through.

import { Asking, isJob } from "./asking.js";
import { ENDS } from "./book.js";
import { NotCallsheet, Refused } from "./errors.js";
import { Parser } from "./frames.js";
import { delayMs } from "./pace.js";
import { Watchdog } from "./watchdog.js";

const ALL_ENDED = "end";
const NAMES = ["snapshot", "update", "detail", "reset", ...ENDS, ALL_ENDED];
const POLLS = 15; // after so many the stream is tried again
const HIDDEN = 5; // a page that nobody looks at asks so much less often
const BUSY = 429;

/** @typedef {import("./types.js").ConnectionState} ConnectionState */

/**
 * What a strand needs of the whole; `refuse` where the server will not tell of these jobs, ever.
 * @typedef {object} House
 * @property {import("./wire.js").Wire} wire
 * @property {import("./types.js").Pace} pace
 * @property {import("./book.js").Book} book
 * @property {(event: import("./types.js").JobEvent | null) => void} tell
 * @property {(strand: Strand, ids: string[], error: Error) => void} refuse
 * @property {(id: string) => boolean} isOpen
 * @property {() => string[]} openOnes of all that is known or watched
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
    this.asked = new Set(); // of this connection
    /** @type {Set<string>} */
    this.quiet = new Set(); // of which it has told nothing
    /** @type {ConnectionState} */
    this.state = "connecting";
    /** @type {string | null} */
    this.lastEventId = null;
    this.failures = 0;
    this.atLeastMs = 0;
    this.heardAt = 0;
    this.heard = false;
    this.blocked = false;
    this.changed = false;
    this.round = new AbortController();
    this.pause = new AbortController();
    this.life = new AbortController();
    this.asking = new Asking(house, this.life.signal, (ids, error) => house.refuse(this, ids, error));
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

  /** Nobody watches it any more. @param {string} id */
  drop(id) {
    this.ids.delete(id);
    this.changed = (this.asked.delete(id) && this.house.isOpen(id)) || this.changed;
  }

  /** Where its jobs have changed it comes back for those that are wanted now, which is no failure. */
  reopen() {
    if (!this.changed && this.open.every((id) => this.asked.has(id))) return;
    this.round.abort("changed");
    this.pause.abort();
  }

  /** A job that rides on what is the owner's may be too old to be told of there. @param {string[]} ids */
  meet(ids) {
    const strange = ids.filter((id) => !this.ids.has(id));
    for (const id of strange) this.ids.add(id);
    if (strange.length) this.asking.ask(strange);
  }

  /** The page is back: it does not wait any longer, and a stream that was silent for too long is dead. */
  wake() {
    if (this.state === "live" && Date.now() - this.heardAt > this.house.pace.silenceMs) this.round.abort("silent");
    this.pause.abort();
  }

  close() {
    this.life.abort();
    this.round.abort("closed");
    this.pause.abort();
  }

  async run() {
    while (!this.over) if (!(await this.listen())) await this.comeBack();
    this.house.left(this);
  }

  /** One connection; true unless it failed. */
  async listen() {
    const round = (this.round = new AbortController());
    const ids = this.open;
    this.asked = new Set(ids);
    this.quiet = new Set(ids);
    this.blocked = this.changed = false;
    if (this.state !== "live" && this.state !== "lost") this.move(this.failures ? "reconnecting" : "connecting");
    const dog = new Watchdog(round, this.house.pace, () => this.asking.ask([...this.quiet]));
    try {
      const named = new URLSearchParams(this.mine ? [["mine", "1"]] : ids.map((id) => ["job", id]));
      const response = await this.house.wire.listen(`/v1/events?${named}`, this.lastEventId, round.signal);
      return response && !(await this.read(response, round, dog)) ? false : await this.settle();
    } catch (error) {
      return this.failed(error, round, ids);
    } finally {
      dog.stop();
      round.abort("over");
    }
  }

  /** Whether all was said. @param {Response} response @param {AbortController} round @param {Watchdog} dog */
  async read(response, round, dog) {
    this.blocked = !response.body || !/^text\/event-stream\b/i.test(response.headers.get("Content-Type") ?? "");
    if (!response.body || this.blocked) return false;
    const reader = response.body.getReader();
    round.signal.addEventListener("abort", () => reader.cancel().catch(() => {}));
    let allSaid = false;
    const parser = new Parser((frame) => (allSaid = this.take(frame) || allSaid));
    while (!allSaid && !this.over) {
      const { done, value } = await reader.read();
      if (round.signal.aborted) throw round.signal.reason;
      if (done) return false;
      dog.heard();
      this.heardAt = Date.now();
      if (this.state !== "live") this.move("live");
      parser.push(value);
    }
    return true;
  }

  /** Whether it is the server's last word. @param {import("./frames.js").Frame} frame */
  take({ event, data, id, retry }) {
    if (retry !== null) this.atLeastMs = retry;
    if (!NAMES.includes(event)) return false;
    if (event === ALL_ENDED) return true;
    const job = JSON.parse(data);
    if (!isJob(job)) throw new NotCallsheet(this.house.wire.baseUrl);
    this.failures = 0;
    this.heard = true;
    this.quiet.delete(job.id);
    this.lastEventId = id || this.lastEventId;
    this.house.tell(this.house.book.take(event, job, id));
    return false;
  }

  /** The server has said all; what is open here nevertheless is asked for once. */
  async settle() {
    this.failures = 0;
    this.heard = true;
    if (!this.mine) await this.asking.ask(this.open);
    return this.over;
  }

  /** Whether it was no failure. @param {unknown} error @param {AbortController} round @param {string[]} ids */
  failed(error, round, ids) {
    const why = round.signal.reason;
    if (why === "changed" || why === "closed") return true;
    this.blocked = why === "opening";
    if (!(error instanceof Refused)) return false;
    if (!error.passing) this.house.refuse(this, this.mine ? [] : ids, error);
    this.atLeastMs = Math.max(this.atLeastMs, error.retryAfterMs ?? 0);
    return !error.passing;
  }

  /** After a failure: wait for the next try; where streams do not get through, ask. */
  async comeBack() {
    this.failures += 1;
    let asking = this.failures > this.house.pace.reconnects;
    if (!asking && !this.heard) asking = !(await this.asking.ask(this.open, this.mine)) && this.blocked;
    if (this.over) return;
    if (!asking) return this.wait("reconnecting", delayMs(this.house.pace, this.failures, this.atLeastMs));
    await this.poll();
    this.failures = 0;
  }

  /** Until everything has ended, the stream is to be tried again, or a server that was lost is back. */
  async poll() {
    let lost = false;
    for (let polls = 1; polls <= POLLS; polls += 1) {
      const error = await this.asking.ask(this.open, this.mine);
      if (this.over || (lost && !error)) return;
      const refused = error instanceof Refused ? error : null;
      if (error && refused?.status !== BUSY) {
        lost = true;
        polls = 0;
        for (const id of this.open) this.house.tell(this.house.book.lose(id));
        if (error instanceof NotCallsheet) this.giveUp(error);
        if (this.over) return;
      }
      const pollMs = this.house.pace.pollMs * (globalThis.document?.hidden ? HIDDEN : 1);
      await this.wait(lost ? "lost" : "polling", Math.max(pollMs, refused?.retryAfterMs ?? 0));
      if (this.over) return;
    }
  }

  /** Somebody else answers, time and again: that is told where nothing better is known. @param {Error} error */
  giveUp(error) {
    const { entries } = this.house.book;
    const unknown = this.open.filter((id) => !entries.has(id));
    if (unknown.length || !entries.size) this.house.refuse(this, unknown, error);
  }

  /** @param {ConnectionState} state @param {number} ms */
  async wait(state, ms) {
    this.pause = new AbortController();
    this.move(state, ms);
    await this.house.pace.sleep(ms, this.pause.signal);
  }

  /** @param {ConnectionState} state @param {number} [waitMs] */
  move(state, waitMs = 0) {
    this.state = state;
    this.house.moved(waitMs);
  }
}
