// The three examples of the generation hooks, on a prompt of one's own.
import { useGenerationTasks } from "callsheet-hooks";
import { useId, useState } from "react";
import type { ReactNode } from "react";
import { Example } from "../parts/Example";
import { FileUploader } from "../seeds/FileUploader";
import uploadSource from "../seeds/FileUploader.tsx?raw";
import { GenerateButton } from "../seeds/GenerateButton";
import generateSource from "../seeds/GenerateButton.tsx?raw";
import { TaskList } from "../seeds/TaskList";
import listSource from "../seeds/TaskList.tsx?raw";

const FIRST = "sunsets";

function Prompt({ promptId, change }: { promptId: string; change: (promptId: string) => void }) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>Prompt id</label>
      <input id={id} value={promptId} onChange={({ target }) => change(target.value)} />
    </>
  );
}

export function ListPage() {
  const [promptId, change] = useState(FIRST);
  const says = "Asked for every three seconds while any task is PENDING, and not at all when none is.";
  return (
    <Example title="Tasks of a prompt" says={says} source={listSource} needs={<Prompt {...{ promptId, change }} />}>
      <TaskList promptId={promptId} />
      <Pictures promptId={promptId} />
    </Example>
  );
}

export function GeneratePage() {
  const [promptId, change] = useState(FIRST);
  const says = "The new task stands in the list from the click on; the list is asked for again when it was taken.";
  return (
    <Example title="Generate" says={says} source={generateSource} needs={<Prompt {...{ promptId, change }} />}>
      <GenerateButton promptId={promptId} />
      <TaskList promptId={promptId} />
      <Pictures promptId={promptId} />
    </Example>
  );
}

export function UploadPage() {
  const says = "A picture or video for tasks to work from; the link that it gets lives for three days.";
  return (
    <Example title="Upload" says={says} source={uploadSource}>
      <FileUploader />
    </Example>
  );
}

function Pictures({ promptId }: { promptId: string }): ReactNode {
  const { data: tasks } = useGenerationTasks(promptId);
  const assets = tasks?.flatMap((task) => task.assets) ?? [];
  return (
    <div className="gallery">
      {assets.map(({ url, kind, width, height }) =>
        kind === "image" ? (
          <img key={url} src={url} alt="" width={width ?? undefined} height={height ?? undefined} />
        ) : (
          <video key={url} src={url} controls muted />
        ),
      )}
    </div>
  );
}
