// The hook in a component, as its page has it.
import { useJobStatus } from 'callsheet-hooks'

function JobStatusComponent({ jobId }: { jobId: string }) {
  const {
    status,
    progress,
    error,
    isLoading,
    isCompleted,
    isFailed,
    isProcessing,
  } = useJobStatus(jobId, {
    useSSE: true, // Use Server-Sent Events (default)
    pollInterval: 2000, // Fallback polling interval
    onStatusChange: (status) => {
      console.log('Status changed:', status)
    },
    onComplete: (result) => {
      console.log('Job completed!', result)
      // Handle completion (e.g., show success message, download file)
    },
    onError: (error) => {
      console.error('Job failed:', error)
      // Handle error (e.g., show error message)
    },
  })

  if (isLoading) {
    return <div>Loading job status...</div>
  }

  return (
    <div>
      <div>Status: {status}</div>
      <div>Progress: {progress}%</div>
      {error && <div>Error: {error}</div>}
      {isCompleted && <div>Job completed successfully!</div>}
      {isProcessing && <div>Processing... {progress}%</div>}
    </div>
  )
}

export { JobStatusComponent };
