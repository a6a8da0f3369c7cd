// The batch hook in a component, as its page has it.
import { useState } from 'react';
import { useBatchProcessor } from '../parts/offers';

// Usage in component
function BatchProcessingComponent() {
  const [jobId, setJobId] = useState<string | null>(null);
  const { progress, isPolling } = useBatchProcessor(jobId);

  const startBatch = async (imageIds: string[]) => {
    const response = await fetch('/api/batch/annotations/start', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ imageIds })
    });
    const { jobId } = await response.json();
    setJobId(jobId);
  };

  return (
    <div>
      {isPolling && progress && (
        <div>
          <h3>Processing: {progress.progress.percentage}%</h3>
          <progress value={progress.progress.processed} max={progress.progress.total} />
          <p>
            {progress.progress.successful} successful,
            {progress.progress.failed} failed
          </p>
        </div>
      )}
    </div>
  );
}

export { BatchProcessingComponent };
