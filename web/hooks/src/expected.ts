// A task as the server is about to answer it, as far as that can be known before.
import { random } from "./keys.js";
import type { CreateGenerationTaskInput, GenerationTask } from "./types.js";

export function expectedOf({ promptId, providerParams }: CreateGenerationTaskInput): GenerationTask {
  const id = `not-yet-${random()}`;
  const now = new Date().toISOString();
  return {
    id,
    jobId: id,
    promptId,
    providerParams: { ...providerParams },
    service: providerParams.service ?? "KIE",
    model: providerParams.model,
    status: "PENDING",
    provider: "kie",
    isPreview: false,
    progress: 0,
    assets: [],
    credits: { charged: 0, refunded: 0 },
    createdAt: now,
    updatedAt: now,
    startedAt: null,
    completedAt: null,
    completedBy: null,
    stage: null,
    stageLabel: null,
    detail: null,
    waitingFor: null,
    externalTaskId: null,
    resultJson: null,
    failCode: null,
    failMsg: null,
    error: null,
    retryOf: null,
    prompt: null,
    providerCredits: null,
  };
}
