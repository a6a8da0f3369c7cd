// Which part of the page is shown: the address after `#` decides.

import { at } from "./dom.js";

const HOME = "home";
const ROUTES = [
  [/^#\/enhancement\/(.+)$/, "enhancement"],
  [/^#\/admin$/, "admin"],
  [/^#\/jobs(?:\?(.*))?$/, "overview"],
  [/^#\/batches$/, "batches"],
  [/^#\/batches\/new$/, "order"],
  [/^#\/batch\/(.+)$/, "batch"],
  [/^#\/documentaries$/, "documentaries"],
  [/^#\/documentary\/(.+)$/, "documentary"],
  [/^#\/playlists$/, "playlists"],
  [/^#\/playlist\/(.+)$/, "playlist"],
  [/^#\/datasets$/, "datasets"],
  [/^#\/dataset\/(.+)$/, "dataset"],
  [/^#\/export\/(.+)$/, "export"],
  [/^#\/import(?:\/(.+))?$/, "import"],
  [/^#\/transfer\/(.+)$/, "transfer"],
  [/^#\/gallery$/, "gallery"],
  [/^#\/gallery\/(.+)$/, "prompt"],
  [/^#\/generate(?:\/(.+))?$/, "generate"],
  [/^#\/generation\/(.+)$/, "generation"],
];
const NAMES = {
  enhancement: "Enhancement · Callsheet",
  admin: "Admin · Callsheet",
  home: "Photos · Callsheet",
  overview: "Jobs · Callsheet",
  batches: "Batches · Callsheet",
  order: "New batch · Callsheet",
  batch: "Batch · Callsheet",
  documentaries: "Documentaries · Callsheet",
  documentary: "Documentary · Callsheet",
  playlists: "My Playlists · Callsheet",
  playlist: "Playlist · Callsheet",
  datasets: "Datasets · Callsheet",
  dataset: "Dataset · Callsheet",
  export: "Export · Callsheet",
  import: "Import · Callsheet",
  transfer: "Import or export · Callsheet",
  gallery: "Gallery · Callsheet",
  prompt: "Prompt · Callsheet",
  generate: "Pictures and video · Callsheet",
  generation: "Generation · Callsheet",
};

export class Routes {
  /** `pages`: by view, `open(id, show)`, `close()`, and `turn(id)` for another id of the view that is open. */
  constructor(pages) {
    this.pages = pages;
    this.view = null;
    this.id = null;
    this.views = [...document.querySelectorAll("[data-view]")];
    addEventListener("hashchange", () => this.follow(true));
    // An anchor within the page would read as another view.
    at("skip").addEventListener("click", (event) => {
      event.preventDefault();
      at("main").focus();
    });
  }

  follow(moved) {
    const [view, id] = read(location.hash);
    if (view === this.view && id === this.id) return;
    if (view === this.view && this.pages[view].turns) return this.turn(id);
    this.pages[this.view]?.close();
    Object.assign(this, { view, id });
    at("main").ariaBusy = "true";
    if (moved || view !== HOME) this.show(null); // the first page is to be seen before its scripts are there
    for (const anchor of document.querySelectorAll("nav a")) {
      const here = anchor.dataset.for.split(" ").includes(view);
      if (here) anchor.setAttribute("aria-current", "page");
      else anchor.removeAttribute("aria-current");
    }
    document.title = NAMES[view];
    this.pages[view].open(id, () => this.ready(view));
    if (!moved) return;
    scrollTo(0, 0);
    at("main").focus({ preventScroll: true });
  }

  /** Its scripts are there. */
  ready(view) {
    this.show(view);
    at("main").ariaBusy = null;
  }

  show(view) {
    for (const place of this.views) place.hidden = place.dataset.view !== view;
  }

  /** Nobody has gone elsewhere: where they look and type stays. */
  turn(id) {
    this.id = id;
    this.pages[this.view].turn(id);
  }
}

/** What a view found out about itself, for the tab. */
export function nameTab(...words) {
  const title = [...words, "Callsheet"].filter(Boolean).join(" · ");
  if (document.title !== title) document.title = title;
}

function read(hash) {
  for (const [pattern, view] of ROUTES) {
    const found = pattern.exec(hash);
    if (found) return [view, found[1] ? plain(found[1]) : null];
  }
  return [HOME, null];
}

function plain(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
