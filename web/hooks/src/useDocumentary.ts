// A music documentary, from its topic to something to listen to; it survives a reload of the page.
import { useCallback, useEffect, useRef, useState } from "react";
import { ask } from "./asking.js";
import { useCancel } from "./cancelling.js";
import { hasEnded, stageOf } from "./dialect.js";
import { useFollowing } from "./following.js";
import type { Standing } from "./following.js";
import { Keys } from "./keys.js";
import { useCallsheet } from "./provider.js";
import type { DocumentaryRequest, DocumentaryResult, Job } from "./types.js";
import { wordsFor } from "./useJobStream.js";

export interface UseDocumentaryOptions {
  /** A documentary that is under way, or done, to come back to. */
  jobId?: string;
  /** Where in `localStorage` to remember what was started, so that a reload comes back to it. */
  storageKey?: string;
  /** Every step: `stage`, `stageLabel`, `progress`, `detail`. */
  onProgress?: (step: DocumentaryStep) => void;
  /** Once. */
  onComplete?: (result: DocumentaryResult) => void;
  /** When it failed, was cancelled, or cannot be heard of any more. */
  onError?: (error: string) => void;
}

export interface DocumentaryStep {
  status: Job["status"] | null;
  /** 1 to 6; 0 while it waits. */
  stage: number;
  stageLabel: string;
  /** Percent. */
  progress: number;
  /** As in "Searching for track 3/5". */
  detail: string | null;
}

export interface UseDocumentaryReturn extends DocumentaryStep {
  /** Starts one and follows it; its job id. Throws what the server refuses: a third at a time is a 429. */
  generate: (request: DocumentaryRequest) => Promise<string>;
  /** Follows another one, or none. */
  follow: (jobId: string | null) => void;
  /** Cancels it at the server. */
  cancel: () => Promise<void>;
  /** Carries on where it failed, as a new job; its id. `accessToken` is needed again where there was one. */
  retry: (accessToken?: string) => Promise<string | null>;
  jobId: string | null;
  /** The playlist, its script, and where to listen to it. */
  result: DocumentaryResult | null;
  error: string | null;
  /** Being started, waiting, or under way. */
  isGenerating: boolean;
  isCompleted: boolean;
  /** Nobody answers; the documentary goes on at the server. */
  connectionLost: boolean;
  job: Job | null;
}

/**
 * Makes a documentary and follows its six stages.
 *
 * @example
 * const { generate, stageLabel, progress, detail, result } = useDocumentary({ storageKey: "documentary" });
 * // <button onClick={() => generate({ topic: "Radiohead", narrationTargetSecs: 180 })}>Generate</button>
 * // <ProgressBar value={progress} label={stageLabel} />
 * // {result?.data.audioUrl && <audio controls src={result.data.audioUrl} />}
 */
export function useDocumentary(options: UseDocumentaryOptions = {}): UseDocumentaryReturn {
  const client = useCallsheet();
  const [jobId, follow] = useRemembered(options);
  const [starting, setStarting] = useState(0);
  const keys = useRef(new Keys());
  const now = useFollowing(jobId, (next) => tell(next, options));

  const begin = useCallback(
    async (what: unknown, asked: (key: string) => Promise<{ jobId: string }>) => {
      setStarting((count) => count + 1);
      try {
        const begun = await keys.current.once(what, asked);
        follow(begun.jobId);
        return begun.jobId;
      } finally {
        setStarting((count) => count - 1);
      }
    },
    [follow],
  );
  const generate = useCallback(
    (body: DocumentaryRequest) =>
      begin(body, (idempotencyKey) => ask(client, "post", "/api/music-doc", { body, idempotencyKey })),
    [client, begin],
  );
  const retry = useCallback(
    async (accessToken?: string) => {
      if (jobId === null) return null;
      const question = { path: { job_id: jobId }, body: { accessToken } };
      return begin(["retry", jobId], () => ask(client, "post", "/v1/jobs/{job_id}/retry", question));
    },
    [client, begin, jobId],
  );
  return { ...shownAs(now, starting > 0), generate, follow, retry, cancel: useCancel(jobId), jobId };
}

/** The job that is followed, remembered where a reload finds it again. */
function useRemembered({ jobId, storageKey }: UseDocumentaryOptions) {
  const [followed, setFollowed] = useState<string | null>(jobId ?? null);
  useEffect(() => {
    const found = jobId ?? (storageKey ? localStorage.getItem(storageKey) : null);
    if (found) setFollowed(found);
  }, [jobId, storageKey]);
  const follow = useCallback(
    (next: string | null) => {
      setFollowed(next);
      if (storageKey && next) localStorage.setItem(storageKey, next);
      else if (storageKey) localStorage.removeItem(storageKey);
    },
    [storageKey],
  );
  return [followed, follow] as const;
}

function stepOf({ job }: Standing): DocumentaryStep {
  const label = job?.status === "completed" ? "Complete" : (job?.stageLabel ?? "Queued");
  return {
    status: job?.status ?? null,
    stage: job ? stageOf(job) : 0,
    stageLabel: label,
    progress: job?.percent ?? 0,
    detail: job?.detail ?? null,
  };
}

function shownAs(now: Standing, isStarting: boolean) {
  const { job, connectionLost, refusal } = now;
  const isOpen = job !== null && refusal === null && !hasEnded(job);
  return {
    ...stepOf(now),
    result: resultOf(job),
    error: errorWords(now),
    isGenerating: isStarting || isOpen,
    isCompleted: job?.status === "completed",
    connectionLost,
    job,
  };
}

function resultOf(job: Job | null): DocumentaryResult | null {
  return job?.result && "playlistId" in job.result ? job.result : null;
}

function errorWords(now: Standing): string | null {
  return now.connectionLost ? "Connection error. Check My Playlists" : wordsFor(now);
}

function tell(now: Standing, { onProgress, onComplete, onError }: UseDocumentaryOptions): void {
  const error = errorWords(now);
  const result = resultOf(now.job);
  if (error !== null) onError?.(error);
  else if (result) onComplete?.(result);
  else onProgress?.(stepOf(now));
}
