// Ends a connection that does not begin or falls silent; looks once after those of whom it told nothing.

export class Watchdog {
  /**
   * @param {AbortController} round
   * @param {import("./types.js").Pace} pace
   * @param {() => void} look
   */
  constructor(round, pace, look) {
    this.round = round;
    this.silenceMs = pace.silenceMs;
    this.timer = setTimeout(() => round.abort("opening"), pace.openingMs);
    this.looking = setTimeout(look, 2 * pace.openingMs);
  }

  heard() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.round.abort("silent"), this.silenceMs);
  }

  stop() {
    clearTimeout(this.timer);
    clearTimeout(this.looking);
  }
}
