// Creating a task, as the hook's page has it.
import { useCreateGenerationTask } from "callsheet-hooks";

function GenerateButton({ promptId }: { promptId: string }) {
  const { mutate, isPending, error } = useCreateGenerationTask();

  const handleGenerate = () => {
    mutate(
      {
        promptId,
        providerParams: {
          service: 'KIE',
          model: 'IMAGEN4',
          apiModel: 'google/imagen4-fast',
          input: {
            prompt: 'A beautiful sunset',
            aspect_ratio: '16:9',
            num_images: '4'
          }
        }
      },
      {
        onSuccess: (result) => {
          if (result.success) {
            console.log('Task created:', result.data.id);
          } else {
            console.error('Error:', result.error);
          }
        }
      }
    );
  };

  return (
    <button onClick={handleGenerate} disabled={isPending}>
      {isPending ? 'Generating...' : 'Generate'}
    </button>
  );
}

export { GenerateButton };
