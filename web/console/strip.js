// The timeline as something to look at: narration and songs to scale, and what each of them is.

import { make, write } from "./dom.js";
import { clock, plural, seconds } from "./format.js";
import { isSpoken, layOut, stretchOf, ticksOf } from "./timeline.js";

const SHORTEST_REM = 0.8;
const WIDEST_REM = 60; // a large window shows all at once
const FINEST = 40; // parts smaller than that are drawn wider, to be seen and pointed at
const EDGE_PX = 16;
const OVERLAP = 0.96; // a tick nearer to the end would leave the strip

export class Strip {
  /** `onPick(place)`. */
  constructor(onPick) {
    this.onPick = onPick;
    this.list = make("ol", { class: "blocks", "aria-label": "Timeline" });
    this.ruler = make("ol", { class: "ruler", "aria-hidden": "true" });
    this.scale = make("div", { class: "scale" }, this.list, this.ruler);
    this.words = make("p", { class: "tell" });
    this.note = make("span", { hidden: "" });
    const key = make("p", { class: "key note", "aria-hidden": "true" }, make("span", { class: "block", "data-type": "narration" }, "▶"), "narration ", make("span", { class: "block", "data-type": "song" }, "♪"), "song; widths are durations", this.note);
    this.reel = make("div", { class: "reel" }, this.scale);
    this.element = make("div", { class: "strip" }, this.reel, this.words, key);
    this.list.addEventListener("pointerleave", () => this.tell(this.current));
    this.list.addEventListener("focusout", () => this.tell(this.current));
  }

  show(timeline) {
    const laid = layOut(timeline);
    const spoken = timeline.filter(isSpoken).length;
    this.summary = `${plural(spoken, "passage")}, ${plural(timeline.length - spoken, "song")}: ${clock(laid.total)}, ${clock(laid.spoken)} of it narration`;
    this.told = timeline.map((item, place) => wordsOf(item, laid.spans[place]));
    this.blocks = timeline.map((item, place) => this.block(item, place, timeline.length));
    this.list.replaceChildren(...this.blocks.map((block, place) => slot(block, laid.spans[place])));
    this.ruler.replaceChildren(...ticksOf(laid.total).filter((at) => at <= laid.total * OVERLAP).map((at) => tick(at, laid.total)));
    write(this.note, stretchOf(laid) > FINEST ? "(the shortest are drawn wider)" : "");
    this.scale.style.minWidth = `${Math.min(WIDEST_REM, SHORTEST_REM * stretchOf(laid)).toFixed(1)}rem`;
    this.mark(null);
  }

  block(item, place, count) {
    const sort = isSpoken(item) ? "Narration" : "Song";
    const name = isSpoken(item) ? item.title : [item.title, item.artist].filter(Boolean).join(" by ");
    const does = isSpoken(item) && item.audioUrl ? "play" : "show";
    const label = `${place + 1} of ${count}, ${sort}: ${name}, ${seconds((item.durationSecs ?? 0) * 1000)}; ${does}`;
    const mark = make("span", { class: "mark" }, isSpoken(item) ? "▶" : "♪");
    const block = make("button", { type: "button", class: "block", "data-type": item.type, "aria-label": label }, mark, make("span", { class: "title said" }, item.title ?? ""));
    block.addEventListener("pointerenter", () => this.tell(place));
    block.addEventListener("focus", () => this.tell(place));
    block.addEventListener("click", () => {
      this.tell(place);
      this.onPick(place);
    });
    return block;
  }

  tell(place) {
    this.words.textContent = place === null ? this.summary : this.told[place];
  }

  /** What is heard now; null for nothing. */
  mark(place) {
    if (place !== null && place !== this.current) this.reveal(this.blocks[place]);
    this.current = place;
    this.blocks.forEach((block, other) => (other === place ? block.setAttribute("aria-current", "true") : block.removeAttribute("aria-current")));
    if (!this.list.contains(document.activeElement) && !this.list.matches(":hover")) this.tell(place);
  }

  /** On a small screen it moves along; the page itself stays where it is. */
  reveal(block) {
    const [shown, wanted] = [this.reel, block].map((one) => one.getBoundingClientRect());
    if (wanted.left < shown.left || wanted.right > shown.right) this.reel.scrollLeft += wanted.left - shown.left - EDGE_PX;
  }
}

function wordsOf(item, { from, secs }) {
  const name = isSpoken(item) ? ["Narration", item.title] : ["Song", item.title, item.artist];
  return [...name, clock(secs), `from ${clock(from)}`].filter(Boolean).join(" · ");
}

function slot(block, { secs }) {
  const place = make("li", {}, block);
  place.style.flexGrow = secs;
  return place;
}

function tick(at, total) {
  const mark = make("li", { class: "figure" }, clock(at));
  mark.style.left = `${(100 * at) / total}%`;
  return mark;
}
