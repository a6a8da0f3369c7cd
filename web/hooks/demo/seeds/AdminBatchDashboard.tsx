// The admin dashboard, as the batch page has it.
// AdminBatchDashboard.tsx
import React, { useState, useEffect } from 'react';
import { BatchJob } from 'callsheet-hooks';

export function AdminBatchDashboard() {
  const [activeJobs, setActiveJobs] = useState<BatchJob[]>([]);
  const [stats, setStats] = useState<any>(null);

  useEffect(() => {
    const fetchData = async () => {
      // Fetch active jobs
      const jobsResponse = await fetch('/api/batch/annotations/active');
      const jobsData = await jobsResponse.json();
      setActiveJobs(jobsData.jobs);

      // Fetch stats
      const statsResponse = await fetch('/api/batch/annotations/stats');
      const statsData = await statsResponse.json();
      setStats(statsData);
    };

    fetchData();
    const interval = setInterval(fetchData, 5000);

    return () => clearInterval(interval);
  }, []);

  const cancelJob = async (jobId: string) => {
    await fetch(`/api/batch/annotations/${jobId}/cancel`, {
      method: 'POST'
    });
  };

  return (
    <div className="admin-dashboard">
      <h2>Batch Processing Dashboard</h2>

      {stats && (
        <div className="stats-overview">
          <div className="stat-card">
            <h3>Active Jobs</h3>
            <p className="stat-value">{stats.activeJobs}</p>
          </div>
          <div className="stat-card">
            <h3>Total Processing</h3>
            <p className="stat-value">{stats.totalProcessing}</p>
          </div>
          <div className="stat-card">
            <h3>Total Successful</h3>
            <p className="stat-value">{stats.totalSuccessful}</p>
          </div>
          <div className="stat-card">
            <h3>Total Failed</h3>
            <p className="stat-value">{stats.totalFailed}</p>
          </div>
        </div>
      )}

      <div className="jobs-table">
        <h3>Active Jobs</h3>
        <table>
          <thead>
            <tr>
              <th>Job ID</th>
              <th>Status</th>
              <th>Progress</th>
              <th>Started</th>
              <th>Actions</th>
            </tr>
          </thead>
          <tbody>
            {activeJobs.map(job => (
              <tr key={job.id}>
                <td>{job.id.slice(0, 8)}...</td>
                <td>
                  <span className={`status-badge ${job.status}`}>
                    {job.status}
                  </span>
                </td>
                <td>
                  {job.processedItems}/{job.totalItems}
                  ({Math.round((job.processedItems / job.totalItems) * 100)}%)
                </td>
                <td>{new Date(job.startedAt).toLocaleString()}</td>
                <td>
                  <button onClick={() => cancelJob(job.id)}>
                    Cancel
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
