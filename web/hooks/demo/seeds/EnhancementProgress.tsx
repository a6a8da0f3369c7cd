// With progress tracking, as the hook's page has it.
import { ProgressBar, useParallelEnhancement } from "../parts/offers";

function EnhancementProgress() {
  const { startEnhancement, jobs, isProcessing, completedCount, failedCount } =
    useParallelEnhancement({
      imageId: "image-123",
      onJobUpdate: (job) => {
        console.log(`Job ${job.jobId} updated:`, job.status);
      },
      onError: (jobId, error) => {
        console.error(`Job ${jobId} failed:`, error);
      },
    });

  const progress = jobs.length > 0 ? (completedCount / jobs.length) * 100 : 0;

  return (
    <div>
      <ProgressBar value={progress} />
      {jobs.map((job) => (
        <div key={job.jobId}>
          {job.tier}: {job.status}
        </div>
      ))}
      {failedCount > 0 && <p>Failed: {failedCount}</p>}
    </div>
  );
}

export { EnhancementProgress };
