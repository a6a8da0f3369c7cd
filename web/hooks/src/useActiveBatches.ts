// The batches that are under way, asked for every so often while somebody looks.
import { useCallback, useEffect, useRef, useState } from "react";
import { ask } from "./asking.js";
import { cancelJob } from "./cancelling.js";
import { useCallsheet } from "./provider.js";
import type { ActiveBatch, BatchStats } from "./types.js";

interface Overview {
  jobs: ActiveBatch[];
  stats: BatchStats | null;
  /** Why what is shown may be old. */
  error: string | null;
}

export interface ActiveBatches extends Overview {
  refetch: () => Promise<void>;
  cancel: (jobId: string) => Promise<void>;
}

export function useActiveBatches(everyMs: number): ActiveBatches {
  const client = useCallsheet();
  const [known, show] = useState<Overview>({ jobs: [], stats: null, error: null });
  const asked = useRef<AbortController>(null);

  const refetch = useCallback(async () => {
    asked.current?.abort(); // an answer that was asked for earlier must not come later
    const { signal } = (asked.current = new AbortController());
    try {
      const [{ jobs }, stats] = await Promise.all([
        ask(client, "get", "/api/batch/annotations/active", { signal }),
        ask(client, "get", "/api/batch/annotations/stats", { signal }),
      ]);
      if (!signal.aborted) show({ jobs, stats, error: null });
    } catch (error) {
      if (!signal.aborted) show((before) => ({ ...before, error: wordsOf(error) }));
    } finally {
      if (asked.current?.signal === signal) asked.current = null;
    }
  }, [client]);

  useEffect(() => {
    void refetch();
    const look = () => asked.current || document.hidden || void refetch(); // a slow server is not asked twice
    const interval = setInterval(look, everyMs);
    return () => {
      clearInterval(interval);
      asked.current?.abort();
    };
  }, [refetch, everyMs]);

  const cancel = useCallback(
    async (jobId: string) => {
      try {
        await cancelJob(client, jobId);
        await refetch();
      } catch (error) {
        show((before) => ({ ...before, error: wordsOf(error) }));
      }
    },
    [client, refetch],
  );
  return { ...known, refetch, cancel };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
