// The pictures that a task works from: dropped or chosen, sent at once, kept for three days; or an address elsewhere.

import { endOf, here, Stopped, uploadMedia } from "./api.js";
import { make, write } from "./dom.js";
import { takeDrops } from "./drop.js";
import { time } from "./format.js";
import { whatIsWrong } from "./picture.js";

const OURS = "/v1/artifacts/";

export class References {
  /** `spec.most(values)` of them, called `spec.names(values)`; a field like those of `modelfield.js`. */
  constructor(spec, id, onChange) {
    Object.assign(this, { spec, onChange, pictures: [], most: 1, names: [] });
    this.problem = make("p", { class: "problem", role: "alert", id: `${id}-error`, hidden: "" });
    this.input = make("input", { type: "file", multiple: "", accept: "image/png,image/jpeg,image/webp", id, "aria-describedby": `${id}-error` });
    this.hint = make("span", { class: "hint" });
    const invite = make("label", { class: "drop-label", for: id }, make("span", { class: "invite" }, make("strong", {}, "Drop pictures here"), " ", make("span", { class: "link" }, "or choose")), this.hint);
    this.drop = make("div", { class: "drop" }, this.input, invite);
    this.address = make("input", { type: "url", inputmode: "url", autocomplete: "off", spellcheck: "false", placeholder: "or the address of one on the web", "aria-label": "Address of a picture on the web" });
    this.add = make("button", { type: "button", class: "plain" }, "Add");
    this.elsewhere = make("p", { class: "elsewhere" }, this.address, this.add);
    this.list = make("ol", { class: "references" });
    this.element = make("fieldset", { class: "pictures" }, make("legend", {}, spec.label), this.list, this.drop, this.elsewhere, this.problem);
    takeDrops(this.drop, this.input, (files) => this.take([...files]));
    this.add.addEventListener("click", () => this.takeAddress());
    this.address.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // it would start the task
      this.takeAddress();
    });
  }

  /** Addresses, in order. */
  get value() {
    return this.pictures.map(({ url }) => url).filter(Boolean);
  }

  set value(urls) {
    this.pictures.forEach((picture) => picture.stop());
    this.pictures = (urls ?? []).map((url) => Picture.at(url, this));
    this.arrange();
  }

  get busy() {
    return this.pictures.some(({ sending }) => sending);
  }

  /** Those that cannot be used as they are. */
  get broken() {
    return this.pictures.some(({ url, sending }) => !url && !sending);
  }

  draw(values) {
    const [most, names] = [this.spec.most(values), this.spec.names(values)];
    if (this.told === (this.told = JSON.stringify([most, names]))) return; // a redraw would take the focus away
    Object.assign(this, { most, names });
    this.arrange();
  }

  tell(words) {
    write(this.problem, words);
  }

  focus() {
    this.input.focus();
  }

  take(files) {
    const room = this.most - this.pictures.length;
    this.tell(files.length > room ? `At most ${this.most} can be given; ${files.length - Math.max(0, room)} left out.` : "");
    this.pictures.push(...files.slice(0, Math.max(0, room)).map((file) => Picture.of(file, this)));
    this.input.value = ""; // the same file once more is another choice
    this.arrange();
  }

  takeAddress() {
    const url = this.address.value.trim();
    const fits = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
    this.tell(fits ? "" : "Give an address that begins with http.");
    if (!fits) return;
    this.pictures.push(Picture.at(url, this));
    this.address.value = "";
    this.arrange();
  }

  remove(picture) {
    picture.stop();
    this.pictures = this.pictures.filter((one) => one !== picture);
    this.tell("");
    this.arrange();
    this.input.focus();
  }

  /** One place further to the front. */
  advance(picture) {
    const place = this.pictures.indexOf(picture);
    this.pictures.splice(place - 1, 2, picture, this.pictures[place - 1]);
    this.arrange();
    picture.forth.focus();
  }

  arrange() {
    this.list.replaceChildren(...this.pictures.map(({ element }) => element));
    this.list.hidden = !this.pictures.length;
    this.pictures.forEach((picture, place) => picture.name(this.names[place] ?? "", place));
    const full = this.pictures.length >= this.most;
    this.drop.hidden = this.elsewhere.hidden = full;
    this.hint.textContent = `PNG, JPEG or WEBP, pasted too${this.most > 1 ? `; up to ${this.most}` : ""}`;
    this.onChange();
  }
}

class Picture {
  /** A file that is to be sent. */
  static of(file, field) {
    const picture = new Picture(field, file.name, URL.createObjectURL(file));
    picture.local = true;
    picture.send(file);
    return picture;
  }

  /** One that is there already; only of ours can it be said for how long. */
  static at(url, field) {
    const { hostname, pathname } = new URL(url, location.href);
    const ours = pathname.startsWith(OURS);
    const picture = new Picture(field, ours ? "Uploaded before" : hostname, ours ? here(url) : "");
    picture.url = url;
    if (ours) picture.look();
    else write(picture.note, url);
    return picture;
  }

  constructor(field, words, address) {
    Object.assign(this, { field, url: "", sending: null, local: false });
    this.image = make("img", { alt: "", decoding: "async" });
    if (address) this.image.src = address;
    this.image.hidden = !address;
    this.image.addEventListener("error", () => (this.image.hidden = true));
    this.role = make("span", { class: "cap" });
    this.note = make("span", { class: "note said", role: "status" });
    this.bar = make("progress", { max: "1", value: "0", hidden: "", "aria-label": `Upload of ${words}` });
    this.forth = make("button", { type: "button", class: "plain", "aria-label": `Move ${words} to the front` }, "↑");
    const drop = make("button", { type: "button", class: "plain", "aria-label": `Remove ${words}` }, "Remove");
    this.forth.addEventListener("click", () => field.advance(this));
    drop.addEventListener("click", () => field.remove(this));
    const told = make("div", {}, this.role, make("b", { class: "said" }, words), this.bar, this.note);
    this.element = make("li", {}, make("span", { class: "small-frame" }, this.image), told, make("span", { class: "does" }, this.forth, drop));
  }

  name(words, place) {
    write(this.role, words);
    this.forth.hidden = !place;
  }

  async send(file) {
    this.sending = new AbortController();
    try {
      const wrong = await whatIsWrong(file);
      if (wrong) throw new Error(wrong);
      this.bar.hidden = false;
      const onBytes = (sent, total) => (this.bar.value = total ? sent / total : 0);
      const { downloadUrl, expiresAt } = await uploadMedia(file, { onBytes, signal: this.sending.signal });
      this.url = downloadUrl;
      this.keep(new Date(expiresAt));
    } catch (error) {
      if (!(error instanceof Stopped)) this.fail(error.message);
    }
    this.bar.hidden = true;
    this.sending = null;
    this.field.onChange();
  }

  async look() {
    try {
      this.keep(await endOf(this.url));
    } catch (error) {
      this.url = "";
      this.fail(error.message);
      this.field.onChange();
    }
  }

  keep(until) {
    write(this.note, until ? `Can be used until ${time(until)}` : "");
  }

  fail(words) {
    this.note.classList.add("problem");
    write(this.note, words);
  }

  stop() {
    this.sending?.abort();
    if (this.local) URL.revokeObjectURL(this.image.src);
  }
}
