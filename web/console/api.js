// Calls to the server, and its refusals (RFC 9457 problem+json) as one kind of error.

export class Problem extends Error {
  constructor(status, body, retryAfter) {
    super(body.detail || body.title || `The server answered ${status}.`);
    this.name = "Problem";
    this.status = status;
    this.code = body.code || "";
    this.errors = body.errors ?? [];
    this.requestId = body.requestId || "";
    this.retryAfter = retryAfter;
  }
}

export class Unreachable extends Error {
  constructor() {
    super("The server cannot be reached. Is it running?");
    this.name = "Unreachable";
  }
}

/** A person stopped it. */
export class Stopped extends Error {}

/** `also`: a status that is an answer like any other. */
async function request(method, path, { body, headers = {}, read = JSON.parse, also = 0 } = {}) {
  let response;
  try {
    response = await fetch(path, { method, headers, body });
  } catch {
    throw new Unreachable();
  }
  if (!response.ok && response.status !== also) {
    const told = await response.json().catch(() => ({}));
    throw new Problem(response.status, told, Number(response.headers.get("Retry-After")) || 0);
  }
  return response.status === 204 ? null : read(await response.text());
}

/** Posts a form and says how many bytes are sent, which `fetch` does not. Throws `Stopped` after `signal`. */
function send(path, form, { onBytes, signal, read = JSON.parse }) {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open("POST", path);
    sending.upload.addEventListener("progress", ({ loaded, total }) => onBytes(loaded, total));
    sending.addEventListener("error", () => reject(new Unreachable()));
    sending.addEventListener("abort", () => reject(new Stopped()));
    sending.addEventListener("load", () => {
      try {
        if (sending.status < 400) return resolve(read(sending.responseText));
        reject(new Problem(sending.status, JSON.parse(sending.responseText), Number(sending.getResponseHeader("Retry-After")) || 0));
      } catch {
        reject(new Problem(sending.status, {}, 0));
      }
    });
    signal.addEventListener("abort", () => sending.abort());
    sending.send(form);
  });
}

/** JSON whose longer numbers stay as they are written: the rows of others have more digits than a number keeps here. */
function exact(text) {
  return JSON.parse(text, (_, value, told) => (typeof value === "number" && !Number.isSafeInteger(value) ? told?.source ?? value : value));
}

const path = encodeURIComponent;
const json = (body, headers = {}) => ({ headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) });

function listed(address, asked, read) {
  const given = Object.entries(asked).flatMap(([name, value]) => [value].flat().filter(Boolean).map((one) => [name, one]));
  return request("GET", `${address}?${new URLSearchParams(given)}`, { read });
}

/** `asked`: limit, cursor, group, kind, promptId. */
export const listJobs = (asked) => listed("/v1/jobs", { limit: 50, ...asked });
export const getJob = (id) => request("GET", `/v1/jobs/${path(id)}`);
export const getGroup = (group) => request("GET", `/v1/groups/${path(group)}`);
export const cancelJob = (id) => request("POST", `/v1/jobs/${path(id)}/cancel`);
export const getInfo = () => request("GET", "/v1/info");
export const getCredits = () => request("GET", "/v1/credits");
/** `asked`: job, limit, cursor. */
export const listLedger = (asked) => listed("/v1/credits/ledger", asked);

// For operators.

/** What is missing is told with a 503. */
export const getReadiness = () => request("GET", "/readyz", { also: 503 });
export const listOwners = () => request("GET", "/v1/owners");
export const setTier = (owner, tier) => request("PUT", `/v1/owners/${path(owner)}`, json({ tier }));
export const grantCredits = (owner, amount) => order("/v1/credits/grants", { owner, amount });
/** Of documentaries, in the words of `/api`. */
export const documentaryStats = () => request("GET", "/api/jobs/stats");

export function uploadImage(file) {
  const form = new FormData();
  form.append("file", file, file.name);
  return request("POST", "/api/images", { body: form });
}

const order = (address, body, headers) => request("POST", address, json(body, headers));

/** `accessToken` where a documentary needs one again. */
export const retryJob = (id, accessToken) => order(`/v1/jobs/${path(id)}/retry`, accessToken ? { accessToken } : {});

// `key` names a start, for a server that keeps keys: the same one again is not another start.
// `randomUUID` is missing where the page came over plain http from another machine.
export const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
const startJob = (kind, input, key) => order("/v1/jobs", { kind, input }, { "Idempotency-Key": key });

export const startEnhancement = (imageId, tiers, engine, key) => startJob("enhancement", { imageId, tiers, engine }, key);

