// Sends many pictures, six at a time.

import { uploadImage } from "./api.js";
import { whatIsWrong } from "./picture.js";

const AT_ONCE = 6;

export class Uploads {
  /** `onChange()` after every step, at most once a frame. */
  constructor(onChange) {
    this.onChange = onChange;
    this.telling = 0;
    this.clear();
  }

  clear() {
    this.files = []; // `{ file, imageId, why }`, in the order in which they were chosen
    this.waiting = [];
    this.sending = new Set();
    this.tell();
  }

  get failed() {
    return this.files.filter(({ why }) => why);
  }

  get imageIds() {
    return this.files.map(({ imageId }) => imageId).filter(Boolean);
  }

  get busy() {
    return this.waiting.length + this.sending.size > 0;
  }

  add(files) {
    const added = [...files].map((file) => ({ file, imageId: null, why: "" }));
    this.files.push(...added);
    this.send(added);
  }

  again() {
    const { failed } = this;
    for (const one of failed) one.why = "";
    this.send(failed);
  }

  forgetFailed() {
    this.files = this.files.filter(({ why }) => !why);
    this.tell();
  }

  send(some) {
    this.waiting = this.waiting.concat(some);
    while (this.sending.size < AT_ONCE && this.waiting.length) this.sendNext();
    this.tell();
  }

  async sendNext() {
    const { sending, waiting } = this;
    const one = waiting.shift();
    sending.add(one);
    try {
      one.why = await whatIsWrong(one.file);
      if (!one.why) one.imageId = (await uploadImage(one.file)).imageId;
    } catch (error) {
      one.why = error.message;
    }
    sending.delete(one);
    if (sending !== this.sending) return; // cleared meanwhile
    if (this.waiting.length) this.sendNext();
    this.tell();
  }

  tell() {
    this.telling ||= setTimeout(() => {
      this.telling = 0;
      this.onChange();
    }, 50);
  }
}
