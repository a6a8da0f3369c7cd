// A place to drop or paste files on, with a file input for those who choose.

const places = [];
const MOST_WORDS_BYTES = 100_000;

/** `pasted` names a file that pasted words become; without it only files are taken. */
export function takeDrops(place, input, take, pasted = "") {
  places.push({ place, take, pasted });
  input.addEventListener("change", () => take(input.files));
  onDrop(place, (files) => take(files));
}

/** Words from a text file that is dropped on a field for them. */
export function takeWords(field) {
  onDrop(field, async ([file]) => {
    if (!file.type.startsWith("text/") || file.size > MOST_WORDS_BYTES) return;
    field.value = (await file.text()).trim();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

const hasFiles = (event) => event.dataTransfer?.types.includes("Files");

function onDrop(place, take) {
  for (const name of ["dragenter", "dragover"]) {
    place.addEventListener(name, (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      place.classList.add("over");
    });
  }
  place.addEventListener("dragleave", (event) => place.contains(event.relatedTarget) || place.classList.remove("over"));
  place.addEventListener("drop", (event) => {
    place.classList.remove("over");
    if (!hasFiles(event)) return; // words that are dragged about are the field's own
    event.preventDefault();
    take(event.dataTransfer.files);
  });
}

/** Of the places that are seen the one with the focus, else the first. */
function paste(event) {
  if (document.querySelector("dialog[open]")) return;
  const seen = places.filter(({ place }) => place.getClientRects().length);
  const chosen = seen.find(({ place }) => place.contains(document.activeElement)) ?? seen[0];
  const { files } = event.clipboardData;
  const words = chosen?.pasted && !event.target.closest?.("input:not([type=file]), textarea") ? event.clipboardData.getData("text/plain") : "";
  if (!chosen || !(files.length || words.trim())) return;
  event.preventDefault();
  chosen.take(files.length ? files : [new File([words], chosen.pasted, { type: "text/plain" })]);
}

addEventListener("paste", paste);
// A file that misses the place must not replace the page.
for (const name of ["dragover", "drop"]) addEventListener(name, (event) => hasFiles(event) && event.preventDefault());
