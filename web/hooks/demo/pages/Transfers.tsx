// The three examples of useJobStatus, on rows that are chosen here.
import { useCallsheet } from "callsheet-hooks";
import { useState } from "react";
import type { ComponentType } from "react";
import { Example } from "../parts/Example";
import { importRows, newDataset, rows } from "../parts/people";
import { useTrying } from "../parts/trying";
import { ExportJobProgress } from "../seeds/ExportJobProgress";
import exportSource from "../seeds/ExportJobProgress.tsx?raw";
import { ImportJobProgress } from "../seeds/ImportJobProgress";
import importSource from "../seeds/ImportJobProgress.tsx?raw";
import { JobStatusComponent } from "../seeds/JobStatusComponent";
import statusSource from "../seeds/JobStatusComponent.tsx?raw";

interface Props {
  title: string;
  says: string;
  source: string;
  of: ComponentType<{ jobId: string }>;
}

function ImportingPage({ title, says, source, of: Seed }: Props) {
  const client = useCallsheet();
  const [jobId, setJobId] = useState<string | null>(null);
  const { isTrying, problem, attempt } = useTrying();
  const take = (file: File) =>
    attempt(async () => setJobId(await importRows(client, file, await newDataset(client))));
  const needs = (
    <>
      <label className="button">
        Choose a CSV file
        <input type="file" accept=".csv" onChange={({ target }) => target.files?.[0] && void take(target.files[0])} />
      </label>
      <button type="button" disabled={isTrying} onClick={() => void take(rows(20_000))}>
        Take 20,000 rows
      </button>
      {problem && <p className="error">{problem}</p>}
    </>
  );
  return (
    <Example title={title} says={says} source={source} needs={needs}>
      {jobId && <Seed key={jobId} jobId={jobId} />}
    </Example>
  );
}

export function StatusPage() {
  const says = "The whole of the hook. Where a stream does not get through it asks every two seconds instead.";
  return <ImportingPage title="Status of a job" says={says} source={statusSource} of={JobStatusComponent} />;
}

export function ImportPage() {
  const says = "A bar while it runs, how many rows came in and how many were left out at the end.";
  return <ImportingPage title="Import with progress" says={says} source={importSource} of={ImportJobProgress} />;
}

export function ExportPage() {
  const client = useCallsheet();
  const [dataset, setDataset] = useState<string | null>(null);
  const [jobId, setJobId] = useState<string | null>(null);
  const { isTrying, problem, attempt } = useTrying();
  const fill = () =>
    attempt(async () => {
      const name = await newDataset(client);
      const job = await importRows(client, rows(5000), name);
      while ((await client.ask("GET", `/v1/jobs/${job}?wait=30`)).status === "running") continue;
      setDataset(name);
    });
  const start = () =>
    attempt(async () => {
      const body = { dataset, format: "csv" };
      setJobId((await client.ask("POST", "/api/import-export/export", { body })).jobId);
    });
  const needs = (
    <>
      <button type="button" disabled={isTrying} onClick={() => void fill()}>
        Make a dataset
      </button>
      <button type="button" disabled={isTrying || !dataset} onClick={() => void start()}>
        Export {dataset ?? "it"}
      </button>
      {problem && <p className="error">{problem}</p>}
    </>
  );
  const says = "The file opens by itself when it is done, and its link stays.";
  return (
    <Example title="Export with download" says={says} source={exportSource} needs={needs}>
      {jobId && <ExportJobProgress key={jobId} jobId={jobId} />}
    </Example>
  );
}
