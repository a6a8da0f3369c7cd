// Questions before something that cannot be taken back.

import { cancelBatch, deleteDataset } from "./api.js";
import { at } from "./dom.js";
import { number, plural, within } from "./format.js";

/** True where the person says so. */
export function confirmed(title, words, yes, no = "Go on") {
  const dialog = at("question");
  at("question-title").textContent = title;
  at("question-words").textContent = words;
  at("question-yes").textContent = yes;
  at("question-no").textContent = no;
  dialog.showModal();
  return new Promise((resolve) => {
    const heard = new AbortController();
    const answer = (sure) => {
      heard.abort();
      resolve(sure);
    };
    dialog.addEventListener("submit", ({ submitter }) => answer(submitter.value === "yes"), heard);
    // It comes late: by then another question may be open.
    dialog.addEventListener("close", () => dialog.open || answer(false), heard);
  });
}

/** Cancels a batch if the person is sure; the words about what was kept, or null where the batch goes on. */
export async function stopBatch(job, onSure) {
  const { total, processed, succeeded } = job.counts ?? { total: 0, processed: 0, succeeded: 0 };
  const words = `${number(processed)} of ${plural(total, "image")} are done, ${number(succeeded)} of them annotated. These are kept; the rest is skipped and can be retried.`;
  if (!(await confirmed("Cancel this batch?", words, "Cancel the batch"))) return null;
  onSure();
  const { kept } = await cancelBatch(job.id);
  return `Cancelled; ${plural(kept, "finished annotation")} kept.`;
}

/** Deletes a dataset if the person is sure; whether it is gone. */
export async function dropDataset({ id, name, rows }, say) {
  const words = `“${within(name)}” and its ${plural(rows, "row")} go for good. Imports into it that are under way fail; exports that have begun finish.`;
  if (!(await confirmed("Delete this dataset?", words, "Delete it", "Keep it"))) return false;
  try {
    await deleteDataset(id);
    say(`“${within(name)}” is deleted.`, "news");
    return true;
  } catch (error) {
    say(error.message);
    return error.status === 404;
  }
}
