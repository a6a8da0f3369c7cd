// The few things every part of the page does with elements. Words from elsewhere only ever become text.

export const at = (id) => document.getElementById(id);
export const stamp = (id) => at(id).content.firstElementChild.cloneNode(true);

/** A new element; `children` are elements or words, `class` and other attributes stand in `facts`. */
export function make(tag, facts = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(facts)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

/** Says it, and hides what has nothing to say. */
export function write(element, words) {
  element.hidden = !words;
  if (element.textContent !== words) element.textContent = words;
}

/** Words on a button; for those who hear it alone also what it is about. */
export function caption(button, words, about) {
  if (button.textContent === words && button.ariaLabel) return;
  button.textContent = words;
  button.setAttribute("aria-label", `${words} ${about}`);
}

/** An address that is no web address is not one to follow. */
export function link(anchor, address) {
  anchor.hidden = !address || !/^https?:$/.test(new URL(address, location.href).protocol);
  if (!anchor.hidden) anchor.href = address;
}

/** `facts` as `{ name: words }`; what has no words is left out. */
export function fillFacts(list, facts) {
  const told = Object.entries(facts).filter(([, words]) => words);
  const same = JSON.stringify(told);
  list.hidden = !told.length;
  if (list.dataset.told === same) return;
  list.dataset.told = same;
  list.replaceChildren(...told.map(([name, words]) => make("div", {}, make("dt", {}, name), make("dd", {}, words))));
}

/** Cells with a figure each. `names`: `{ key: [name, class] }`; the places for the figures, by key. */
export function figures(list, names) {
  const places = Object.entries(names).map(([key, [name, tone = ""]]) => {
    const place = make("dd", {}, "–");
    list.append(make("div", { class: tone }, make("dt", {}, name), place));
    return [key, place];
  });
  return Object.fromEntries(places);
}

/** Brings `list` to hold just `elements`, in this order; what is in its place already is not touched. */
export function arrange(list, elements) {
  const wanted = new Set(elements);
  for (const child of [...list.children]) if (!wanted.has(child)) child.remove();
  elements.forEach((element, place) => {
    if (list.children[place] !== element) list.insertBefore(element, list.children[place] ?? null);
  });
}

/** Copies; without a clipboard (plain http from another machine) it selects the words for the person to copy. */
export async function copy(button, source) {
  try {
    await navigator.clipboard.writeText(source.textContent);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 1500);
  } catch {
    getSelection().selectAllChildren(source);
  }
}
