// What a job's kind means for the words about it.

import { number, plural, seconds, within } from "./format.js";
import { brief, makesOf, wordsOf } from "./generations.js";
import { nameOfFormat, rowsOf } from "./transfers.js";

export const MARKS = { pending: "○", running: "▶", completed: "✓", failed: "✕", cancelled: "■" };
export const MILESTONES = [25, 50, 75, 100];

export const isEnhancement = (job) => job.kind === "enhancement";
export const isBatch = (job) => job.kind === "annotation";
export const isDocumentary = (job) => job.kind === "documentary";
export const isImport = (job) => job.kind === "import";
export const isExport = (job) => job.kind === "export";
export const isTransfer = (job) => isImport(job) || isExport(job);
export const isGeneration = (job) => job.kind === "generation";
export const enhancementPage = (id) => `#/enhancement/${encodeURIComponent(id)}`;
export const batchPage = (id) => `#/batch/${encodeURIComponent(id)}`;
export const documentaryPage = (id) => `#/documentary/${encodeURIComponent(id)}`;
export const playlistPage = (id) => `#/playlist/${encodeURIComponent(id)}`;
export const transferPage = (id) => `#/transfer/${encodeURIComponent(id)}`;
export const datasetPage = (id) => `#/dataset/${encodeURIComponent(id)}`;
export const importPage = (id) => `#/import/${encodeURIComponent(id)}`;
export const exportPage = (id) => `#/export/${encodeURIComponent(id)}`;
export const generationPage = (id) => `#/generation/${encodeURIComponent(id)}`;
/** Where its parameters are changed for another one. */
export const againPage = (id) => `#/generate/${encodeURIComponent(id)}`;
export const galleryPage = (promptId) => `#/gallery/${encodeURIComponent(promptId)}`;
export const totalOf = (job) => job.counts?.total ?? job.input?.totalItems ?? 0;

const SHORT = { annotation: "Batch", documentary: "Docu", import: "Import", export: "Export" };
const PAGES = { enhancement: enhancementPage, annotation: batchPage, documentary: documentaryPage, import: transferPage, export: transferPage, generation: generationPage };

/** Where a job has a page of its own, else "". */
export const pageOf = (job) => PAGES[job.kind]?.(job.id) ?? "";

const drawnOf = (job) => (makesOf(job).kind === "video" ? "Video" : "Image");
export const tierOf = (job) => (isGeneration(job) ? drawnOf(job) : SHORT[job.kind]) ?? job.input?.tier?.toUpperCase() ?? job.kind;

export function sourceOf(job) {
  const { topic, imageName, fileName, dataset } = job.input ?? {};
  if (isBatch(job)) return plural(totalOf(job), "image");
  if (isGeneration(job)) return brief(wordsOf(job));
  return (isExport(job) ? dataset : topic ?? imageName ?? fileName) ?? job.kind;
}

export function nameOf(job) {
  if (isDocumentary(job)) return `Documentary about ${sourceOf(job)}`;
  const plain = `${tierOf(job)} of ${within(sourceOf(job))}`;
  if (isImport(job)) return `${plain} into ${within(job.input?.dataset)}`;
  return isExport(job) ? `${plain} as ${nameOfFormat(job.input?.format)}` : plain;
}

/** What was asked of a documentary, in words; nothing about what was not said. */
export function wishesOf({ narrationTargetSecs: secs, narrate, market } = {}) {
  const spoken = narrate === false ? "not narrated" : secs && `${seconds(secs * 1000)} of narration`;
  return [spoken, market && `market ${market}`].filter(Boolean);
}

/** Items that a retry would try again: all that did not succeed. */
export const leftOver = (job) => (job.counts ? job.counts.total - job.counts.succeeded : totalOf(job));

export function canRetry(job) {
  if (["failed", "cancelled"].includes(job.status)) return !isBatch(job) || leftOver(job) > 0;
  return isBatch(job) && job.status === "completed" && leftOver(job) > 0;
}

/** The last milestone behind it; a frame that named one may have been overtaken, so the percent counts as well. */
export function milestoneOf(job) {
  const far = Math.max(job.percent, job.milestone ?? 0);
  return MILESTONES.findLast((mark) => mark <= far) ?? 0;
}

/** `470 of 1,000 · 10 failed`. */
export function countsOf(job) {
  const { counts } = job;
  if (!counts) return "";
  if (isTransfer(job)) return rowsOf(job);
  const parts = [`${number(counts.processed)} of ${number(counts.total)}`];
  if (counts.failed) parts.push(`${number(counts.failed)} failed`);
  if (counts.skipped) parts.push(`${number(counts.skipped)} skipped`);
  return parts.join(" · ");
}

/** The limits that bind a batch, as facts: its own wishes stand beside what its owner's tier makes of them. */
export function limitsOf(input) {
  const { concurrency: asked, effectiveConcurrency: most = asked, rateLimitPerMinute: wished } = input;
  const rate = "effectiveRateLimitPerMinute" in input ? input.effectiveRateLimitPerMinute : wished;
  const more = (wish, limit) => (wish && limit && wish > limit ? `, ${number(wish)} asked for` : "");
  return {
    Tier: input.tier,
    "At a time": most && plural(most, "image") + more(asked, most),
    Rate: rate ? `${number(rate)} a minute${more(wished, rate)}` : "no limit",
    Text: input.text === undefined ? "" : input.text ? "is read" : "is not read",
  };
}
