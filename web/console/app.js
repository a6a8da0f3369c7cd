// Wires the form, the list of jobs and the live connection together.

import * as api from "./api.js";
import { confirmed } from "./ask.js";
import { at } from "./dom.js";
import { number } from "./format.js";
import { Board } from "./jobs.js";
import { isBatch, isTransfer, milestoneOf, nameOf, pageOf } from "./kinds.js";
import { Live } from "./live.js";
import { announce, say, sayConnection } from "./notices.js";
import { Paces } from "./pace.js";
import { Routes } from "./routes.js";
import { hasEnded, Store } from "./store.js";
import { UploadForm } from "./upload.js";
import { viewsOf } from "./views.js";

const SILENCE_MS = 20_000;
const POLL_MS = 5000;

const store = new Store();
const paces = new Paces();
const board = new Board(at("groups"), store, { cancel, retry, say });
const form = new UploadForm({ onStart: start });
const views = viewsOf(store, paces, { look, learn: take, cancel, retry, drop, say, started });
const routes = new Routes(views);
const listeners = Object.values(views).filter((view) => view.take);

let cursor = null;
let loaded = false;
let informed = false;

function take(job, news) {
  const before = store.get(job.id);
  const now = store.take(job, news);
  if (!now) return;
  if (isBatch(now) || isTransfer(now)) paces.note(now);
  board.show(now);
  listeners.forEach((page) => page.take(now, before));
  if (before) tellProgress(before, now);
  tellEmpty();
}

function tellProgress(before, now) {
  if (!hasEnded(before) && hasEnded(now)) {
    announce(`${nameOf(now)} ${now.status}.`);
    refreshCredits();
  } else if (isBatch(now) && milestoneOf(now) > milestoneOf(before)) announce(`${nameOf(now)}: ${milestoneOf(now)} % done.`);
}

// The list

async function loadPage(after) {
  const { data, nextCursor } = await api.listJobs({ cursor: after });
  const overlaps = data.some((job) => store.get(job.id));
  if (after || !loaded || !overlaps) cursor = nextCursor;
  loaded = true;
  data.forEach((job) => take(job));
  at("more").hidden = !cursor;
  await fillGroups(data);
  return data;
}

/** A retry is newer than what it retries: that may be on a later page, but belongs into the same group. */
async function fillGroups(jobs) {
  const torn = jobs.filter((job) => job.group && job.retryOf && !store.get(job.retryOf));
  for (const group of new Set(torn.map((job) => job.group))) {
    const { data } = await api.listJobs({ group, limit: 200 });
    data.forEach((job) => take(job));
  }
}

let refreshing = null;

/** Whether the server could be reached. */
function refresh() {
  refreshing ??= reload().finally(() => (refreshing = null));
  return refreshing;
}

async function reload() {
  let reached = true;
  try {
    if (!informed) await readInfo();
    const listed = new Set((await loadPage(null)).map((job) => job.id));
    await Promise.all(store.open().filter((job) => !listed.has(job.id)).map(lookAgain));
    at("unloaded").hidden = true;
  } catch (error) {
    reached = false;
    if (!loaded) {
      at("unloaded-why").textContent = error.message;
      at("unloaded").hidden = false;
    }
  }
  at("loading").hidden = true;
  tellEmpty();
  return reached;
}

async function lookAgain({ id }) {
  try {
    take(await api.getJob(id));
  } catch (error) {
    if (error.status !== 404) throw error;
    forget(id);
  }
}

function forget(id) {
  const job = store.get(id);
  store.remove(id);
  board.remove(id);
  listeners.forEach((view) => job && view.take(job));
  tellEmpty();
}

function tellEmpty() {
  at("empty").hidden = !loaded || store.jobs.size > 0;
}

// What a person asks for

async function start(order) {
  const { jobs } = await api.startEnhancement(order.imageId, order.tiers, order.engine, order.key);
  jobs.forEach((job) => take(job));
  board.reveal(jobs[0]);
  announce(jobs.length === 1 ? "One job started." : `${jobs.length} jobs started.`);
  refreshCredits();
}

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
  form.prices = info.prices.enhancement;
  views.generate.info = info;
  informed = true;
}

let creditsTimer = 0;
function refreshCredits() {
  clearTimeout(creditsTimer);
  creditsTimer = setTimeout(async () => {
    try {
      const { balance } = await api.getCredits();
      at("credits").textContent = number(balance);
      form.credits = balance;
      views.generate.credits = balance;
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
    if (again || !loaded) refresh();
    refreshCredits();
  },
}).start();

// A connection can be dead without anyone noticing (a laptop that slept): ask for the jobs that are long silent.
setInterval(() => {
  if (at("connection").dataset.state !== "live" || document.hidden) return;
  for (const job of store.open(SILENCE_MS)) lookAgain(job).catch(() => {});
}, SILENCE_MS / 2);

at("reload").addEventListener("click", refresh);
at("more").addEventListener("click", async () => {
  at("more").disabled = true;
  await loadPage(cursor).catch((error) => say(error.message));
  at("more").disabled = false;
});

refresh();
routes.follow(false);
