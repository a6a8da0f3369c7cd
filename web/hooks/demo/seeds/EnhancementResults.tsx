// Display job results, as the hook's page has it.
import { useParallelEnhancement } from "callsheet-hooks";

function EnhancementResults() {
  const { startEnhancement, jobs, completedCount } = useParallelEnhancement({
    imageId: "image-123",
    onAllComplete: (jobs) => {
      const completed = jobs.filter((j) => j.status === "COMPLETED");
      console.log(`${completed.length} enhancements completed`);
    },
  });

  return (
    <div>
      <button onClick={() => startEnhancement(["TIER_1K", "TIER_2K", "TIER_4K"])}>
        Enhance
      </button>
      <div className="results">
        {jobs.map((job) => (
          <div key={job.jobId}>
            <h3>{job.tier}</h3>
            {job.status === "COMPLETED" && job.enhancedUrl && (
              <img
                src={job.enhancedUrl}
                alt={`Enhanced at ${job.tier}`}
                width={job.enhancedWidth}
                height={job.enhancedHeight}
              />
            )}
            {job.status === "FAILED" && <p className="error">{job.error}</p>}
          </div>
        ))}
      </div>
    </div>
  );
}

export { EnhancementResults };
