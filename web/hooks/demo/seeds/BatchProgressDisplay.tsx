// Real-time UI updates, as the batch page has them.
// BatchProgressDisplay.tsx
import React from 'react';
import { BatchJobProgress } from 'callsheet-hooks';

interface Props {
  progress: BatchJobProgress;
}

export function BatchProgressDisplay({ progress }: Props) {
  const { status, progress: stats, errors, estimatedTimeRemaining } = progress;

  return (
    <div className="batch-progress">
      <div className="status-header">
        <h3>Batch Processing</h3>
        <span className={`status-badge ${status}`}>{status}</span>
      </div>

      <div className="progress-bar-container">
        <div
          className="progress-bar"
          style={{ width: `${stats.percentage}%` }}
        />
      </div>

      <div className="stats-grid">
        <div className="stat">
          <label>Total</label>
          <value>{stats.total}</value>
        </div>
        <div className="stat">
          <label>Processed</label>
          <value>{stats.processed}</value>
        </div>
        <div className="stat success">
          <label>Successful</label>
          <value>{stats.successful}</value>
        </div>
        <div className="stat failed">
          <label>Failed</label>
          <value>{stats.failed}</value>
        </div>
      </div>

      {estimatedTimeRemaining && (
        <div className="eta">
          Estimated time remaining: {Math.ceil(estimatedTimeRemaining / 1000)}s
        </div>
      )}

      {errors.length > 0 && (
        <details className="errors-section">
          <summary>Errors ({errors.length})</summary>
          <ul>
            {errors.map((error, i) => (
              <li key={i}>
                <strong>Image {error.itemId}:</strong> {error.error}
                <span className="attempt-count">Attempt {error.attemptNumber}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
