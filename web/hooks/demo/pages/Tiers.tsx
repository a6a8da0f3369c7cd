// All that useParallelEnhancement tells, on one page: a bar for each tier, a way out, and what came of it.
import { ProgressBar, useParallelEnhancement } from "callsheet-hooks";
import type { JobStatus } from "callsheet-hooks";
import { useState } from "react";
import { Example } from "../parts/Example";
import { Photo } from "../parts/Photo";
import source from "./Tiers.tsx?raw";

export function TiersPage() {
  const [imageId, setImageId] = useState("");
  const says = "Three sizes of one photo at the same time, over one connection. Leave the page, break the network: nothing is lost.";
  return (
    <Example title="Three tiers, live" says={says} source={source} needs={<Photo chosen={setImageId} />}>
      {imageId && <Tiers imageId={imageId} />}
    </Example>
  );
}

function Tiers({ imageId }: { imageId: string }) {
  const { startEnhancement, jobs, isProcessing, completedCount, failedCount, cancelAll } = useParallelEnhancement({
    imageId,
    onAllComplete: (jobs) => console.log(`All ${jobs.length} have ended.`),
    onError: (jobId, error) => console.error(`${jobId}: ${error}`),
  });
  const start = () => startEnhancement(["TIER_1K", "TIER_2K", "TIER_4K"]).catch(console.error);
  return (
    <>
      <p className="buttons">
        <button type="button" className="first" onClick={() => void start()} disabled={isProcessing}>
          Enhance
        </button>
        <button type="button" onClick={cancelAll} disabled={!isProcessing}>
          Cancel all
        </button>
        <span className="counts">
          {completedCount} of {jobs.length} done{failedCount > 0 && `, ${failedCount} failed`}
        </span>
      </p>
      <div className="tiers">
        {jobs.map((job) => (
          <Tier key={job.jobId} job={job} />
        ))}
      </div>
    </>
  );
}

function Tier({ job }: { job: JobStatus }) {
  const { tier, status, progress, detail, waitingFor, error, connectionLost, enhancedUrl } = job;
  return (
    <section className="tier" data-job={job.jobId} data-status={status}>
      <h3>
        {tier.replace("TIER_", "")} <span className={`status-badge ${status.toLowerCase()}`}>{status}</span>
      </h3>
      <ProgressBar value={progress} label={tier} />
      <p className="detail">{connectionLost ? error : (error ?? waitingFor ?? detail ?? " ")}</p>
      {enhancedUrl && (
        <a href={enhancedUrl}>
          <img src={enhancedUrl} alt={`Enhanced at ${tier}`} width={job.enhancedWidth} height={job.enhancedHeight} />
        </a>
      )}
    </section>
  );
}
