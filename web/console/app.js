// Wires the views and the live connection together.

import * as api from "./api.js";
import { confirmed } from "./ask.js";
import { at } from "./dom.js";
import { number } from "./format.js";
import { isBatch, isTransfer, milestoneOf, nameOf, pageOf } from "./kinds.js";
import { Live } from "./live.js";
import { announce, say, sayConnection } from "./notices.js";
import { Paces } from "./pace.js";
import { Routes } from "./routes.js";
import { hasEnded, Store } from "./store.js";
import { viewsOf } from "./views.js";

const SILENCE_MS = 20_000;
const POLL_MS = 5000;

const store = new Store();
const paces = new Paces();
const views = viewsOf(store, paces, { look, learn: take, forget, cancel, retry, drop, say, started, spent: refreshCredits });
const routes = new Routes(views);
const listeners = Object.values(views);

let unreached = false;

function take(job, news) {
  const before = store.get(job.id);
  const now = store.take(job, news);
  if (!now) return;
  if (isBatch(now) || isTransfer(now)) paces.note(now);
  for (const view of listeners) view.take(now, before);
  if (before) tellProgress(before, now);
  if (!before || hasEnded(before) !== hasEnded(now)) countSoon();
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

// What was not heard

let refreshing = null;

/** Whether the server could be reached. */
function refresh() {
  refreshing ??= reload().finally(() => (refreshing = null));
  return refreshing;
}

async function reload() {
  for (const view of listeners) view.refresh();
  try {
    if (unreached) await readInfo();
    unreached = false;
    const { data } = await api.listJobs();
    data.forEach((job) => take(job));
    const listed = new Set(data.map((job) => job.id));
    await Promise.all(store.open().filter((job) => !listed.has(job.id)).map(lookAgain));
    return true;
  } catch {
    return false; // the connection cell says so, and the view that is open
  }
}

async function lookAgain({ id }) {
  try {
    take(await api.getJob(id));
  } catch (error) {
    if (error.status !== 404) throw error;
    forget(id);
  }
}

/** It is gone. */
function forget(id) {
  const job = store.get(id);
  store.remove(id);
  if (job) for (const view of listeners) view.take(job);
  countSoon();
}

// What a person asks for

async function cancel(job) {
  take(await api.cancelJob(job.id));
}

async function retry(job, token) {
  const next = await api.retryJob(job.id, token);
  take(next);
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
  take(await api.getJob(id));
  return store.get(id);
}

function started(job, page = pageOf(job)) {
  take(job);
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

const STATES = { connecting: "Connecting…", live: "Live", reconnecting: "Reconnecting…" };
let polling = 0;

function tellConnection(state, waitMs) {
  at("connection").dataset.state = state;
  if (state === "polling") {
    if (!polling) poll();
    return;
  }
  clearTimeout(polling);
  polling = 0;
  sayConnection(STATES[state] + (waitMs > 2000 ? ` next try in ${Math.round(waitMs / 1000)} s` : ""));
}

async function poll() {
  polling = setTimeout(poll, POLL_MS);
  const reached = await refresh();
  if (polling) sayConnection(reached ? `Not live; asking every ${POLL_MS / 1000} s` : "No connection; trying again");
}

new Live("/v1/events?mine=1", {
  onFrame: take,
  onState: tellConnection,
  onOpen: (again) => {
    if (again || unreached) refresh();
    refreshCredits();
  },
}).start();

// A connection can be dead without anyone noticing (a laptop that slept): ask for the jobs that are long silent.
setInterval(() => {
  if (at("connection").dataset.state !== "live" || document.hidden) return;
  for (const job of store.open(SILENCE_MS)) lookAgain(job).catch(() => {});
}, SILENCE_MS / 2);

routes.follow(false);
readInfo().catch(() => (unreached = true));
