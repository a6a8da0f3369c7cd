// Asking for one job again and again, where its stream does not get through or is not wanted.
import { useEffect } from "react";
import { Refused } from "../../core/index.js";
import type { Callsheet } from "../../core/index.js";
import type { WatchEvent } from "../../core/types.js";
import { ask } from "./asking.js";
import { hasEnded } from "./dialect.js";
import { useNewest } from "./following.js";
import { useCallsheet } from "./provider.js";
import type { Job } from "./types.js";

type Told = (event: WatchEvent) => void;

/** Asks at once and then every so often, until the job has ended; `null` asks nothing. */
export function usePolling(jobId: string | null, intervalMs: number, told: Told): void {
  const client = useCallsheet();
  const newest = useNewest(told);
  useEffect(() => {
    if (jobId === null) return;
    const stop = new AbortController();
    void poll(client, jobId, intervalMs, (event) => newest.current(event), stop.signal);
    return () => stop.abort();
  }, [client, jobId, intervalMs, newest]);
}

async function poll(client: Callsheet, jobId: string, intervalMs: number, told: Told, signal: AbortSignal) {
  while (!signal.aborted) {
    const event = await look(client, jobId, signal);
    if (signal.aborted) return;
    if (event) told(event);
    if (event && (event.name === "refused" || hasEnded(event.job as Job))) return;
    await pause(intervalMs, signal);
  }
}

/** What is to be told now; null where nobody answered, which is no news of the job. */
async function look(client: Callsheet, jobId: string, signal: AbortSignal): Promise<WatchEvent | null> {
  try {
    const job = await ask(client, "get", "/v1/jobs/{job_id}", { path: { job_id: jobId }, signal });
    const name = hasEnded(job) ? job.status : "update";
    return { name, job, id: null, connectionLost: false } as WatchEvent;
  } catch (error) {
    if (error instanceof Refused && !error.passing) return { name: "refused", jobId, error };
    return null;
  }
}

/** Ends early, and without a timer left, with the signal. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
