// One job of any kind, live.
import { CONNECTION_LOST } from "../../core/index.js";
import { useCancel } from "./cancelling.js";
import { enhancementStatus, errorOf } from "./dialect.js";
import { useFollowing } from "./following.js";
import type { Standing } from "./following.js";
import { useConnection } from "./provider.js";
import type { Job, PrismaJobStatus } from "./types.js";

export interface UseJobStreamOptions {
  /** Every state of the job, each once. */
  onUpdate?: (job: Job) => void;
  /** Once, with the job and its result. */
  onComplete?: (job: Job) => void;
  /** When it failed, or cannot be heard of any more. */
  onError?: (error: string) => void;
}

export interface UseJobStreamReturn {
  /** The newest that is known; null until something is. */
  job: Job | null;
  status: PrismaJobStatus | null;
  /** Percent. */
  progress: number;
  error: string | null;
  /** Until the first state has come. */
  isLoading: boolean;
  /** Live news get through just now. */
  isConnected: boolean;
  /** Nobody answers; the job goes on at the server, and is shown as failed until somebody does. */
  connectionLost: boolean;
  /** Cancels the job at the server. */
  cancel: () => Promise<void>;
}

/**
 * Follows one job, whatever its kind, until it has ended. `null` follows nothing.
 *
 * @example
 * const { job, status, progress, cancel } = useJobStream(jobId, { onComplete: (job) => console.log(job.result) });
 */
export function useJobStream(jobId: string | null, options: UseJobStreamOptions = {}): UseJobStreamReturn {
  const isConnected = useConnection() === "live";
  const { job, connectionLost, refusal } = useFollowing(jobId, (now) => tell(now, options));
  const cancel = useCancel(jobId);
  return {
    job,
    status: job && (connectionLost ? "FAILED" : enhancementStatus(job)),
    progress: job?.percent ?? 0,
    error: wordsFor({ job, connectionLost, refusal }),
    isLoading: jobId !== null && job === null && refusal === null,
    isConnected,
    connectionLost,
    cancel,
  };
}

/** What went wrong, in words; null while all is well. */
export function wordsFor({ job, connectionLost, refusal }: Standing): string | null {
  if (refusal) return refusal.message;
  if (connectionLost) return CONNECTION_LOST;
  return job && errorOf(job);
}

function tell(now: Standing, { onUpdate, onComplete, onError }: UseJobStreamOptions): void {
  const { job, connectionLost, refusal } = now;
  if (job && !connectionLost && !refusal) onUpdate?.(job);
  if (job?.status === "completed" && !refusal) onComplete?.(job);
  else if (refusal || connectionLost || job?.status === "failed") onError?.(wordsFor(now) ?? "The job failed.");
}
