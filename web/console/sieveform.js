// The controls of the overview's filter: they show what the address says, and change nothing but the address.

import { at, make, write } from "./dom.js";
import { addressOf, isOpen, KINDS, readSieve, STATUSES } from "./sieve.js";

const SOON_MS = 200;

export class SieveForm {
  /** `onSubmit(words)` when somebody presses Enter in what is looked for. */
  constructor({ onSubmit }) {
    this.form = at("overview-sieve");
    this.owners = new Set();
    this.boxes = [
      ...Object.entries(KINDS).map(([value, words]) => tick(at("overview-kinds"), "kind", value, words)),
      ...STATUSES.map((value) => tick(at("overview-statuses"), "status", value, value)),
    ];
    this.form.addEventListener("change", () => this.go());
    this.form.addEventListener("input", ({ target }) => target.type === "search" && this.soon());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.go();
      onSubmit(at("overview-find").value.trim());
    });
    at("overview-clear").addEventListener("click", () => this.go(readSieve("")));
    at("overview-any-group").addEventListener("click", () => this.go({ ...this.said(), group: "" }));
  }

  show(sieve) {
    this.sieve = sieve;
    for (const box of this.boxes) box.checked = sieve[box.name].includes(box.value);
    for (const name of ["owner", "find"]) {
      const field = at(`overview-${name}`);
      if (field.value.trim() !== sieve[name]) field.value = sieve[name];
    }
    at("overview-group").hidden = !sieve.group;
    write(at("overview-group-id"), sieve.group);
    at("overview-clear").hidden = isOpen(sieve);
  }

  /** Owners that were seen are proposed. */
  learn(owner) {
    if (this.owners.has(owner)) return;
    this.owners.add(owner);
    at("overview-owners").append(make("option", { value: owner }));
  }

  said() {
    const ticked = (name) => this.boxes.filter((box) => box.name === name && box.checked).map((box) => box.value);
    const [owner, find] = ["owner", "find"].map((name) => at(`overview-${name}`).value.trim());
    return { kind: ticked("kind"), status: ticked("status"), owner, group: this.sieve.group, find };
  }

  soon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.go(), SOON_MS);
  }

  /** No step of its own on the way back: that leads to the page before. */
  go(sieve = this.said()) {
    clearTimeout(this.waiting);
    if (addressOf(sieve) === addressOf(readSieve(location.hash))) return;
    history.replaceState(null, "", addressOf(sieve));
    dispatchEvent(new HashChangeEvent("hashchange"));
  }
}

function tick(list, name, value, words) {
  const box = make("input", { type: "checkbox", name, value });
  list.append(make("label", { class: "toggle" }, box, make("span", {}, words)));
  return box;
}
