// The words of the wire, read from the API's own document, under the names that people know them by.
import type { components } from "./openapi.js";

type Schemas = components["schemas"];

/** A job of any kind, as `/v1` tells it. */
export type Job = Schemas["Job"];

export type EnhancementTier = Schemas["EnhancementStarted"]["tier"];
/** How an enhancement stands. Failed reads `REFUNDED` where credits went back. */
export type PrismaJobStatus = Schemas["EnhancementStarted"]["status"];
/** How an import or export stands. */
export type TransferStatus = Schemas["Transfer"]["status"];
export type ImportResult = Schemas["ImportResult"];
export type ExportResult = Schemas["ExportResult"];

export type BatchError = Schemas["BatchStatus-Output"]["errors"][number];
/** How a batch stands: what its status route answers fits here, too. */
export type BatchJobProgress = Pick<
  Schemas["BatchStatus-Output"],
  | "jobId"
  | "status"
  | "progress"
  | "estimatedTimeRemaining"
  | "errors"
  | "errorsTotal"
  | "error"
  | "detail"
  | "waitingFor"
  | "startedAt"
  | "updatedAt"
  | "completedAt"
>;
export type CreateBatchJobRequest = Schemas["StartBatch"];
/** A batch in the list of those that are under way; one that waits has not started. */
export type ActiveBatch = Schemas["ActiveBatch"];
export type BatchStats = Schemas["BatchStats"];
/** The same for code that takes a start for granted. */
export type BatchJob = ActiveBatch & { startedAt: string };

export type DocumentaryRequest = Schemas["StartDocumentary"];
export type DocumentaryResult = Schemas["DocumentaryResult"];

export type GenerationTask = Schemas["Task"];
export type CreateGenerationTaskInput = Schemas["CreateTask"];
export type ProviderParams = CreateGenerationTaskInput["providerParams"];
export type KieImagen4Params = Schemas["KieImagen4Params"];
export type KieVeo3Params = Schemas["KieVeo3Params"];
export type KieMidjourneyParams = Schemas["KieMidjourneyParams"];
export type KieSora2Params = Schemas["KieSora2Params"];
export type UploadedFile = Schemas["Upload"];
