// The recordings of a documentary: the whole narration, or one passage of it, in one player.

import { here } from "./api.js";
import { make, write } from "./dom.js";
import { cuesOf, heardAt, isSpoken } from "./timeline.js";

export class Player {
  /** `onMoment(place, playing)`: the item that is heard, null for none. */
  constructor(onMoment) {
    Object.assign(this, { onMoment, timeline: [], whole: null, place: null });
    this.audio = make("audio", { controls: "", preload: "metadata" });
    this.words = make("p", { class: "heard said" });
    this.problem = make("p", { class: "problem", role: "alert", hidden: "" });
    this.back = make("button", { type: "button", class: "plain", hidden: "" }, "Back to the whole narration");
    this.back.addEventListener("click", () => this.load(null));
    this.element = make("div", { class: "player" }, make("p", { class: "line" }, this.words, this.back), this.audio, this.problem);
    for (const name of ["play", "pause", "timeupdate", "seeked", "ended", "loadedmetadata"]) this.audio.addEventListener(name, () => this.tell());
    this.audio.addEventListener("error", () => this.fail());
  }

  /** `whole` is the recording of everything, where there is one. */
  show(timeline, whole) {
    Object.assign(this, { timeline, whole });
    this.element.hidden = !whole && !timeline.some((item) => item.audioUrl);
    const first = timeline.findIndex((item) => isSpoken(item) && item.audioUrl);
    if (!this.element.hidden) this.load(whole ? null : first);
  }

  /** One passage, or null for the whole. */
  load(place) {
    this.place = place;
    const item = this.timeline[place];
    write(this.problem, "");
    this.words.textContent = item ? `Passage: ${item.title}` : "The whole narration; songs are gaps in it";
    this.audio.setAttribute("aria-label", item ? `Passage: ${item.title}` : "The whole narration");
    this.back.hidden = !item || !this.whole;
    this.audio.src = here(item?.audioUrl ?? this.whole);
    this.tell();
  }

  /** Plays that passage from its start, or pauses it where it plays. */
  toggle(place) {
    if (this.place === place && !this.audio.paused) {
      this.audio.pause();
      return;
    }
    if (this.place !== place) this.load(place);
    this.audio.play().catch(() => {}); // `error` says why, another choice needs no words
  }

  play() {
    this.audio.focus({ preventScroll: true });
    this.audio.play().catch(() => {}); // as above
  }

  stop() {
    this.audio.pause();
  }

  tell() {
    const { audio, place, timeline } = this;
    const under = !audio.ended && (!audio.paused || audio.currentTime > 0);
    const heard = place ?? heardAt(cuesOf(timeline, audio.duration || 0), audio.currentTime);
    this.onMoment(under ? heard : null, place !== null && !audio.paused && !audio.ended);
  }

  fail() {
    if (this.audio.getAttribute("src")) write(this.problem, "This recording could not be loaded.");
    this.onMoment(null, false);
  }
}
