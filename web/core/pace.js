// How long to wait before trying again: growing, spread by chance, never less than the server asks for.

/** Ends early with the signal, and leaves no timer. @type {import("./types.js").Pace["sleep"]} */
function sleep(ms, signal) {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", over);
      resolve(undefined);
    };
    const timer = setTimeout(over, ms);
    signal.addEventListener("abort", over);
    if (signal.aborted) over();
  });
}

/** @type {import("./types.js").Pace} */
export const PACE = {
  firstMs: 1000,
  longestMs: 10_000,
  reconnects: 5,
  silenceMs: 45_000,
  openingMs: 5000,
  pollMs: 2000,
  jitter: (ms) => ms * (0.5 + Math.random() / 2),
  sleep,
};

/**
 * The wait before the next connection, after the first, second, ... failure in a row.
 * @param {import("./types.js").Pace} pace
 * @param {number} failures
 * @param {number} atLeastMs
 */
export function delayMs(pace, failures, atLeastMs) {
  const backoff = Math.min(pace.firstMs * 2 ** (failures - 1), pace.longestMs);
  return Math.max(pace.jitter(backoff), atLeastMs);
}
