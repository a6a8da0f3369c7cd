// The keyboard's way through a list: arrows or j and k from row to row, / to what is looked for. Enter is the link's own.

const WRITING = "input:not([type=checkbox]), textarea, select, dialog";

export class Walk {
  /** `isOn()`: whether the list is shown. A row's place for the focus is its `.open`. */
  constructor(list, isOn, field) {
    Object.assign(this, { list, isOn, field });
    document.addEventListener("keydown", (event) => this.press(event));
  }

  press(event) {
    const { key, target } = event;
    if (!this.isOn() || event.ctrlKey || event.metaKey || event.altKey || target.closest?.(WRITING) || document.querySelector("dialog[open]")) {
      if (key === "Escape" && target === this.field) this.step(1);
      return;
    }
    const inside = this.list.contains(target); // elsewhere arrows scroll, as everywhere
    if (key === "/") this.field.focus();
    else if (key === "j" || (inside && key === "ArrowDown")) this.step(1);
    else if (key === "k" || (inside && key === "ArrowUp")) this.step(-1);
    else return;
    event.preventDefault();
  }

  /** To the row before or after; whether there is one. */
  step(way) {
    const row = document.activeElement?.closest("[data-job]");
    const next = this.list.contains(row) ? (way > 0 ? row.nextElementSibling : row.previousElementSibling) : this.list.firstElementChild;
    next?.querySelector(".open").focus();
    return Boolean(next);
  }
}
