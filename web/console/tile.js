// One picture or video of a task: its place while it is made, itself when it is there, why not where it never will be.

import { here } from "./api.js";
import { make, write } from "./dom.js";
import { clock } from "./format.js";
import { assetsOf, brief, failureOf, isMoving, isUnknown, makesOf, ratioIn, waitingOf, wordsOf } from "./generations.js";
import { generationPage, nameOf } from "./kinds.js";
import { hasEnded } from "./store.js";

/** The tiles of one task, which stay the same elements while it goes on: nothing moves when a picture comes. */
export class Tiles {
  /** `enlarge(job, place)` shows one large. `whole`: what moves is played in its place. */
  constructor(enlarge, whole = false) {
    Object.assign(this, { enlarge, whole, tiles: [] });
  }

  /** Their elements, as the job stands. */
  draw(job) {
    const assets = assetsOf(job);
    const lost = Number(Boolean(failureOf(job)));
    const number = hasEnded(job) ? assets.length + lost : makesOf(job).number;
    while (this.tiles.length < number) this.tiles.push(new Tile(this.tiles.length, this));
    this.tiles.length = number;
    for (const tile of this.tiles) tile.draw(job, assets[tile.place], number - lost);
    return this.tiles.map(({ element }) => element);
  }
}

class Tile {
  constructor(place, { enlarge, whole }) {
    Object.assign(this, { place, enlarge, whole, told: "" });
    this.element = make("li", { class: "tile" });
  }

  draw(job, asset, of) {
    this.element.style.setProperty("--ratio", ratioIn(job, asset));
    const told = JSON.stringify([asset?.url, failureOf(job), job.id, of]);
    if (asset || failureOf(job)) {
      if (told === this.told) return;
      this.told = told;
      this.element.dataset.state = asset ? "there" : "lost";
      this.element.replaceChildren(...(asset ? this.shown(job, asset, of) : [lost(job)]));
      return;
    }
    this.told = "";
    if (this.element.dataset.state !== "waiting") {
      this.element.dataset.state = "waiting";
      this.waiting = new Waiting(job, this.place);
      this.element.replaceChildren(this.waiting.element);
    }
    this.waiting.draw(job);
  }

  shown(job, asset, of) {
    const words = `${brief(wordsOf(job))}${of > 1 ? `, ${this.place + 1} of ${of}` : ""}`;
    if (this.whole && asset.kind === "video" && !isMoving(asset)) return [film(asset, words)];
    const image = asset.thumbnailUrl || asset.mediaType.startsWith("image/") ? make("img", { loading: "lazy", decoding: "async", alt: words }) : firstFrame();
    const button = make("button", { type: "button", class: "enlarge", "aria-label": `Enlarge ${words}` }, image, this.whole ? "" : moves(asset));
    image.addEventListener("error", () => button.replaceWith(make("p", { class: "frame missing" }, "This file could not be loaded.")));
    image.src = here((this.whole && isMoving(asset)) || !asset.thumbnailUrl ? asset.url : asset.thumbnailUrl) + (image.muted ? "#t=0.01" : "");
    button.addEventListener("click", () => this.enlarge(job, this.place));
    return [button];
  }
}

/** Says how the whole task stands in its first place; the others only keep theirs. */
class Waiting {
  constructor(job, place) {
    const name = nameOf(job);
    this.element = make("a", { class: "making", href: generationPage(job.id), "aria-label": `Open ${name}` });
    this.bar = make("progress", { max: "100", value: "0" });
    if (place) {
      this.element.append(make("span", { class: "figure place", "aria-hidden": "true" }, String(place + 1)), this.bar);
      this.bar.setAttribute("aria-hidden", "true");
      this.element.tabIndex = -1; // one way there is enough
      this.element.setAttribute("aria-hidden", "true");
    } else {
      this.far = make("span", { class: "figure far" });
      this.stage = make("span", { class: "stage said" });
      this.waits = make("span", { class: "waits said" });
      this.bar.setAttribute("aria-label", `Progress of ${name}`);
      this.element.append(make("span", { class: "telling" }, this.far, this.stage, this.waits), this.bar);
    }
  }

  draw(job) {
    this.bar.value = job.percent;
    this.element.classList.toggle("unknown", isUnknown(job));
    if (!this.far) return;
    this.far.textContent = isUnknown(job) ? "?" : `${job.percent} %`;
    write(this.stage, isUnknown(job) ? "Outcome unknown" : job.stageLabel ?? "");
    write(this.waits, isUnknown(job) ? "" : waitingOf(job));
  }
}

function lost(job) {
  const { code, message } = failureOf(job);
  const [mark, tone] = job.status === "cancelled" ? ["■", ""] : ["✕", "bad"];
  return make("a", { class: `lost ${tone}`, href: generationPage(job.id), title: message }, make("span", { class: "mark", "aria-hidden": "true" }, mark), make("b", { class: "said" }, code), job.status === "cancelled" ? "" : make("span", { class: "why said" }, message));
}

export function film({ url, thumbnailUrl, mediaType }, words) {
  const video = make("video", { controls: "", playsinline: "", loop: "", preload: thumbnailUrl ? "none" : "metadata", "aria-label": words });
  if (thumbnailUrl) video.poster = here(thumbnailUrl);
  video.append(make("source", { src: here(url), type: mediaType }));
  return video;
}

/** Of a video without a picture of it. */
const firstFrame = () => Object.assign(make("video", { preload: "metadata", tabindex: "-1" }), { muted: true });

function moves(asset) {
  if (asset.kind !== "video") return "";
  const lasts = asset.durationSecs ? clock(asset.durationSecs) : "";
  return make("span", { class: "moves" }, make("span", { "aria-hidden": "true" }, "▶"), lasts || "Video");
}
