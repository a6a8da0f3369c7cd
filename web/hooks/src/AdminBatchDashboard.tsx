// Every batch that is under way, with its numbers and a way to end it.
import { useState } from "react";
import type { ReactNode } from "react";
import type { ActiveBatch, BatchStats } from "./types.js";
import { useActiveBatches } from "./useActiveBatches.js";

export interface AdminBatchDashboardProps {
  /** Milliseconds between two looks. */
  refreshInterval?: number;
}

/**
 * An operator's view of all batches, or an owner's of their own. It brings class names and no style.
 *
 * @example
 * <AdminBatchDashboard refreshInterval={5000} />
 */
export function AdminBatchDashboard({ refreshInterval = 5000 }: AdminBatchDashboardProps): ReactNode {
  const { jobs, stats, error, cancel } = useActiveBatches(refreshInterval);
  return (
    <div className="admin-dashboard">
      <h2>Batch Processing Dashboard</h2>
      {error && (
        <p className="error" role="alert">
          {error}
        </p>
      )}
      {stats && <Totals stats={stats} />}
      <div className="jobs-table">
        <h3>Active Jobs</h3>
        <table>
          <thead>
            <tr>
              <th scope="col">Job ID</th>
              <th scope="col">Status</th>
              <th scope="col">Progress</th>
              <th scope="col">Started</th>
              <th scope="col">Actions</th>
            </tr>
          </thead>
          <tbody>
            {jobs.map((job) => (
              <Row key={job.id} job={job} cancel={cancel} />
            ))}
          </tbody>
        </table>
        {jobs.length === 0 && <p className="nothing">No batch is under way.</p>}
      </div>
    </div>
  );
}

function Totals({ stats }: { stats: BatchStats }): ReactNode {
  const cards: [string, number][] = [
    ["Active Jobs", stats.activeJobs],
    ["Total Processing", stats.totalProcessing],
    ["Total Successful", stats.totalSuccessful],
    ["Total Failed", stats.totalFailed],
  ];
  return (
    <div className="stats-overview">
      {cards.map(([title, value]) => (
        <div className="stat-card" key={title}>
          <h3>{title}</h3>
          <p className="stat-value">{value}</p>
        </div>
      ))}
    </div>
  );
}

function Row({ job, cancel }: { job: ActiveBatch; cancel: (jobId: string) => Promise<void> }): ReactNode {
  const [isCancelling, setCancelling] = useState(false);
  const { id, status, processedItems, totalItems, startedAt } = job;
  const percent = totalItems ? Math.round((processedItems / totalItems) * 100) : 0;
  const end = async () => {
    setCancelling(true);
    await cancel(id);
    setCancelling(false);
  };
  return (
    <tr>
      <td title={id}>{id.slice(0, 8)}...</td>
      <td>
        <span className={`status-badge ${status}`}>{status}</span>
      </td>
      <td>
        {processedItems}/{totalItems} ({percent}%)
      </td>
      <td>{startedAt ? new Date(startedAt).toLocaleString() : "waiting"}</td>
      <td>
        <button type="button" disabled={isCancelling} aria-label={`Cancel ${id}`} onClick={() => void end()}>
          {isCancelling ? "Cancelling" : "Cancel"}
        </button>
      </td>
    </tr>
  );
}
