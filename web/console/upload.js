// The form: choose a photo, see it, order sizes of it. Calls `onStart({ imageId, tiers, engine, key })`.

import { newKey, uploadImage } from "./api.js";
import { at, write } from "./dom.js";
import { takeDrops } from "./drop.js";
import { bytes, plural, size } from "./format.js";
import { whatIsWrong } from "./picture.js";

export class UploadForm {
  constructor({ onStart }) {
    this.onStart = onStart;
    this.form = at("start");
    this.file = null;
    this.imageId = null; // of the file as uploaded; kept so that a second Start does not send it again
    this.order = "";
    this.key = "";
    this.balance = null;
    this.listen();
    this.tellTotal();
  }

  listen() {
    takeDrops(at("drop"), at("file"), (files) => this.choose(files));
    this.form.addEventListener("change", () => this.tellTotal());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
  }

  async choose(files) {
    if (!files.length) return;
    const [file] = files;
    const wrong = files.length > 1 ? "One photo at a time, please." : await whatIsWrong(file);
    write(at("file-error"), wrong);
    if (wrong) return;
    this.file = file;
    this.imageId = null;
    this.preview(file);
  }

  preview(file) {
    const image = at("preview-image");
    if (image.src) URL.revokeObjectURL(image.src);
    at("preview-name").textContent = file.name;
    at("preview-facts").textContent = bytes(file.size);
    image.onload = () => {
      at("preview-facts").textContent = `${size(image.naturalWidth, image.naturalHeight)} px, ${bytes(file.size)}`;
    };
    image.onerror = () => write(at("file-error"), "This browser cannot show the file; it may be damaged.");
    image.src = URL.createObjectURL(file);
    at("preview").hidden = false;
    at("drop-label").hidden = true;
  }

  get tiers() {
    return [...this.form.querySelectorAll("input[name=tier]:checked")];
  }

  set prices(prices) {
    for (const box of document.querySelectorAll('input[name="tier"]')) {
      const price = prices[box.value];
      if (!Number.isInteger(price)) continue;
      box.dataset.price = price;
      box.closest("label").querySelector(".price").textContent = plural(price, "credit");
    }
    this.tellTotal();
  }

  set credits(balance) {
    this.balance = balance;
    this.tellTotal();
  }

  tellTotal() {
    const total = this.tiers.reduce((sum, tier) => sum + Number(tier.dataset.price), 0);
    const short = this.balance !== null && total > this.balance;
    at("total").textContent = total ? plural(total, "credit") + (short ? `; you have ${this.balance}` : "") : "";
    if (total) write(at("tier-error"), "");
  }

  async submit() {
    if (at("go").ariaDisabled === "true") return;
    const tiers = this.tiers.map((tier) => tier.value);
    write(at("tier-error"), tiers.length ? "" : "Choose at least one size.");
    if (!this.file) {
      write(at("file-error"), "Choose a photo first.");
      at("file").focus();
    }
    if (!this.file || !tiers.length) return;
    this.busy("Uploading…");
    try {
      await this.upload();
      this.busy("Starting…");
      await this.start(tiers);
    } finally {
      this.busy("");
    }
  }

  async upload() {
    const file = this.file;
    if (this.imageId) return;
    try {
      const { imageId } = await uploadImage(file);
      if (file === this.file) this.imageId = imageId;
    } catch (error) {
      write(at("file-error"), error.message);
    }
  }

  async start(tiers) {
    if (!this.imageId) return;
    const engine = new FormData(this.form).get("engine");
    const order = [this.imageId, engine, ...tiers].join();
    if (order !== this.order) [this.order, this.key] = [order, newKey()];
    try {
      await this.onStart({ imageId: this.imageId, tiers, engine, key: this.key });
      this.order = ""; // pressing Start once more is another order
    } catch (error) {
      write(at("tier-error"), error.message);
    }
  }

  busy(words) {
    const button = at("go");
    button.setAttribute("aria-disabled", Boolean(words));
    button.textContent = words || "Start";
  }
}
