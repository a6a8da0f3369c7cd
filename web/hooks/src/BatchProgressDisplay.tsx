// How a batch stands: its bar, its counts, the time that is left, and what failed.
import type { ReactNode } from "react";
import { ProgressBar } from "./ProgressBar.js";
import type { BatchError, BatchJobProgress } from "./types.js";

export interface BatchProgressDisplayProps {
  progress: BatchJobProgress;
}

/**
 * Shows what `useBatchProcessor`, or the status route, says of a batch. It brings class names and no style.
 *
 * @example
 * const { progress } = useBatchProcessor(jobId);
 * return progress && <BatchProgressDisplay progress={progress} />;
 */
export function BatchProgressDisplay({ progress }: BatchProgressDisplayProps): ReactNode {
  const { status, progress: stats, errors, errorsTotal, estimatedTimeRemaining, waitingFor, error } = progress;
  return (
    <div className="batch-progress">
      <div className="status-header">
        <h3>Batch Processing</h3>
        <span className={`status-badge ${status}`}>{status}</span>
      </div>
      <ProgressBar value={stats.percentage} label="Batch" />
      <dl className="stats-grid">
        <Stat label="Total" value={stats.total} />
        <Stat label="Processed" value={stats.processed} />
        <Stat label="Successful" value={stats.successful} kind="success" />
        <Stat label="Failed" value={stats.failed} kind="failed" />
      </dl>
      {waitingFor && <p className="waiting">{waitingFor}</p>}
      {error && <p className="error">{error}</p>}
      {estimatedTimeRemaining !== null && status === "processing" && (
        <div className="eta">Estimated time remaining: {Math.ceil(estimatedTimeRemaining / 1000)}s</div>
      )}
      {errors.length > 0 && <Errors errors={errors} total={errorsTotal} />}
    </div>
  );
}

function Stat({ label, value, kind }: { label: string; value: number; kind?: string }): ReactNode {
  return (
    <div className={kind ? `stat ${kind}` : "stat"}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Errors({ errors, total }: { errors: BatchError[]; total: number }): ReactNode {
  return (
    <details className="errors-section">
      <summary>Errors ({total})</summary>
      <ul>
        {errors.map(({ itemId, error, attemptNumber }) => (
          <li key={itemId}>
            <strong>Image {itemId}:</strong> {error} <span className="attempt-count">Attempt {attemptNumber}</span>
          </li>
        ))}
      </ul>
      {total > errors.length && (
        <p>
          The newest {errors.length} of {total}.
        </p>
      )}
    </details>
  );
}
