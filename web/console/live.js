// One SSE connection for all jobs. It says how it stands and hands on every frame; it decides nothing about jobs.

import { pass } from "./frames.js";

const EVENTS = ["snapshot", "update", "detail", "reset", "completed", "failed", "cancelled"];
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;
const PATIENCE = 5; // failures in a row, after which someone should poll meanwhile

export class Live {
  /**
   * `onFrame(job, { run, reset })`, `onState(state, waitMs)`, `onOpen(again)`.
   * States: `connecting`, `live`, `reconnecting`, and `polling` where the stream has failed too often.
   */
  constructor(address, { onFrame, onState, onOpen }) {
    this.address = address;
    this.onFrame = onFrame;
    this.onState = onState;
    this.onOpen = onOpen;
    this.source = null;
    this.timer = 0;
    this.failures = 0;
    this.opened = false;
  }

  start() {
    this.connect("connecting");
    window.addEventListener("online", () => this.hurry());
    document.addEventListener("visibilitychange", () => document.hidden || this.hurry());
    // A page in the back/forward cache must not hold a connection.
    window.addEventListener("pagehide", () => this.close());
    window.addEventListener("pageshow", (event) => event.persisted && this.connect("reconnecting"));
  }

  close() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.source?.close();
    this.source = null;
  }

  connect(state) {
    this.close();
    this.onState(this.failures >= PATIENCE ? "polling" : state, 0);
    const source = new EventSource(this.address);
    this.source = source;
    source.onopen = () => {
      const again = this.opened;
      this.opened = true;
      this.failures = 0;
      this.onState("live", 0);
      this.onOpen(again);
    };
    source.onerror = () => {
      if (source !== this.source) return;
      this.failures += 1;
      // CONNECTING: the browser tries again by itself. CLOSED: it has given up, the rest is ours.
      if (source.readyState === EventSource.CLOSED || this.failures >= PATIENCE) this.later();
      else this.onState(this.opened ? "reconnecting" : "connecting", 0);
    };
    for (const name of EVENTS) source.addEventListener(name, (event) => this.take(name, event));
  }

  take(name, event) {
    const job = JSON.parse(event.data);
    // A frame without an id (a detail) shows the stream's last id, which may be another job's.
    const cut = event.lastEventId.lastIndexOf(":");
    const ours = event.lastEventId.slice(0, cut) === job.id;
    const run = ours ? event.lastEventId.slice(cut + 1).split("-")[0] : null;
    pass(name, ours ? event.lastEventId : null, job);
    this.onFrame(job, { run, reset: name === "reset" });
  }

  /** Jittered, so that many consoles do not come back together. */
  later() {
    this.close();
    const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (this.failures - 1));
    const wait = Math.round(ceiling * (0.5 + Math.random() / 2));
    this.onState(this.failures >= PATIENCE ? "polling" : "reconnecting", wait);
    this.timer = setTimeout(() => this.connect("reconnecting"), wait);
  }

  hurry() {
    if (this.timer) this.connect("reconnecting");
  }
}
