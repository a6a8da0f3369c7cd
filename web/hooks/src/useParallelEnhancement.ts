// Several sizes of one photo at a time, each a job of its own, told of as one.
import { useCallback, useRef, useSyncExternalStore } from "react";
import type { JobStatus } from "./dialect.js";
import { Enhancements } from "./enhancements.js";
import { useNewest, useWatches } from "./following.js";
import { useCallsheet } from "./provider.js";
import type { EnhancementTier, PrismaJobStatus } from "./types.js";

export interface UseParallelEnhancementOptions {
  /** The image to enhance: the `imageId` that its upload was answered with. */
  imageId: string;
  /** Once for each start, when every job has ended; failed and cancelled ones are among them. */
  onAllComplete?: (jobs: JobStatus[]) => void;
  /** A job failed (`REFUNDED` included), or cannot be heard of any more. */
  onError?: (jobId: string, error: string) => void;
  /** Everything that happens to a job. */
  onJobUpdate?: (job: JobStatus) => void;
}

export interface UseParallelEnhancementReturn {
  /** Starts one job for each tier. Throws what the server refuses, with a `pointer` to the field. */
  startEnhancement: (tiers: EnhancementTier[]) => Promise<void>;
  jobs: JobStatus[];
  /** A job is pending or processing, or is just being started. */
  isProcessing: boolean;
  completedCount: number;
  /** `FAILED` and `REFUNDED`. */
  failedCount: number;
  /** Cancels every job at the server. */
  cancelAll: () => void;
  /** The same; resolves when the server has taken it. */
  cancelAllAsync: () => Promise<void>;
}

/**
 * Enhances one image to several tiers at once, and hears of all of them over the page's one connection.
 *
 * @example
 * const { startEnhancement, jobs, isProcessing, completedCount } = useParallelEnhancement({
 *   imageId,
 *   onAllComplete: (jobs) => console.log("All enhancements complete!", jobs),
 * });
 * // <button onClick={() => startEnhancement(["TIER_1K", "TIER_4K"])} disabled={isProcessing}>Enhance</button>
 */
export function useParallelEnhancement(options: UseParallelEnhancementOptions): UseParallelEnhancementReturn {
  const newest = useNewest(options);
  const kept = useEnhancements(options.imageId);
  const { jobs, isStarting } = useSyncExternalStore(kept.subscribe, kept.snapshot, kept.snapshot);

  useWatches(
    jobs.map((job) => job.jobId),
    (event) => {
      const changed = kept.take(event);
      if (!changed) return;
      const { onJobUpdate, onError, onAllComplete } = newest.current;
      onJobUpdate?.(changed);
      if (changed.error !== undefined) onError?.(changed.jobId, changed.error);
      if (kept.completesNow()) onAllComplete?.(kept.snapshot().jobs);
    },
  );

  const startEnhancement = useCallback((tiers: EnhancementTier[]) => kept.start(tiers), [kept]);
  const cancelAllAsync = useCallback(() => kept.cancel(), [kept]);
  const cancelAll = useCallback(() => {
    kept.cancel().catch((error: unknown) => console.error("Not everything could be cancelled:", error));
  }, [kept]);

  const count = (...words: PrismaJobStatus[]) => jobs.filter((job) => words.includes(job.status)).length;
  return {
    startEnhancement,
    jobs,
    isProcessing: isStarting || count("PENDING", "PROCESSING") > 0,
    completedCount: count("COMPLETED"),
    failedCount: count("FAILED", "REFUNDED"),
    cancelAll,
    cancelAllAsync,
  };
}

/** Those of one image at one server; another image has its own, and what it did before is not shown. */
function useEnhancements(imageId: string): Enhancements {
  const client = useCallsheet();
  const kept = useRef<Enhancements>(null);
  if (kept.current?.imageId !== imageId || kept.current.client !== client) {
    kept.current = new Enhancements(client, imageId);
  }
  return kept.current;
}
