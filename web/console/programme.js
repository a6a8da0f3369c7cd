// A documentary that is done: its timeline, its recordings, its words. The same for a job's result and a playlist.

import { make, write } from "./dom.js";
import { seconds } from "./format.js";
import { byline, passage, sources } from "./passages.js";
import { Player } from "./player.js";
import { Strip } from "./strip.js";
import { footnotesOf } from "./timeline.js";

export class Programme {
  constructor(parent) {
    this.told = "";
    this.passages = [];
    this.player = new Player((place, playing) => this.mark(place, playing));
    this.strip = new Strip((place) => this.pick(place));
    this.summary = make("p", { class: "summary said" });
    this.silence = make("p", { class: "waiting note said", hidden: "" });
    this.voice = make("p", { class: "note said", hidden: "" });
    this.author = make("p", { class: "author note said", hidden: "" });
    this.list = make("ol", { class: "passages sheet" });
    this.pages = make("ol", { class: "sources" });
    this.sources = make("section", {}, make("h3", {}, "Sources"), this.pages);
    const look = make("div", { class: "sheet look" }, this.summary, this.strip.element, this.player.element, this.silence, this.voice);
    this.element = make("div", { class: "programme", hidden: "" }, make("section", {}, make("h3", {}, "Timeline"), look), make("section", {}, make("h3", {}, "As it is told"), this.author, this.list), this.sources);
    parent.append(this.element);
  }

  /** `data`: summary, timeline, audioUrl, facts, narration. What is shown already is left as it is: it may play. */
  show(data) {
    const told = JSON.stringify(data);
    if (told === this.told) return;
    this.told = told;
    const { timeline = [], facts = [], summary, audioUrl, narration } = data;
    const notes = footnotesOf(timeline, facts ?? []);
    write(this.summary, summary ?? "");
    this.drawNarration(narration, audioUrl || timeline.some((item) => item.audioUrl));
    const author = byline(timeline);
    write(this.author, author);
    this.passages = timeline.map((item, place) => passage(item, notes, { signed: !author, onPlay: () => this.player.toggle(place) }));
    this.list.replaceChildren(...this.passages.map(({ element }) => element));
    this.pages.replaceChildren(...sources(notes));
    this.sources.hidden = !notes.size;
    this.timeline = timeline;
    this.strip.show(timeline);
    this.player.show(timeline, audioUrl);
    this.element.hidden = false;
  }

  get canBeHeard() {
    return !this.player.element.hidden;
  }

  /** From where it stands, the player in view. */
  listen() {
    this.player.element.scrollIntoView({ block: "center" });
    this.player.play();
  }

  close() {
    this.player.stop();
    this.element.hidden = true;
  }

  drawNarration(narration, heard) {
    const { reason, engine, voice, targetSecs, actualSecs, withinTarget } = narration ?? {};
    const why = reason ? `: ${reason}` : narration ? "." : "; the job that made it says why.";
    write(this.silence, heard ? "" : `Not narrated${why}`);
    const lasts = actualSecs && `${seconds(actualSecs * 1000)} of narration`;
    const asked = targetSecs && `${seconds(targetSecs * 1000)} were asked for${withinTarget === false ? ", which it misses" : ""}`;
    const by = [engine, voice && `voice “${voice}”`].filter(Boolean).join(", ");
    const facts = [lasts, asked, by && `spoken by ${by}`].filter(Boolean).join(" · ");
    write(this.voice, heard ? [facts, reason].filter(Boolean).join(". ") : "");
  }

  /** Plays narration; what cannot be played is shown in words. */
  pick(place) {
    if (this.timeline[place].audioUrl) this.player.toggle(place);
    else this.passages[place].element.focus();
  }

  mark(heard, playing) {
    this.strip.mark(heard);
    this.passages.forEach(({ element, playing: tell }, place) => {
      if (place === heard) element.setAttribute("aria-current", "true");
      else element.removeAttribute("aria-current");
      tell(playing && place === heard);
    });
  }
}
