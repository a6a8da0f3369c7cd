// One server, and everybody who listens to its jobs: all watches share one connection.

import { Book, hasEnded } from "./book.js";
import { PACE } from "./pace.js";
import { Strand } from "./strand.js";
import { Wire } from "./wire.js";

const MOST_JOBS = 200; // on one connection
/** @type {import("./types.js").ConnectionState[]} */
const WORST_FIRST = ["lost", "polling", "reconnecting", "connecting", "live"];

/** @typedef {import("./types.js").Listener} Listener */
/** @typedef {{ listener: Listener, told: boolean }} Watch */

export class Callsheet {
  /** @param {import("./types.js").Settings} [settings] */
  constructor(settings = {}) {
    this.wire = new Wire(settings);
    this.pace = { ...PACE, ...settings.pace };
    this.book = new Book();
    /** @type {Map<string, Set<Watch>>} */
    this.watches = new Map();
    /** @type {Set<Watch>} */
    this.mine = new Set();
    /** @type {Map<string, Error>} */
    this.refusals = new Map();
    /** @type {Set<Strand>} */
    this.strands = new Set();
    /** @type {Set<import("./types.js").ConnectionListener>} */
    this.onlookers = new Set();
    /** @type {import("./types.js").ConnectionState} */
    this.connection = "idle";
    this.settling = false;
    this.away = false;
  }

  /**
   * A question to the server: JSON in, JSON out. Throws `Refused` or `Unreachable`.
   * @param {string} method
   * @param {string} path
   * @param {import("./types.js").Question} [question]
   * @returns {Promise<any>}
   */
  ask(method, path, question) {
    return this.wire.ask(method, path, question);
  }

  /**
   * Hears of one job until it is stopped; at once if the job is known already.
   * @param {string} jobId
   * @param {Listener} listener
   * @returns {() => void}
   */
  watch(jobId, listener) {
    const watches = this.watches.get(jobId) ?? new Set();
    this.watches.set(jobId, watches);
    const watch = { listener, told: false };
    watches.add(watch);
    queueMicrotask(() => this.greet(jobId, watch));
    this.settleSoon();
    return () => {
      if (watches.delete(watch)) this.settleSoon();
    };
  }

  /**
   * Hears of everything that the owner has, and of what is started later.
   * @param {Listener} listener
   * @returns {() => void}
   */
  watchMine(listener) {
    const watch = { listener, told: false };
    this.mine.add(watch);
    queueMicrotask(() => this.greetMine(watch));
    this.settleSoon();
    return () => {
      if (this.mine.delete(watch)) this.settleSoon();
    };
  }

  /** The newest that is known. @param {string} jobId */
  job(jobId) {
    return this.book.entries.get(jobId)?.job;
  }

  /**
   * What somebody learned by asking: where it is news, it is told like any other.
   * @param {import("./types.js").Job} job
   */
  learn(job) {
    this.tell(this.book.take(hasEnded(job) ? job.status : "update", job, null));
  }

  /** It was deleted. @param {string} jobId */
  unlearn(jobId) {
    this.book.entries.delete(jobId);
  }

  /**
   * @param {import("./types.js").ConnectionListener} listener
   * @returns {() => void}
   */
  onConnection(listener) {
    this.onlookers.add(listener);
    return () => void this.onlookers.delete(listener);
  }

  /** Nobody hears of anything any more. */
  close() {
    this.watches.clear();
    this.mine.clear();
    this.settle();
    this.onlookers.clear();
  }

  settleSoon() {
    if (this.settling) return;
    this.settling = true;
    queueMicrotask(() => this.settle());
  }

  /** Connections for what is wanted now, and for nothing else. */
  settle() {
    this.settling = false;
    for (const [id, watches] of this.watches) if (!watches.size) this.watches.delete(id);
    const mine = this.mine.size > 0;
    for (const strand of this.strands) if (strand.mine !== mine || this.away) strand.close();
    if (!this.away && mine) this.ride();
    else if (!this.away) this.spread();
    this.forget();
    this.attend();
  }

  /** All on one connection for everything of the owner. */
  ride() {
    if (this.refusals.has("")) return;
    const strand = this.living()[0] ?? this.begin(true);
    strand.meet([...this.watches.keys()].filter((id) => !this.book.entries.has(id) && this.isOpen(id)));
  }

