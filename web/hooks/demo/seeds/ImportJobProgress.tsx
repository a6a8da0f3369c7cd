// Import job with progress, as the hook's page has it.
import { useState } from 'react'
import { useJobStatus } from 'callsheet-hooks'

function ImportJobProgress({ jobId }: { jobId: string }) {
  const { progress, status, error, isCompleted, result } = useJobStatus(jobId, {
    onComplete: (result) => {
      console.log('Import completed!', result)
      // Show success notification
      // Navigate to results page
    },
  })

  return (
    <div className="space-y-4">
      <div className="flex items-center justify-between">
        <span className="text-sm font-medium">Status: {status}</span>
        <span className="text-sm text-gray-500">{progress}%</span>
      </div>
      
      <div className="w-full bg-gray-200 rounded-full h-2">
        <div
          className="bg-blue-600 h-2 rounded-full transition-all duration-300"
          style={{ width: `${progress}%` }}
        />
      </div>

      {error && (
        <div className="text-red-600 text-sm">Error: {error}</div>
      )}

      {isCompleted && result && (
        <div className="text-green-600 text-sm">
          Imported {result.importedCount} rows
          {result.skippedCount > 0 && `, skipped ${result.skippedCount}`}
        </div>
      )}
    </div>
  )
}

export { ImportJobProgress };
