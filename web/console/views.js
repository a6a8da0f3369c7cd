// All that the page shows, by view. A view's scripts and styles come when it is first opened.

import { make } from "./dom.js";
import { say } from "./notices.js";

/** What the first page and the overview do without; in this order, as later ones build on earlier ones. */
const SHEETS = ["documentary.css", "programme.css", "transfer.css", "gallery.css", "generate.css", "inside.css"];

/** `verbs`: `look(id)`, `learn(job)`, `cancel(job)`, `retry(job)`, `drop(job)`, `say(words, tone)`, `started(job, page)`. */
export function viewsOf(store, paces, verbs) {
  const onStarted = verbs.started;
  const rows = once(() => import("./rows.js").then(({ Rows }) => new Rows()));
  const large = once(() => import("./large.js").then(({ Large }) => new Large()));
  const show = (sequence, job, place) => large().then((open) => open.show(sequence, job, place));
  const seeing = { ...verbs, show };
  const makers = {
    home: () => import("./home.js").then(({ Home }) => new Home(store, verbs)),
    overview: () => import("./overview.js").then(({ Overview }) => new Overview(store, verbs)),
    admin: () => import("./admin.js").then(({ AdminPage }) => new AdminPage(store, paces, verbs)),
    enhancement: () => import("./enhancement.js").then(({ EnhancementPage }) => new EnhancementPage(store, verbs)),
    order: () => import("./batchform.js").then(({ BatchForm }) => new BatchForm({ onStarted })),
    batch: () => import("./batch.js").then(({ BatchPage }) => new BatchPage(store, paces, verbs)),
    batches: () => import("./batches.js").then(({ Batches }) => new Batches(store, paces, verbs)),
    dataset: () => Promise.all([import("./dataset.js"), rows()]).then(([{ DatasetPage }, shared]) => new DatasetPage(store, shared, verbs)),
    datasets: () => import("./datasets.js").then(({ Datasets }) => new Datasets(store, verbs)),
    documentary: () => import("./documentary.js").then(({ DocumentaryPage }) => new DocumentaryPage(store, verbs)),
    documentaries: () =>
      Promise.all([import("./documentaries.js"), import("./documentaryform.js")]).then(([{ Documentaries }, { DocumentaryForm }]) => {
        new DocumentaryForm({ onStarted });
        return new Documentaries(store, verbs);
      }),
    export: () => Promise.all([import("./exportform.js"), rows()]).then(([{ ExportForm }, shared]) => new ExportForm({ onStarted, filterOf: (id) => shared.filterOf(id) })),
    gallery: () => import("./gallery.js").then(({ Gallery }) => new Gallery(store, seeing)),
    generate: () => import("./generateform.js").then(({ GenerateForm }) => new GenerateForm({ look: verbs.look, onStarted })),
    generation: () => import("./prompt.js").then(({ GenerationPage }) => new GenerationPage(store, seeing)),
    import: () => import("./importform.js").then(({ ImportForm }) => new ImportForm({ onStarted })),
    playlist: () => import("./playlists.js").then(({ PlaylistPage }) => new PlaylistPage(verbs)),
    playlists: () => import("./playlists.js").then(({ Playlists }) => new Playlists()),
    prompt: () => import("./prompt.js").then(({ PromptPage }) => new PromptPage(store, seeing)),
    transfer: () => import("./transfer.js").then(({ TransferPage }) => new TransferPage(store, paces, verbs)),
  };
  const plain = ["home", "overview"];
  const views = Object.entries(makers).map(([name, build]) => [name, new View(build, plain.includes(name) ? () => null : styled)]);
  (globalThis.requestIdleCallback ?? setTimeout)(() => styled().catch(() => {}), { timeout: 2000 });
  return Object.fromEntries(views);
}

const styled = once(() => Promise.all(SHEETS.map(sheet)));

function sheet(href) {
  return new Promise((resolve, reject) => {
    const link = make("link", { rel: "stylesheet", href });
    link.addEventListener("load", resolve);
    link.addEventListener("error", () => {
      link.remove();
      reject(new Error(`${href} did not come.`));
    });
    document.head.append(link);
  });
}

/** Stands for a view before it is there. What it was told meanwhile it is told again, and it is open if it still should be. */
class View {
  constructor(build, styled) {
    Object.assign(this, { build: once(build), styled, view: null, wanted: null, facts: {} });
  }

  /** `show()` makes its place visible, once there is something to see. */
  async open(id, show) {
    const wanted = { id, show };
    this.wanted = wanted;
    try {
      await this.load();
    } catch {
      if (this.wanted === wanted) say("This page could not be loaded. Is the server running? It is tried again when it answers.");
      return;
    }
    if (this.wanted !== wanted) return;
    show();
    this.view.open?.(id);
  }

  async load() {
    if (this.view) return;
    const [view] = await Promise.all([this.build(), this.styled()]);
    if (!this.view) Object.assign(view, this.facts);
    this.view = view;
  }

  close() {
    this.wanted = null;
    this.view?.close?.();
  }

  /** Whether it can be turned to another id while it is open. */
  get turns() {
    return Boolean(this.view?.turn);
  }

  turn(id) {
    this.wanted.id = id;
    this.view.turn(id);
  }

  take(job, before) {
    this.view?.take?.(job, before);
  }

  /** The server is back: what did not come is asked for again. */
  refresh() {
    if (!this.wanted) return;
    if (this.view) this.view.refresh?.();
    else this.open(this.wanted.id, this.wanted.show);
  }

  /** What is known besides jobs: `info`, `credits`. */
  learn(facts) {
    Object.assign(this.facts, facts);
    if (this.view) Object.assign(this.view, facts);
  }
}

/** One promise for all; a failure is not kept. */
function once(build) {
  let made = null;
  return () => (made ??= build().catch((error) => {
    made = null;
    throw error;
  }));
}
