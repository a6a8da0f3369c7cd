// Wires the views and the live connection together.

import { Callsheet } from "/core/index.js";
import * as api from "./api.js";
import { confirmed } from "./ask.js";
import { at } from "./dom.js";
import { number } from "./format.js";
import { pass } from "./frames.js";
import { isBatch, isTransfer, milestoneOf, nameOf, pageOf } from "./kinds.js";
import { announce, say, sayConnection } from "./notices.js";
import { Paces } from "./pace.js";
import { Routes } from "./routes.js";
import { hasEnded, Store } from "./store.js";
import { viewsOf } from "./views.js";

const callsheet = new Callsheet();
const store = new Store();
const paces = new Paces();
const views = viewsOf(store, paces, { look, learn, forget, cancel, retry, drop, say, started, spent: refreshCredits });
const routes = new Routes(views);
const listeners = Object.values(views);

let unreached = false;
let learning = false;

/** An answer of the server; where it is news, it is heard like what the connection tells. */
function learn(job) {
  learning = true;
  callsheet.learn(job);
  learning = false;
}

function hear(event) {
  if (event.name === "refused") return refused(event);
  if (event.connectionLost) return; // at the server it goes on: that nobody answers is said in one place
  const { name, id } = event;
  if (!learning) pass(name, id, event.job);
  const before = store.get(event.job.id);
  const job = store.keep(event.job);
  if (isBatch(job) || isTransfer(job)) paces.note(job);
  for (const view of listeners) view.take(job, before);
  if (before) tellProgress(before, job);
  if (!before || hasEnded(before) !== hasEnded(job)) countSoon();
}

/** A job that is not there any more, or a server that tells this page nothing. */
function refused({ jobId, error }) {
  if (!jobId) say(error.message);
  else if (error.status === 404) forget(jobId);
}

function tellProgress(before, now) {
  if (!hasEnded(before) && hasEnded(now)) {
    announce(`${nameOf(now)} ${now.status}.`);
    refreshCredits();
  } else if (isBatch(now) && milestoneOf(now) > milestoneOf(before)) announce(`${nameOf(now)}: ${milestoneOf(now)} % done.`);
}

let counting = 0;

/** How many are under way, beside the word that leads to them. */
function countSoon() {
  counting ||= requestAnimationFrame(() => {
    counting = 0;
    const open = store.open().length;
    at("open-jobs").hidden = !open;
    at("open-jobs").textContent = number(open);
  });
}

/** The server is back. It tells of all jobs by itself; what a view has asked besides is asked again. */
async function refresh() {
  for (const view of listeners) view.refresh();
  if (!unreached) return;
  unreached = false;
  await readInfo().catch(() => (unreached = true));
}

/** It is gone. */
function forget(id) {
  const job = store.get(id);
  store.remove(id);
  callsheet.unlearn(id);
  if (job) for (const view of listeners) view.take(job);
  countSoon();
}

// What a person asks for

async function cancel(job) {
  learn(await api.cancelJob(job.id));
}

async function retry(job, token) {
  const next = await api.retryJob(job.id, token);
  learn(next);
  refreshCredits();
  return next;
}

/** Deletes an ended job and its files, if the person is sure. */
async function drop(job) {
  const words = "It goes for good, with all that was made.";
  if (!(await confirmed(`Delete ${nameOf(job)}?`, words, "Delete it", "Keep it"))) return;
  await api.deleteJob(job.id);
  forget(job.id);
}

/** Asks how one job stands; the job as it is known then. */
async function look(id) {
  learn(await api.getJob(id));
  return store.get(id);
}

function started(job, page = pageOf(job)) {
  learn(job);
  announce(`${nameOf(job)} has started.`);
  refreshCredits();
  location.hash = page;
}

// What the page says

/** What the page says before it knows the server is only a guess: prices and addresses are settings. */
async function readInfo() {
  const info = await api.getInfo();
  const url = new URL(info.temporalUiUrl, location.href);
  if (/^https?:$/.test(url.protocol)) {
    at("temporal").href = url.href;
    at("temporal").textContent = "Temporal UI";
  }
  views.home.learn({ info });
  views.generate.learn({ info });
}

let creditsTimer = 0;
function refreshCredits() {
  clearTimeout(creditsTimer);
  creditsTimer = setTimeout(async () => {
    try {
      const { balance } = await api.getCredits();
      at("credits").textContent = number(balance);
      views.home.learn({ credits: balance });
      views.generate.learn({ credits: balance });
    } catch {
      // The connection cell already says that the server is away.
    }
  }, 100);
}

const STATES = {
  idle: "Not connected",
  connecting: "Connecting…",
  live: "Live",
  reconnecting: "Reconnecting…",
  polling: `Not live; asking every ${callsheet.pace.pollMs / 1000} s`,
  lost: "No connection; trying again",
};
const REACHED = ["live", "polling"];
let wasReached = false;

function tellConnection(state, waitMs) {
  const before = at("connection").dataset.state;
  at("connection").dataset.state = state;
  const next = state === "reconnecting" && waitMs > 2000 ? ` next try in ${Math.round(waitMs / 1000)} s` : "";
  sayConnection(STATES[state] + next);
  if (!REACHED.includes(state) || REACHED.includes(before)) return;
  if (wasReached || unreached) refresh();
  wasReached = true;
  refreshCredits();
}

callsheet.onConnection(tellConnection);
callsheet.watchMine(hear);

routes.follow(false);
readInfo().catch(() => (unreached = true));
