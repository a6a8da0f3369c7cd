// An import or export, live where a stream gets through and by asking where it does not.
import { useCancel } from "./cancelling.js";
import { transferStatus } from "./dialect.js";
import { useFollowing } from "./following.js";
import type { Standing } from "./following.js";
import { usePolling } from "./polling.js";
import { useConnection } from "./provider.js";
import type { ExportResult, ImportResult, Job, TransferStatus } from "./types.js";
import { wordsFor } from "./useJobStream.js";

/** What an import or an export leaves behind: an export has `fileUrl` and `fileName`, an import its counts. */
export type TransferResult = ImportResult & Partial<Omit<ExportResult, keyof ImportResult>>;

/** What `onStatusChange` is given; it reads as its status where a string is wanted. */
export interface StatusChange<Result> {
  jobId: string;
  status: TransferStatus;
  progress: number;
  error: string | null;
  result: Result | null;
  updatedAt: string;
  toString(): string;
}

export interface UseJobStatusOptions<Result = TransferResult> {
  /** Server-sent events; with `false` the job is asked for every `pollInterval`. */
  useSSE?: boolean;
  /** Milliseconds between two questions, where there is no stream. */
  pollInterval?: number;
  /** Once for each status. */
  onStatusChange?: (status: StatusChange<Result>) => void;
  /** Once. */
  onComplete?: (result: Result) => void;
  /** When it failed, or cannot be heard of any more. */
  onError?: (error: string) => void;
}

export interface UseJobStatusReturn<Result = TransferResult> {
  status: TransferStatus | null;
  /** Percent, 0 to 100. */
  progress: number;
  error: string | null;
  result: Result | null;
  /** Until the first status has come. */
  isLoading: boolean;
  isCompleted: boolean;
  isFailed: boolean;
  isCancelled: boolean;
  /** Pending or processing. */
  isProcessing: boolean;
  /** Nobody answers; the job goes on at the server, and is shown as failed until somebody does. */
  connectionLost: boolean;
  /** The canonical job, for all else: counts, time left, why it waits. */
  job: Job | null;
  /** Cancels the job at the server. */
  cancel: () => Promise<void>;
}

/**
 * Follows an import or export until it has ended: over the page's one stream, and by polling where that is refused,
 * blocked, or not wanted.
 *
 * @example
 * const { status, progress, error, result, isCompleted } = useJobStatus(jobId, {
 *   pollInterval: 2000,
 *   onComplete: (result) => console.log(`Imported ${result.importedCount} rows`),
 * });
 */
export function useJobStatus<Result = TransferResult>(
  jobId: string | null,
  options: UseJobStatusOptions<Result> = {},
): UseJobStatusReturn<Result> {
  const { useSSE = true, pollInterval = 2000 } = options;
  const cut = useConnection() === "reconnecting"; // the core polls by itself when it has tried for long enough
  const now = useFollowing(jobId, (next, before) => tell(next, before, options), useSSE);
  usePolling((cut || !useSSE) && !now.isOver ? jobId : null, pollInterval, now.take);
  const cancel = useCancel(jobId);
  return { ...shownAs<Result>(now, jobId), cancel };
}

function shownAs<Result>(now: Standing, jobId: string | null): Omit<UseJobStatusReturn<Result>, "cancel"> {
  const { job, connectionLost, refusal } = now;
  const status = statusOf(now);
  return {
    status,
    progress: job?.percent ?? 0,
    error: wordsFor(now),
    result: resultOf<Result>(job),
    isLoading: jobId !== null && job === null && refusal === null,
    isCompleted: status === "COMPLETED",
    isFailed: status === "FAILED" || refusal !== null,
    isCancelled: status === "CANCELLED",
    isProcessing: status === "PENDING" || status === "PROCESSING",
    connectionLost,
    job,
  };
}

function statusOf({ job, connectionLost }: Standing): TransferStatus | null {
  return job && (connectionLost ? "FAILED" : transferStatus(job));
}

/** A result is what its job's kind says it is; the caller names it. */
function resultOf<Result>(job: Job | null): Result | null {
  return (job?.result ?? null) as Result | null;
}

function tell<Result>(now: Standing, before: Standing, options: UseJobStatusOptions<Result>): void {
  const { job, connectionLost, refusal } = now;
  const status = statusOf(now);
  const words = wordsFor(now);
  if (job && status && status !== statusOf(before) && !refusal) {
    const { id, percent, updatedAt } = job;
    const told = { jobId: id, status, progress: percent, error: words, result: resultOf<Result>(job), updatedAt };
    options.onStatusChange?.({ ...told, toString: () => status });
  }
  if (refusal || connectionLost || status === "FAILED") options.onError?.(words ?? "The job failed.");
  else if (status === "COMPLETED") options.onComplete?.(resultOf<Result>(job) as Result);
}
