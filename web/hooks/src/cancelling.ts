// A cancel is the server's business: it stops the work, keeps what is done, and pays back what is not.
import { useCallback } from "react";
import { Refused } from "../../core/index.js";
import type { Callsheet } from "../../core/index.js";
import { ask } from "./asking.js";
import { useCallsheet } from "./provider.js";

/** Resolves when the server has taken the cancel; one that comes too late is none. */
export async function cancelJob(client: Callsheet, jobId: string): Promise<void> {
  try {
    await ask(client, "post", "/v1/jobs/{job_id}/cancel", { path: { job_id: jobId } });
  } catch (error) {
    if (!(error instanceof Refused && error.status === 409)) throw error;
  }
}

export function useCancel(jobId: string | null): () => Promise<void> {
  const client = useCallsheet();
  return useCallback(async () => {
    if (jobId !== null) await cancelJob(client, jobId);
  }, [client, jobId]);
}
