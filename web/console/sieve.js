// Which jobs are listed, as it stands in the address: `#/jobs?kind=import&kind=export&status=failed&owner=ada`. Pure.

import { nameOf } from "./kinds.js";

export const KINDS = { enhancement: "Photos", annotation: "Batches", documentary: "Documentaries", import: "Imports", export: "Exports", generation: "Pictures" };
export const STATUSES = ["pending", "running", "completed", "failed", "cancelled"];

/** `kind` and `status` any of several; `owner`, `group` one; `find` words of the name, or of the id. */
export function readSieve(hash) {
  const asked = new URLSearchParams(hash.split("?")[1] ?? "");
  const known = (name, words) => words.filter((word) => asked.getAll(name).includes(word));
  const [owner, group, find] = ["owner", "group", "find"].map((name) => asked.get(name)?.trim() ?? "");
  return { kind: known("kind", Object.keys(KINDS)), status: known("status", STATUSES), owner, group, find };
}

export function addressOf(sieve) {
  const said = Object.entries(sieve).flatMap(([name, value]) => [value].flat().filter(Boolean).map((one) => [name, one]));
  return said.length ? `#/jobs?${new URLSearchParams(said)}` : "#/jobs";
}

/** What the server is asked for; `find` is looked for in what it answers. */
export const askedOf = ({ kind, status, owner, group }) => ({ kind, status, owner, group });

export const isOpen = ({ kind, status, owner, group, find }) => !(kind.length || status.length || owner || group || find);

export function lets(sieve, job) {
  const { kind, status, owner, group, find } = sieve;
  if (kind.length && !kind.includes(job.kind)) return false;
  if (status.length && !status.includes(job.status)) return false;
  if ((owner && job.owner !== owner) || (group && job.group !== group)) return false;
  return !find || isNamed(job, find.toLowerCase());
}

const isNamed = (job, words) => job.id.toLowerCase().includes(words) || nameOf(job).toLowerCase().includes(words);

/** Newest first, the same in whatever order they are heard of. */
export const isNewer = (a, b) => a.createdAt > b.createdAt || (a.createdAt === b.createdAt && a.id > b.id);
