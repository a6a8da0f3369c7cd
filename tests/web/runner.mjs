// The client core under transcripts: a line of JSON on stdin is one run, a line on stdout what it made of it.
// `node runner.mjs <folder of the core>`

import { once } from "node:events";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { Callsheet } = await import(pathToFileURL(`${process.argv[2]}/index.js`));
const MOST_WAITS = 60;

const eventOf = ({ name, job, jobId, error, id }) =>
  name === "refused"
    ? `${jobId} refused ${error.status} ${error.code}`
    : `${job.id} ${name} v${job.version} ${job.percent}% ${id ? id.replace(`${job.id}:`, "") : "-"} ${job.detail ?? ""}`.trimEnd();

/** node hands on together what came apart. */
const torn = (bytes) => async (...asked) => {
  const response = await fetch(...asked);
  const tear = (chunk, out) => {
    for (let at = 0; at < chunk.length; at += bytes) out.enqueue(chunk.slice(at, at + bytes));
  };
  return new Response(response.body?.pipeThrough(new TransformStream({ transform: tear })), response);
};

async function run({ url, watch, pace, pieceBytes }) {
  const heard = { events: [], waits_ms: [], final: {}, gave_up: false };
  const over = new AbortController();
  const sleep = async (ms) => {
    heard.waits_ms.push(ms);
    heard.gave_up = heard.waits_ms.length > MOST_WAITS;
    if (heard.gave_up) over.abort();
    await new Promise(setImmediate);
  };
  const callsheet = new Callsheet({ baseUrl: url, pace: { ...pace, sleep }, fetch: pieceBytes ? torn(pieceBytes) : fetch });
  callsheet.onConnection((state) => state === "idle" && over.abort());
  for (const id of watch) callsheet.watch(id, (event) => heard.events.push(eventOf(event)));
  await once(over.signal, "abort");
  for (const job of watch.map((id) => callsheet.job(id)).filter(Boolean)) heard.final[job.id] = `${job.status} v${job.version} ${job.percent}%`;
  callsheet.close();
  await new Promise(setImmediate);
  const timers = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  return { ...heard, timers };
}

for await (const line of createInterface({ input: process.stdin })) console.log(JSON.stringify(await run(JSON.parse(line))));
