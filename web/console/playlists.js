// "My Playlists": every documentary that is done, and the page of one.

import { deletePlaylist, getPlaylist, listPlaylists } from "./api.js";
import { confirmed } from "./ask.js";
import { at, link, make, write } from "./dom.js";
import { clock, time } from "./format.js";
import { documentaryPage, isDocumentary, playlistPage } from "./kinds.js";
import { Programme } from "./programme.js";
import { nameTab } from "./routes.js";

const GONE = 404;

export class Playlists {
  constructor() {
    this.shown = false;
  }

  open() {
    this.shown = true;
    this.ask();
  }

  close() {
    this.shown = false;
  }

  /** A documentary that gets done becomes a playlist. */
  take(job, before) {
    if (this.shown && isDocumentary(job) && job.status === "completed" && before?.status !== "completed") this.ask();
  }

  async ask() {
    try {
      const { playlists } = await listPlaylists();
      at("playlists").replaceChildren(...playlists.map(row));
      at("playlists").hidden = !playlists.length;
      at("playlists-none").hidden = Boolean(playlists.length);
      write(at("playlists-problem"), "");
    } catch (error) {
      write(at("playlists-problem"), `The playlists could not be loaded. ${error.message}`);
    }
    at("playlists-loading").hidden = true;
  }
}

function row(playlist) {
  const { id, title, summary } = playlist;
  const name = make("p", { class: "line" }, make("a", { class: "name said", href: playlistPage(id) }, title ?? id));
  return make("li", {}, name, make("p", { class: "note" }, factsOf(playlist)), summary ? make("p", { class: "summary said" }, summary) : "", make("p", { class: "small" }, make("code", {}, id)));
}

function factsOf({ topic, ownerId, createdAt, durationSecs, audioUrl }) {
  const lasts = durationSecs && clock(durationSecs);
  return [topic, lasts, audioUrl ? "narrated" : "not narrated", createdAt && time(createdAt), ownerId && `for ${ownerId}`].filter(Boolean).join(" · ");
}

export class PlaylistPage {
  /** `say(words, tone)`. */
  constructor({ say }) {
    this.say = say;
    this.id = null;
    this.programme = new Programme(at("playlist-main"));
    at("playlist-delete").addEventListener("click", () => this.remove());
  }

  async open(id) {
    this.id = id;
    at("playlist-title").textContent = "Playlist";
    write(at("playlist-missing"), "Loading the playlist…");
    try {
      const { playlist } = await getPlaylist(id);
      if (id === this.id) this.draw(playlist);
    } catch (error) {
      if (id === this.id) write(at("playlist-missing"), error.status === GONE ? "This playlist is not there (any more)." : error.message);
    }
  }

  close() {
    this.id = null;
    this.programme.close();
    at("playlist-main").hidden = true;
    write(at("playlist-missing"), "");
  }

  draw(playlist) {
    this.title = playlist.title ?? playlist.id;
    write(at("playlist-missing"), "");
    at("playlist-title").textContent = this.title;
    nameTab(this.title);
    at("playlist-facts").textContent = factsOf(playlist);
    at("playlist-id").textContent = playlist.id;
    at("playlist-job").firstElementChild.textContent = playlist.jobId ?? "";
    link(at("playlist-job"), playlist.jobId ? documentaryPage(playlist.jobId) : "");
    this.programme.show(playlist);
    this.programme.element.hidden = false;
    at("playlist-main").hidden = false;
  }

  async remove() {
    const { id, title } = this;
    const words = `“${title}” goes from My Playlists for good. The job that made it stays in the list of jobs.`;
    if (!(await confirmed("Delete this playlist?", words, "Delete it", "Keep it"))) return;
    try {
      await deletePlaylist(id);
      this.say(`“${title}” is deleted.`, "news");
      if (id === this.id) location.hash = "#/playlists";
    } catch (error) {
      this.say(error.message);
    }
  }
}
