// A generation task in words: what is drawn or filmed, how that stands, what it cost.

import { number, plural } from "./format.js";
import { modelOf, promptOf, shapeOf, yieldOf } from "./models.js";
import { hasEnded } from "./store.js";

const UNKNOWN = "outcome-unknown";
const BRIEF = 90;
const SLUG = 60;
const NEAR = 0.05;

export const paramsOfJob = (job) => job.input?.providerParams ?? {};
export const promptIdOf = (job) => job.input?.promptId ?? "";
export const wordsOf = (job) => promptOf(paramsOfJob(job));
export const makesOf = (job) => job.input?.makes ?? yieldOf(paramsOfJob(job));
export const assetsOf = (job) => job.result?.assets ?? [];
export const isPreview = (job) => job.input?.provider === "procedural";

/** Whether nobody knows if its one paid call was accepted. */
export const isUnknown = (job) => (hasEnded(job) ? job.error?.code : job.waitingFor) === UNKNOWN;

/** The beginning of long words. */
export function brief(words, most = BRIEF) {
  const one = [...words.replace(/\s+/g, " ").trim()];
  return one.length > most ? `${one.slice(0, most - 1).join("")}…` : one.join("");
}

/** What pictures of these words are filed under, where nothing else is said. */
export function filedUnder(words) {
  const plain = words.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
  return [...plain].slice(0, SLUG).join("").replace(/^-+|-+$/g, "") || "untitled";
}

/** `4 pictures`. */
export const amountOf = ({ kind, number: count }) => plural(count, kind === "video" ? "video" : "picture");

/** `Imagen 4 · 4 pictures · 16:9`. */
export function factsOf(job) {
  const { input = {}, aspectRatio } = paramsOfJob(job);
  return [modelOf(paramsOfJob(job)).name, amountOf(makesOf(job)), input.aspect_ratio ?? aspectRatio].filter(Boolean);
}

/** How wide a tile is to its height: as was asked for, unless what came is clearly something else. */
export function ratioIn(job, asset) {
  const asked = shapeOf(paramsOfJob(job));
  const came = asset?.width && asset.height ? asset.width / asset.height : asked;
  return Math.abs(came / asked - 1) < NEAR ? asked : came;
}

/** Why it does not go on, as people say it. */
export function waitingOf(job) {
  if (hasEnded(job)) return "";
  if (job.waitingFor === "cancelling") return "Cancelling; what runs is being stopped.";
  if (isUnknown(job)) return "Outcome unknown: the provider's answer was lost.";
  return job.waitingFor || (job.status === "pending" ? "Waiting for its turn" : "");
}

/** Where a task failed: its code, and why. */
export function failureOf({ status, error }) {
  if (status === "cancelled") return { code: "cancelled", message: "The task was cancelled." };
  if (status !== "failed") return null;
  return { code: error?.code || "failed", message: error?.message || "It failed without saying why." };
}

/** What it cost here and at the provider, and how its end was learnt. */
export function accountOf({ credits, result }) {
  const refunded = credits?.refunded ? `, ${number(credits.refunded)} refunded` : "";
  const theirs = result?.providerCredits;
  return {
    Credits: credits?.charged ? number(credits.charged) + refunded : "",
    "Provider's credits": theirs === null || theirs === undefined ? "" : number(theirs),
    "Task at the provider": result?.externalTaskId,
    "Completed by": result?.completedBy,
  };
}

/** A picture that moves: no element of its own plays it. */
export const isMoving = ({ kind, mediaType }) => kind === "video" && mediaType.startsWith("image/");
