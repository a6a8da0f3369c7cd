// From the canonical job to the words that each family of hooks has always used.
import type { BatchError, BatchJobProgress, EnhancementTier, Job, PrismaJobStatus, TransferStatus } from "./types.js";

const WORDS = {
  pending: "PENDING",
  running: "PROCESSING",
  completed: "COMPLETED",
  failed: "FAILED",
  cancelled: "CANCELLED",
} as const satisfies Record<Job["status"], TransferStatus>;

const BATCH_WORDS = {
  pending: "pending",
  running: "processing",
  completed: "completed",
  failed: "failed",
  cancelled: "cancelled",
} as const satisfies Record<Job["status"], BatchJobProgress["status"]>;

const STAGES = ["identify", "plan", "search", "backup", "write", "save"];

export const CANCELLED = "Job was cancelled";

/** One tier of an enhancement. */
export interface JobStatus {
  jobId: string;
  tier: EnhancementTier;
  status: PrismaJobStatus;
  enhancedUrl?: string;
  enhancedWidth?: number;
  enhancedHeight?: number;
  error?: string;
  /** Percent, a whole number; 100 only when completed. */
  progress: number;
  /** What is being done, in words. */
  detail?: string;
  /** Why it does not move, in words. */
  waitingFor?: string;
  /** Nobody answers just now: `FAILED` is only how it looks from here, and is mended by the next answer. */
  connectionLost: boolean;
}

export function transferStatus(job: Job): TransferStatus {
  return WORDS[job.status];
}

/** Failed reads `REFUNDED` where credits went back. */
export function enhancementStatus(job: Job): PrismaJobStatus {
  return job.status === "failed" && job.credits.refunded > 0 ? "REFUNDED" : WORDS[job.status];
}

export function hasEnded(job: Job): boolean {
  return job.status !== "pending" && job.status !== "running";
}

/** Why it ended as it did; null while all is well. */
export function errorOf(job: Job): string | null {
  if (job.status === "cancelled") return CANCELLED;
  return job.error?.message ?? null;
}

export function enhancement(job: Job, tier: EnhancementTier): JobStatus {
  const made = job.status === "completed" && job.result && "width" in job.result ? job.result : null;
  return {
    jobId: job.id,
    tier,
    status: enhancementStatus(job),
    enhancedUrl: made?.url,
    enhancedWidth: made?.width,
    enhancedHeight: made?.height,
    error: job.status === "failed" ? (errorOf(job) ?? "The job failed.") : undefined,
    progress: job.percent,
    detail: job.detail ?? undefined,
    waitingFor: job.waitingFor ?? undefined,
    connectionLost: false,
  };
}

export function batchProgress(job: Job, errors: BatchError[], errorsTotal: number): BatchJobProgress {
  const { total = 0, processed = 0, succeeded = 0, failed = 0, skipped = 0 } = job.counts ?? {};
  const percentage = total ? Math.floor((100 * processed) / total) : 0;
  return {
    jobId: job.id,
    status: BATCH_WORDS[job.status],
    progress: { total, processed, successful: succeeded, failed, skipped, percentage },
    estimatedTimeRemaining: job.etaMs,
    errors,
    errorsTotal,
    error: job.error?.message ?? null,
    detail: job.detail,
    waitingFor: job.waitingFor,
    startedAt: job.startedAt,
    updatedAt: job.updatedAt,
    completedAt: job.completedAt,
  };
}

/** The number of a documentary's stage: 0 while it waits, 6 at the end. */
export function stageOf(job: Job): number {
  if (job.status === "completed") return STAGES.length;
  return STAGES.indexOf(job.stage ?? "") + 1;
}

/** The same answer with its links made whole, for pages that are not of the server's origin. */
export function withLinks<T>(answer: T, baseUrl: string): T {
  if (!baseUrl || answer === null || typeof answer !== "object") return answer;
  if (Array.isArray(answer)) return answer.map((one: unknown) => withLinks(one, baseUrl)) as T;
  const whole = Object.entries(answer).map(([name, value]: [string, unknown]) => {
    const isLink = /url$/i.test(name) && typeof value === "string" && value.startsWith("/");
    return [name, isLink ? baseUrl + value : withLinks(value, baseUrl)];
  });
  return Object.fromEntries(whole) as T;
}
