// Every frame of the live connection as it came, for those who look into one job.

const listeners = new Set();

/** `listener({ name, id, job })`, until what it answers is called. */
export function onFrames(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** `id` is null where a frame has none of its own. */
export function pass(name, id, job) {
  for (const listener of listeners) listener({ name, id, job });
}
