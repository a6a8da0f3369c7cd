// A batch of images, live, with what failed in it.
import { useEffect, useRef, useState } from "react";
import { Refused } from "../../core/index.js";
import type { Callsheet } from "../../core/index.js";
import { ask } from "./asking.js";
import { batchProgress } from "./dialect.js";
import { useFollowing } from "./following.js";
import { useCallsheet } from "./provider.js";
import type { BatchError, BatchJobProgress } from "./types.js";

const BETWEEN_MS = 2000;

export interface UseBatchProcessorReturn {
  /** Null until something is known. */
  progress: BatchJobProgress | null;
  /** The batch is being followed; false once it has ended, however it did. */
  isPolling: boolean;
  /** Nobody answers just now; `progress` is as it was heard of last. */
  connectionLost: boolean;
  /** The server will not tell of this batch: it is not there, or not yours. */
  error: string | null;
}

interface Failures {
  errors: BatchError[];
  errorsTotal: number;
}

const NONE: Failures = { errors: [], errorsTotal: 0 };

/**
 * Follows a batch until it is completed, failed or cancelled. `null` is idle.
 *
 * @example
 * const { progress, isPolling } = useBatchProcessor(jobId);
 * return isPolling && progress && <progress value={progress.progress.processed} max={progress.progress.total} />;
 */
export function useBatchProcessor(jobId: string | null): UseBatchProcessorReturn {
  const { job, connectionLost, refusal, isOver } = useFollowing(jobId, () => {});
  const failed = job?.counts?.failed ?? 0;
  const { errors, errorsTotal } = useFailures(failed > 0 ? jobId : null, failed, isOver);
  return {
    progress: job && batchProgress(job, errors, errorsTotal),
    isPolling: jobId !== null && !isOver,
    connectionLost,
    error: refusal?.message ?? null,
  };
}

/** Asked for where there are more than before, though not more often than people can read; and at the end. */
function useFailures(jobId: string | null, failed: number, isOver: boolean): Failures {
  const client = useCallsheet();
  const [known, show] = useState({ jobId, ...NONE });
  const askedAt = useRef(-BETWEEN_MS);
  useEffect(() => {
    if (jobId === null) return;
    const stop = new AbortController();
    const wait = isOver ? 0 : BETWEEN_MS - (performance.now() - askedAt.current);
    const timer = setTimeout(() => {
      askedAt.current = performance.now();
      void look(client, jobId, stop.signal, (found) => show({ jobId, ...found }));
    }, wait);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [client, jobId, failed, isOver]);
  return known.jobId === jobId ? known : NONE;
}

/** Tries until it is answered: a hiccup of the network is no reason to show no reasons. */
async function look(client: Callsheet, jobId: string, signal: AbortSignal, found: (known: Failures) => void) {
  const path = { job_id: jobId };
  try {
    const { errors, errorsTotal } = await ask(client, "get", "/api/batch/annotations/{job_id}/status", {
      path,
      signal,
    });
    if (!signal.aborted) found({ errors, errorsTotal });
  } catch (error) {
    if (signal.aborted || (error instanceof Refused && !error.passing)) return;
    setTimeout(() => signal.aborted || void look(client, jobId, signal, found), BETWEEN_MS);
  }
}
