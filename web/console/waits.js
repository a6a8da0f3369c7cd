// Why a job waits: what the house's words for it mean, and what would help.

import { make } from "./dom.js";
import { hasEnded } from "./store.js";

/** The words of the house (a test holds this against them), what they mean, what would help. One wait may have two reasons. */
const REASONS = [
  [/^cancelling$/, "Somebody has cancelled it. What runs is told at its next heartbeat; what was charged and is not delivered comes back.", "Nothing: it takes seconds. Where its worker is gone, it ends when one is back."],
  [/^outcome-unknown$|Its answer was lost/, "The provider was asked once, and its answer was lost: nobody knows whether it has taken the task. It is not asked twice, because both would be paid.", "Look for the task at the provider and name its id on this page, or say that it was not accepted. Else it waits until its deadline."],
  [/^Temporal cannot be reached/, "The API cannot reach Temporal, which runs the job. What stands here is what was known last.", "Bring Temporal back. Nothing is lost, and nobody needs to press anything: the job goes on by itself."],
  [/^Waiting to be started in Temporal/, "The job is accepted and written down; its start has not reached Temporal yet.", "Usually a moment. Else look whether the API runs and reaches Temporal: it keeps trying."],
  [/No worker is polling/, "Nobody is there to do it: no worker asks Temporal for work.", "Start a worker: python worker.py, or callsheet up, which has one. The job is taken up at once."],
  [/No worker has taken it up yet/, "Workers are there, but all their hands are full, or one has just died.", "Wait, or start another worker. What a dead one held is taken up when its heartbeat is missed."],
  [/^Number \d+ in the queue/, "Its owner may have only so many of these open at a time; it stands in line, in the order in which they came.", "Nothing: it starts when one before it ends. Cancel one of those to be quicker."],
  [/^The limit of \d+ calls a minute is used up|^The owner's calls per minute are used up/, "The owner's tier, or the batch itself, allows so many calls a minute.", "It goes on by itself at the time that is told. A higher tier binds from the next call on."],
  [/^The owner's other (batches use|work is using) all/, "The owner's tier allows so many calls at a time, and other jobs of theirs hold all of them.", "It goes on as they end. Cancel one of them, or give the owner a higher tier."],
  [/Trying again at [\d:]+ UTC$/, "What does the work has refused for now, or was too busy; nothing else is tried meanwhile.", "It is tried again at the time that is told. Where it stays like that, look at the provider."],
  [/^Attempt \d+ failed: .*Trying again/, "One attempt failed for a reason that may pass; Temporal tries again by itself, a little later each time.", "Usually nothing. Where attempts go on failing, the reason tells what to mend; cancel to stop trying."],
  [/^The provider takes \d+ new tasks in/, "The provider takes only so many new tasks at a time; this one is in line and has not been paid for yet.", "Nothing: its turn comes within seconds."],
  [/^Many tasks are being looked at/, "The task is at the provider; so many are being looked at that this one's turn comes later.", "Nothing: it is looked at again soon, and a callback of the provider is heard at once."],
  [/^The call may still be answered/, "The one paid call is under way, and its answer may still come.", "Nothing: it is waited for; what came of the call is written down by whoever made it."],
  [/^It has just been ordered/, "The provider has taken the task a moment ago.", "Nothing: it is looked at in a moment."],
  [/^Looking at the task failed/, "The task is paid for and at work; only the question how it stands was not answered.", "Nothing: it is asked again. Where it stays like that, look at the provider."],
  [/^In the queue of /, "The provider has the task and has not begun with it.", "Nothing here: its queue is its own."],
  [/ is at work on it$/, "The provider is making it.", "Nothing: it is looked at every few seconds, and a callback is heard at once."],
  [/^Another import has to end first/, "Imports into one dataset go one after the other, so that rows do not mix.", "It starts when the one before it ends. Cancel that one to be quicker."],
];
const OTHER = ["These are the words of what does the work.", "Usually nothing: it is tried again. Cancel it to stop."];
const TURN = ["It is accepted and waits for its turn.", "Nothing: it starts when a worker has a hand free."];
const MOVES = ["It moves: nothing holds it up.", ""];

/** `{ words, reasons: [[means, helps]] }` of a job that has not ended; no words where nothing holds it up. */
export function whyOf(job) {
  const words = job.waitingFor ?? "";
  const found = REASONS.filter(([pattern]) => pattern.test(words)).map(([, means, helps]) => [means, helps]);
  if (words) return { words, reasons: found.length ? found : [OTHER] };
  return job.status === "pending" ? { words: "Waiting for its turn", reasons: [TURN] } : { words: "", reasons: [MOVES] };
}

/** A section of the inside of a job. */
export class Waits {
  static title = "Why is it waiting?";
  static hint = (job) => whyOf(job).words;
  static isFor = (job) => !hasEnded(job);

  constructor(place) {
    this.place = place;
  }

  draw(job) {
    const { words, reasons } = whyOf(job);
    const told = JSON.stringify([words, reasons]);
    if (told === this.told) return;
    this.told = told;
    const said = words ? [make("p", { class: "said waiting" }, words)] : [];
    const facts = reasons.map(([means, helps]) => make("dl", { class: "reasons" }, ...fact("It means", means), ...(helps ? fact("What helps", helps) : [])));
    this.place.replaceChildren(...said, ...facts);
  }
}

const fact = (name, words) => [make("dt", {}, name), make("dd", {}, words)];
