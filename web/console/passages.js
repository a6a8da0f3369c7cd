// What a documentary says, to read: passages with their footnotes, songs, and the pages that were read for it.

import { link, make } from "./dom.js";
import { clock, day } from "./format.js";
import { isSpoken, secsOf } from "./timeline.js";

/** Who wrote all of it, to be said once; "" where passages differ in that. */
export function byline(timeline) {
  const words = new Set(timeline.filter(isSpoken).map(writtenBy));
  return words.size === 1 ? [...words][0] : "";
}

/** One item; `onPlay()` where it can be played. `element`, and `playing(now)` for its button. */
export function passage(item, notes, { signed, onPlay }) {
  const head = make("div", { class: "head" }, make("span", { class: "mark", "aria-hidden": "true" }, isSpoken(item) ? "▶" : "♪"), make("h4", { class: "said" }, item.title ?? ""), make("span", { class: "figure" }, clock(secsOf(item))));
  const element = make("li", { "data-type": item.type, tabindex: "-1" }, head);
  element.append(...(isSpoken(item) ? spoken(item, notes, signed) : song(item)));
  if (!isSpoken(item) || !item.audioUrl) return { element, playing() {} };
  const play = make("button", { type: "button", class: "plain" });
  play.addEventListener("click", onPlay);
  head.append(play);
  const playing = (now) => {
    play.textContent = now ? "Pause" : "Play";
    play.setAttribute("aria-label", `${play.textContent} passage: ${item.title}`);
  };
  playing(false);
  return { element, playing };
}

function spoken(item, notes, signed) {
  const { text = "", sources = [] } = item;
  const marks = sources.map((id) => notes.get(id)).filter(Boolean).map(footnote);
  const paragraphs = text.split(/\n{2,}/).map((words) => make("p", { class: "said" }, words));
  if (marks.length) paragraphs.at(-1).append(" ", make("sup", {}, ...marks));
  const by = signed ? writtenBy(item) : "";
  return [...paragraphs, by && make("p", { class: "note said" }, by)].filter(Boolean);
}

function writtenBy({ source, note }) {
  const by = source === "template" ? "Composed from the facts by a template." : source ? `Written by ${source}.` : "";
  return [by, note].filter(Boolean).join(" ");
}

function footnote({ number, text, source }) {
  const mark = make("a", { target: "_blank", rel: "noopener noreferrer", title: text, "aria-label": `Source ${number}: ${text}` }, `[${number}]`);
  link(mark, source);
  return mark;
}

function song({ artist, album, year }) {
  const facts = [artist, album, year && String(year)].filter(Boolean);
  return facts.length ? [make("p", { class: "said" }, facts.join(" · "))] : [];
}

/** All footnotes in full. */
export function sources(notes) {
  return [...notes.values()].map(({ number, text, source, checkedOn }) => {
    const page = make("a", { class: "said", target: "_blank", rel: "noopener noreferrer" }, source ?? "");
    link(page, source ?? "");
    const read = checkedOn ? `read on ${day(checkedOn)}` : "";
    return make("li", { value: String(number) }, make("span", { class: "said" }, text), make("br"), make("span", { class: "note" }, page, page.hidden || !read ? "" : ", ", read));
  });
}
