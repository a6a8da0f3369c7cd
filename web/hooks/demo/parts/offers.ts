// Two examples leave out what begins their work. They get their hook from here, and the page does that for them.
import * as hooks from "callsheet-hooks";
import type { EnhancementTier, UseBatchProcessorReturn, UseParallelEnhancementOptions } from "callsheet-hooks";
import { createContext, useContext, useEffect } from "react";

export interface Offers {
  /** Is given what starts the example's jobs. */
  starts?: (start: (tiers: EnhancementTier[]) => Promise<void>) => void;
  /** The batch to follow where the example has none. */
  batchId?: string | null;
}

export const OffersContext = createContext<Offers>({});
export const ProgressBar = hooks.ProgressBar;

export function useParallelEnhancement(options: UseParallelEnhancementOptions) {
  const { starts } = useContext(OffersContext);
  const hook = hooks.useParallelEnhancement(options);
  const { startEnhancement } = hook;
  useEffect(() => starts?.(startEnhancement), [starts, startEnhancement]);
  return hook;
}

export function useBatchProcessor(jobId: string | null): UseBatchProcessorReturn {
  const { batchId = null } = useContext(OffersContext);
  return hooks.useBatchProcessor(jobId ?? batchId);
}
