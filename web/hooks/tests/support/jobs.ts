// Jobs as the server tells them, for tests to fill in what they are about.
import type { Job } from "../../src/index.js";

const AT = "2030-01-01T00:00:00+00:00";
const INPUTS = {
  enhancement: { imageId: "image-123", imageName: "a.jpg", width: 8, height: 8, tier: "1k", engine: "quality" },
  annotation: { imageIds: [], totalItems: 4, effectiveConcurrency: 5, effectiveRateLimitPerMinute: null },
  import: { datasetId: "d", dataset: "people", format: "csv", fileName: "people.csv" },
  documentary: { topic: "Radiohead", playlistId: "p1" },
};

export function job(id: string, patch: Partial<Job> = {}): Job {
  const kind = (patch.kind ?? "enhancement") as keyof typeof INPUTS;
  return {
    id,
    kind,
    owner: "local",
    group: null,
    status: "pending",
    percent: 0,
    stage: null,
    stageLabel: null,
    detail: null,
    counts: null,
    milestone: null,
    etaMs: null,
    waitingFor: null,
    credits: { charged: 0, refunded: 0 },
    input: { notify: null, ...INPUTS[kind] } as unknown as Job["input"],
    result: null,
    error: null,
    attempt: 1,
    retryOf: null,
    createdAt: AT,
    startedAt: null,
    updatedAt: AT,
    completedAt: null,
    version: 0,
    links: { self: "", events: "", cancel: "", retry: "", temporal: "" },
    ...patch,
  };
}

export const ENHANCED = {
  url: "/v1/artifacts/abc",
  width: 1024,
  height: 768,
  bytes: 1,
  engine: "real",
  model: "m",
  scale: 2,
  reason: "",
  elapsedMs: 1,
} as unknown as Job["result"];

export const IMPORTED = { importedCount: 7, skippedCount: 2, totalRows: 9 } as unknown as Job["result"];

export const failed = (message: string): Partial<Job> => ({
  status: "failed",
  error: { code: "provider-refused", message, retryable: false },
});
