// Uploading a file, as the hook's page has it.
import type React from "react";
import { useUploadFile } from "callsheet-hooks";

function FileUploader() {
  const { mutate: uploadFile, isPending, error } = useUploadFile();

  const handleFileChange = (e: React.ChangeEvent<HTMLInputElement>) => {
    const file = e.target.files?.[0];
    if (!file) return;

    uploadFile(file, {
      onSuccess: (result) => {
        if (result.success) {
          console.log('File uploaded:', result.data.downloadUrl);
          console.log('Expires at:', result.data.expiresAt);
        } else {
          console.error('Upload failed:', result.error);
        }
      }
    });
  };

  return (
    <div>
      <input
        type="file"
        onChange={handleFileChange}
        disabled={isPending}
        accept="image/*,video/*"
      />
      {isPending && <p>Uploading...</p>}
      {error && <p>Error: {error.message}</p>}
    </div>
  );
}

export { FileUploader };