  /** Each job on one of as few connections as hold them. */
  spread() {
    const wanted = new Set([...this.watches.keys()].filter(this.isOpen));
    for (const strand of this.living()) {
      for (const id of strand.ids) this.watches.has(id) ? wanted.delete(id) : strand.drop(id);
    }
    for (const id of wanted) {
      const strand = this.living().find(({ open }) => open.length < MOST_JOBS) ?? this.begin(false);
      strand.ids.add(id);
    }
    for (const strand of this.living()) strand.over ? strand.close() : strand.reopen();
  }

  living() {
    return [...this.strands].filter((strand) => !strand.closed);
  }

  /** What nobody watches may be another thing when it is watched again. */
  forget() {
    for (const id of this.refusals.keys()) if (id ? !this.watches.has(id) : !this.mine.size) this.refusals.delete(id);
    if (this.mine.size) return;
    for (const id of this.book.entries.keys()) if (!this.watches.has(id)) this.book.entries.delete(id);
  }

  /** @param {boolean} mine */
  begin(mine) {
    const strand = new Strand(this, mine);
    this.strands.add(strand);
    queueMicrotask(() => strand.run());
    return strand;
  }

  /** @param {Strand} strand */
  left(strand) {
    this.strands.delete(strand);
    this.moved(0);
    this.settleSoon(); // a job may have come while the last one ended
  }

  /** @param {number} waitMs */
  moved(waitMs) {
    const states = [...this.strands].map((strand) => strand.state);
    const state = WORST_FIRST.find((one) => states.includes(one)) ?? "idle";
    if (state === this.connection && !waitMs) return;
    this.connection = state;
    for (const listener of this.onlookers) safely(() => listener(state, waitMs));
  }

  /** @type {(id: string) => boolean} */
  isOpen = (id) => !this.refusals.has(id) && this.book.isOpen(id);

  openOnes() {
    return [...new Set([...this.watches.keys(), ...this.book.entries.keys()])].filter(this.isOpen);
  }

  /** @param {string} jobId @param {Watch} watch */
  greet(jobId, watch) {
    const error = this.refusals.get(jobId);
    const event = error ? refusal(jobId, error) : this.book.tell(jobId);
    if (event && !watch.told && this.watches.get(jobId)?.has(watch)) say(watch, event);
  }

  /** @param {Watch} watch */
  greetMine(watch) {
    const error = this.refusals.get("");
    const told = error ? [refusal(null, error)] : [...this.book.entries.keys()].map((id) => this.book.tell(id));
    for (const event of told) if (event && this.mine.has(watch)) say(watch, event);
  }

  /** @param {import("./types.js").JobEvent | null} event */
  tell(event) {
    if (!event) return;
    for (const watch of [...(this.watches.get(event.job.id) ?? []), ...this.mine]) say(watch, event);
  }

  /** @param {Strand} strand @param {string[]} ids @param {Error} error */
  refuse(strand, ids, error) {
    for (const id of ids) {
      this.refusals.set(id, error);
      for (const watch of [...(this.watches.get(id) ?? []), ...this.mine]) say(watch, refusal(id, error));
    }
    if (!strand.mine || ids.length) return;
    this.refusals.set("", error);
    for (const watch of this.mine) say(watch, refusal(null, error));
    strand.close();
  }

  /** While somebody listens, the page is heard of too. */
  attend() {
    const change = this.watches.size || this.mine.size ? "addEventListener" : "removeEventListener";
    for (const name of ["online", "pagehide", "pageshow"]) globalThis[change]?.(name, this.turn);
    globalThis.document?.[change]("visibilitychange", this.turn);
  }

  /** Online again, or looked at again: nothing waits. A page that is kept for the way back holds no connection. */
  turn = (/** @type {Event} */ { type }) => {
    if (type.startsWith("page")) {
      this.away = type === "pagehide";
      this.settle();
    }
    if (!this.away && !globalThis.document?.hidden) for (const strand of this.strands) strand.wake();
  };
}

/** @param {string | null} jobId @param {Error} error @returns {import("./types.js").RefusedEvent} */
function refusal(jobId, error) {
  return { name: "refused", jobId, error };
}

/** @param {Watch} watch @param {import("./types.js").WatchEvent} event */
function say(watch, event) {
  watch.told = true;
  safely(() => watch.listener(event));
}

/** A listener that throws must not end the listening of others. @param {() => void} call */
function safely(call) {
  try {
    call();
  } catch (error) {
    (globalThis.reportError ?? console.error)(error);
  }
}
