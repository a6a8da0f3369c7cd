// Basic usage, as the hook's page has it.
import { useParallelEnhancement } from "callsheet-hooks";

function MyComponent() {
  const { startEnhancement, jobs, isProcessing, completedCount } = useParallelEnhancement({
    imageId: "image-123",
    onAllComplete: (jobs) => {
      console.log("All enhancements complete!", jobs);
    },
  });

  const handleEnhance = async () => {
    await startEnhancement(["TIER_1K", "TIER_2K", "TIER_4K"]);
  };

  return (
    <div>
      <button onClick={handleEnhance} disabled={isProcessing}>
        Enhance All Tiers
      </button>
      <p>Processing: {isProcessing ? "Yes" : "No"}</p>
      <p>Completed: {completedCount}/{jobs.length}</p>
    </div>
  );
}

export { MyComponent };
