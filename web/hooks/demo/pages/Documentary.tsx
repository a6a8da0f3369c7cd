// From a topic to something to listen to, through six stages; a reload comes back to it.
import { ProgressBar, useDocumentary } from "callsheet-hooks";
import type { DocumentaryResult } from "callsheet-hooks";
import { useState } from "react";
import type { FormEvent } from "react";
import { Example } from "../parts/Example";
import source from "./Documentary.tsx?raw";

const STAGES = ["Identify", "Plan", "Search", "Backup", "Write", "Save"];

export function DocumentaryPage() {
  const [topic, setTopic] = useState("Radiohead");
  const film = useDocumentary({
    storageKey: "demo-documentary",
    onComplete: ({ data }) => console.log(`Done: ${data.title}`),
    onError: (error) => console.error(error),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    film.generate({ topic, narrationTargetSecs: 60 }).catch(console.error);
  };
  const needs = (
    <form onSubmit={submit}>
      <label>
        Topic <input value={topic} onChange={({ target }) => setTopic(target.value)} required />
      </label>
      <button type="submit" className="first" disabled={film.isGenerating}>
        Generate
      </button>
      <button type="button" onClick={() => void film.cancel()} disabled={!film.isGenerating}>
        Cancel
      </button>
    </form>
  );
  const says = "Six stages, each told as it happens. Close the page and come back: it goes on, and is found again.";
  return (
    <Example title="From a topic" says={says} source={source} needs={needs}>
      {film.jobId && (
        <div data-status={film.status}>
          <Steps stage={film.stage} isCompleted={film.isCompleted} />
          <ProgressBar value={film.progress} label={film.stageLabel} />
          <p className="detail">
            <strong>{film.stageLabel}</strong> {film.detail}
          </p>
          {film.error && <p className="error">{film.error}</p>}
          {film.result && <Programme result={film.result} />}
        </div>
      )}
    </Example>
  );
}

function Steps({ stage, isCompleted }: { stage: number; isCompleted: boolean }) {
  const standing = (number: number) => (isCompleted || number < stage ? "done" : number === stage ? "now" : "later");
  return (
    <ol className="steps">
      {STAGES.map((name, index) => (
        <li key={name} className={standing(index + 1)} aria-current={index + 1 === stage ? "step" : undefined}>
          {name}
        </li>
      ))}
    </ol>
  );
}

function Programme({ result: { data } }: { result: DocumentaryResult }) {
  return (
    <section className="programme">
      <h3>{data.title}</h3>
      <p>{data.summary}</p>
      {data.audioUrl && <audio controls src={data.audioUrl} />}
      <ol>
        {data.timeline.map((item, index) => (
          <li key={index} className={item.type}>
            {item.type === "song" ? `${item.title}, ${item.artist}` : item.text}
          </li>
        ))}
      </ol>
    </section>
  );
}
