// Export job with download, as the hook's page has it.
import { useJobStatus } from 'callsheet-hooks'

function ExportJobProgress({ jobId }: { jobId: string }) {
  const { progress, status, isCompleted, result } = useJobStatus(jobId, {
    onComplete: (result) => {
      // Auto-download file when completed
      if (result?.fileUrl) {
        window.open(result.fileUrl, '_blank')
      }
    },
  })

  return (
    <div>
      <div>Exporting... {progress}%</div>
      {isCompleted && result?.fileUrl && (
        <a
          href={result.fileUrl}
          download={result.fileName}
          className="btn btn-primary"
        >
          Download {result.fileName}
        </a>
      )}
    </div>
  )
}

export { ExportJobProgress };
