// One item of a batch: its picture, and what was found in it.

import { here } from "./api.js";
import { make } from "./dom.js";
import { number, plural, share, size } from "./format.js";

const OUTCOMES = { succeeded: ["✓", "Succeeded"], failed: ["✕", "Failed"], skipped: ["■", "Skipped"] };
const TEXT_LINES = 3;

export class Card {
  constructor(item) {
    this.element = make("li", { class: "card" });
    this.picture = picture(item);
    this.told = "";
    this.draw(item);
  }

  /** Does nothing where nothing is new; the picture stays, whatever is. */
  draw(item) {
    this.item = item;
    const told = JSON.stringify(item);
    if (told === this.told) return;
    this.told = told;
    const { outcome, annotation, error } = item;
    this.element.dataset.outcome = outcome ?? "pending";
    const parts = [this.picture, standing(item)];
    if (annotation) parts.push(...found(annotation));
    if (error) parts.push(make("p", { class: "problem said" }, error.message || error.code));
    parts.push(make("code", { class: "item said", title: item.itemId }, item.itemId));
    this.element.replaceChildren(...parts.filter(Boolean));
  }
}

function picture({ imageUrl, itemId, annotation }) {
  const missing = make("span", { class: "frame missing" }, "No picture");
  if (!imageUrl) return missing;
  const alt = annotation?.caption?.text ?? `Image ${itemId}`;
  const image = make("img", { loading: "lazy", decoding: "async", alt });
  image.src = here(imageUrl);
  const frame = make("a", { class: "frame", href: here(imageUrl), target: "_blank", rel: "noopener" }, image);
  image.addEventListener("error", () => frame.replaceWith(missing));
  return frame;
}

function standing({ outcome, number: place, attempts }) {
  const [mark, word] = OUTCOMES[outcome] ?? ["○", attempts ? "Trying" : "Pending"];
  const status = make("span", { class: "outcome" }, make("span", { class: "mark", "aria-hidden": "true" }, mark), word);
  const tried = attempts > 1 ? plural(attempts, "attempt") : "";
  return make("p", { class: "standing" }, status, make("span", { class: "figure" }, [tried, `#${number(place + 1)}`].filter(Boolean).join(" · ")));
}

function found({ caption, dominantColors = [], text = [], labels = [], skipped = [], ...facts }) {
  return [
    caption?.text && make("p", { class: "caption said" }, caption.text),
    dominantColors.length && make("ul", { class: "chips", "aria-label": "Dominant colours" }, ...dominantColors.map(chip)),
    text.length && texts(text),
    labels.length && make("p", { class: "note said" }, `Terms: ${labels.map(({ label }) => label).join(", ")}`),
    make("p", { class: "note" }, measured(facts)),
    skipped.length && make("p", { class: "note said" }, `Not measured: ${skipped.join("; ")}`),
  ].filter(Boolean);
}

function chip({ hex, name, share: part }) {
  const swatch = make("span", { class: "swatch", "aria-hidden": "true" });
  if (/^#[0-9a-f]{6}$/i.test(hex)) swatch.style.backgroundColor = hex;
  return make("li", { title: `${hex}, ${share(part)}` }, swatch, make("span", { class: "said" }, name), make("span", { class: "figure" }, share(part)));
}

function texts(lines) {
  const shown = lines.slice(0, TEXT_LINES).map(({ text }) => text);
  const more = lines.length > TEXT_LINES ? `and ${plural(lines.length - TEXT_LINES, "more line")}` : "";
  return make("div", { class: "texts" }, make("span", { class: "cap" }, "Text"), ...shown.map((words) => make("q", { class: "said" }, words)), more);
}

function measured({ width, height, format, sharpness, duplicateGroup }) {
  const facts = [`${size(width, height)} ${format?.toUpperCase() ?? ""}`.trim()];
  if (typeof sharpness === "number") facts.push(`sharpness ${number(sharpness < 10 ? Number(sharpness.toFixed(1)) : Math.round(sharpness))}`);
  if (duplicateGroup !== null && duplicateGroup !== undefined) facts.push(`duplicate group ${duplicateGroup}`);
  return facts.join(" · ");
}
