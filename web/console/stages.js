// The six stages of a documentary, and how each of them stands.

export const STAGES = {
  identify: "Identify the artist",
  plan: "Plan",
  search: "Search the tracks",
  backup: "Backup catalogue",
  write: "Write",
  save: "Save and narrate",
};
const ORDER = Object.keys(STAGES);
const OVER = new Set(["completed", "failed", "cancelled"]);

/** From 1; 0 before the first, 7 when all are done. */
export function stageNumber({ stage, status }) {
  return status === "completed" || stage === "complete" ? ORDER.length + 1 : ORDER.indexOf(stage) + 1;
}

export const countOf = (found) => (Array.isArray(found) ? found.length : found);

/** The playlist is there before it is narrated, and stays where narrating is cancelled or fails; its id, else "". */
export function savedAs({ stage, stageLabel, result, input }) {
  return result?.playlistId ?? (stage === "save" && stageLabel && stageLabel !== "Saving playlist" ? input?.playlistId : "");
}

/**
 * `changes` is what happened so far, in order. A state is `done`, `now`, `failed`, `cancelled`, `open` or
 * `unreached`; where nothing was heard of a stage that lies behind: `skipped` (not needed), `kept` (from the
 * job that this one retries) or `passed` (nobody knows how).
 */
export function stepsOf(job, changes) {
  const said = new Map();
  for (const one of [...changes, job]) if (one.stage in STAGES) said.set(one.stage, one);
  const far = stageNumber(job) || Math.max(0, ...[...said.keys()].map((stage) => ORDER.indexOf(stage) + 1));
  return ORDER.map((stage, place) => {
    const number = place + 1;
    const state = number < far ? behind(stage, said, job) : number === far ? atIt(job) : ahead(job);
    const { stageLabel: label = "", detail = "" } = said.get(stage) ?? {};
    return { number, name: STAGES[stage], state, label: label ?? "", detail: detail ?? "" };
  });
}

function behind(stage, said, { retryOf, result }) {
  if (said.has(stage)) return "done";
  const missing = countOf(result?.trackSearchResults?.missing);
  if (stage === "backup" && missing === undefined) return said.has("search") ? "skipped" : "passed";
  if (stage === "backup" && missing === 0) return "skipped";
  return retryOf ? "kept" : "passed";
}

const atIt = ({ status }) => (status === "failed" || status === "cancelled" ? status : "now");
const ahead = ({ status }) => (OVER.has(status) ? "unreached" : "open");
