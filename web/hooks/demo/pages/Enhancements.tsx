// The four examples of useParallelEnhancement, on a photo that is chosen here.
import type { EnhancementTier } from "callsheet-hooks";
import { useCallback, useMemo, useRef, useState } from "react";
import type { ComponentType } from "react";
import { writtenFor } from "../parts/alias";
import { Example } from "../parts/Example";
import { Photo } from "../parts/Photo";
import { CancellableEnhancement } from "../seeds/CancellableEnhancement";
import cancelSource from "../seeds/CancellableEnhancement.tsx?raw";
import { MyComponent } from "../seeds/EnhancementBasic";
import basicSource from "../seeds/EnhancementBasic.tsx?raw";
import { EnhancementProgress } from "../seeds/EnhancementProgress";
import progressSource from "../seeds/EnhancementProgress.tsx?raw";
import { EnhancementResults } from "../seeds/EnhancementResults";
import resultsSource from "../seeds/EnhancementResults.tsx?raw";
import { OffersContext } from "../parts/offers";

interface Props {
  title: string;
  says: string;
  source: string;
  of: ComponentType;
}

function Page({ title, says, source, of: Seed }: Props) {
  const [imageId, setImageId] = useState<string | null>(null);
  const chosen = (id: string) => {
    writtenFor(id);
    setImageId(id);
  };
  return (
    <Example title={title} says={says} source={source} needs={<Photo chosen={chosen} />}>
      {imageId && <Seed key={imageId} />}
    </Example>
  );
}

export function BasicPage() {
  const says = "One call starts a job for each tier; the hook counts how many are done, and says once that all are.";
  return <Page title="Basic usage" says={says} source={basicSource} of={MyComponent} />;
}

export function ProgressPage() {
  const says = "The same with a bar for the whole and a line for each job. The button is the page's.";
  return <Page title="With progress tracking" says={says} source={progressSource} of={WithStart} />;
}

/** The example shows what goes on, and leaves out what begins it. */
function WithStart() {
  const start = useRef<(tiers: EnhancementTier[]) => Promise<void>>(null);
  const starts = useCallback((given: typeof start.current) => void (start.current = given), []);
  const offers = useMemo(() => ({ starts }), [starts]);
  const begin = () => start.current?.(["TIER_1K", "TIER_2K", "TIER_4K"]).catch(console.error);
  return (
    <OffersContext.Provider value={offers}>
      <button type="button" onClick={() => void begin()}>
        Enhance All Tiers
      </button>
      <EnhancementProgress />
    </OffersContext.Provider>
  );
}

export function CancelPage() {
  const says = "Cancel ends the work at the server, within a second, and pays back what was not delivered.";
  return <Page title="With cancellation" says={says} source={cancelSource} of={CancellableEnhancement} />;
}

export function ResultsPage() {
  const says = "Each picture stands here as soon as its own job is done.";
  return <Page title="With results" says={says} source={resultsSource} of={EnhancementResults} />;
}
