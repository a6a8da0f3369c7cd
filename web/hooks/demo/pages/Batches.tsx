// A batch as the examples show it, and the operator's view of all of them.
import * as hooks from "callsheet-hooks";
import { useCallsheet } from "callsheet-hooks";
import { useMemo, useState } from "react";
import { Example } from "../parts/Example";
import { OffersContext } from "../parts/offers";
import { uploadSwatches } from "../parts/swatches";
import { useTrying } from "../parts/trying";
import { AdminBatchDashboard } from "../seeds/AdminBatchDashboard";
import dashboardSource from "../seeds/AdminBatchDashboard.tsx?raw";
import { BatchProcessingComponent } from "../seeds/BatchProcessingComponent";
import batchSource from "../seeds/BatchProcessingComponent.tsx?raw";
import { BatchProgressDisplay } from "../seeds/BatchProgressDisplay";

const UNKNOWN = ["no-such-image", "nor-this-one"];

function useBatch() {
  const client = useCallsheet();
  const [batchId, setBatchId] = useState<string | null>(null);
  const { isTrying, problem, attempt } = useTrying();
  const start = (count: number) =>
    attempt(async () => {
      const imageIds = [...(await uploadSwatches(client, count)), ...UNKNOWN];
      setBatchId((await client.ask("POST", "/api/batch/annotations/start", { body: { imageIds } })).jobId);
    });
  return { batchId, isTrying, problem, start, follow: setBatchId };
}

function Start({ count, batch }: { count: number; batch: ReturnType<typeof useBatch> }) {
  return (
    <>
      <button type="button" disabled={batch.isTrying} onClick={() => void batch.start(count)}>
        Annotate {count} pictures
      </button>
      <span className="hint">and two that are not there</span>
      {batch.problem && <p className="error">{batch.problem}</p>}
    </>
  );
}

export function BatchPage() {
  const batch = useBatch();
  const { progress } = hooks.useBatchProcessor(batch.batchId);
  const offers = useMemo(() => ({ batchId: batch.batchId }), [batch.batchId]);
  const says = "Live counts, the time that is left, and every image that failed with its reason.";
  const needs = (
    <>
      <Start count={40} batch={batch} />
      <label>
        or follow <input placeholder="a batch by its id" onChange={({ target }) => batch.follow(target.value || null)} />
      </label>
    </>
  );
  return (
    <Example title="A batch" says={says} source={batchSource} needs={needs}>
      <OffersContext.Provider value={offers}>
        <BatchProcessingComponent />
      </OffersContext.Provider>
      {progress && (
        <div className="pair">
          <section>
            <p className="cap">BatchProgressDisplay of the package</p>
            <hooks.BatchProgressDisplay progress={progress} />
          </section>
          <section>
            <p className="cap">The example's own</p>
            <BatchProgressDisplay progress={progress} />
          </section>
        </div>
      )}
    </Example>
  );
}

export function DashboardPage() {
  const batch = useBatch();
  const says = "Every batch that is under way, with its numbers and a way to end it.";
  return (
    <Example title="The dashboard" says={says} source={dashboardSource} needs={<Start count={40} batch={batch} />}>
      <p className="cap">AdminBatchDashboard of the package</p>
      <hooks.AdminBatchDashboard refreshInterval={2000} />
      <p className="cap">The example's own</p>
      <AdminBatchDashboard />
    </Example>
  );
}