// Batches. `input`: imageIds, and where they are given concurrency, rateLimitPerMinute, text.

export const startBatch = (input, key) => startJob("annotation", input, key);
export const estimateBatch = (input) => order("/api/batch/annotations/start?dry_run=true", input);
/** Says how many results were kept, which a job's own cancel does not. */
export const cancelBatch = (id) => request("POST", `/api/batch/annotations/${path(id)}/cancel`);
export const activeBatches = () => request("GET", "/api/batch/annotations/active");
export const batchStats = () => request("GET", "/api/batch/annotations/stats");

/** `asked`: outcome, limit, cursor. */
export const listItems = (id, asked) => listed(`/v1/jobs/${path(id)}/items`, asked);
export const listErrors = (id, asked) => listed(`/v1/jobs/${path(id)}/errors`, asked);
export const getFailures = (id) => request("GET", `/v1/jobs/${path(id)}/failures`);
export const getLineage = (id) => request("GET", `/v1/jobs/${path(id)}/lineage`);
export const results = (id, format) => `/v1/jobs/${path(id)}/results.${format}`;
export const lineageResults = (id) => `/v1/jobs/${path(id)}/lineage/results.jsonl`;

// Documentaries. `input`: topic, and where they are given prompt, narrationTargetSecs, market, accessToken,
// narrate, queue.

export const startDocumentary = (input, key) => startJob("documentary", input, key);
export const getTimeline = (id, cursor) => listed(`/v1/jobs/${path(id)}/timeline`, { limit: 200, cursor });
export const listPlaylists = () => request("GET", "/api/playlists");
export const getPlaylist = (id) => request("GET", `/api/playlists/${path(id)}`);
export const deletePlaylist = (id) => request("DELETE", `/api/playlists/${path(id)}`);

// Datasets, and the rows that come in from files and go out to them.

/** `asked`: limit, cursor. */
export const listDatasets = (asked) => listed("/v1/datasets", asked);
export const getDataset = (id) => request("GET", `/v1/datasets/${path(id)}`);
export const createDataset = (definition) => order("/v1/datasets", definition);
export const deleteDataset = (id) => request("DELETE", `/v1/datasets/${path(id)}`);
/** `asked`: search, where, columns, limit, cursor. */
export const listRows = (id, asked) => listed(`/v1/datasets/${path(id)}/rows`, asked, exact);

/** What a file is. `asked`: file, or the fileId of one that was sent; dataset, format, encoding, delimiter, sheet. */
export function inferFile(asked, watch) {
  const form = new FormData();
  for (const [name, value] of Object.entries(asked)) if (value) form.append(name, value);
  const read = (text) => ({ ...JSON.parse(text), rows: exact(text).rows });
  return send("/v1/datasets/infer", form, { ...watch, read });
}

export const startImport = (input, key) => startJob("import", input, key);
export const startExport = (input, key) => startJob("export", input, key);
/** What was wrong with rows of an import. `asked`: limit, cursor. */
export const listFaults = (id, asked) => listed(`/api/import-export/jobs/${path(id)}/errors`, asked);
export const faults = (id) => `/api/import-export/jobs/${path(id)}/errors.jsonl`;

// Pictures and video from words. `input`: promptId, providerParams.

export const startGeneration = (input, key) => startJob("generation", input, key);
/** For operators: what became of a paid call. `verdict`: externalTaskId, or accepted: false. */
export const resolveGeneration = (id, verdict) => order(`/api/generation/tasks/${path(id)}/outcome`, verdict);
export const deleteJob = (id) => request("DELETE", `/v1/jobs/${path(id)}`);

/** A picture that tasks work from: uploadId, downloadUrl, expiresAt. */
export function uploadMedia(file, watch) {
  const form = new FormData();
  form.append("file", file, file.name);
  return send("/api/generation/uploads", form, { ...watch, read: (text) => JSON.parse(text).data });
}

/** Until when a file of ours can be fetched: a date, null where it does not end. Refused where it has. */
export async function endOf(url) {
  const response = await fetch(here(url), { method: "HEAD" }).catch(() => {
    throw new Unreachable();
  });
  if (!response.ok) throw new Problem(response.status, { detail: "This picture is no longer kept; choose it again." }, 0);
  const sunset = response.headers.get("Sunset");
  return sunset ? new Date(sunset) : null;
}

export const imageContent = (imageId) => `/api/images/${path(imageId)}/content`;

/** A server link as a path of this origin: links may name a public host that this page was not opened under. */
export function here(link) {
  const url = new URL(link, location.href);
  return url.pathname + url.search;
}
