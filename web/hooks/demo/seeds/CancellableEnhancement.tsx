// With cancellation, as the hook's page has it.
import { useParallelEnhancement } from "callsheet-hooks";

function CancellableEnhancement() {
  const { startEnhancement, cancelAll, isProcessing, jobs } = useParallelEnhancement({
    imageId: "image-123",
  });

  return (
    <div>
      <button onClick={() => startEnhancement(["TIER_1K", "TIER_2K"])}>
        Start Enhancement
      </button>
      <button onClick={cancelAll} disabled={!isProcessing}>
        Cancel All
      </button>
      <p>Status: {isProcessing ? "Processing..." : "Idle"}</p>
    </div>
  );
}

export { CancellableEnhancement };
