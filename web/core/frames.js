// Server-sent events out of bytes: whatever way they are cut, and whatever ends a line.

/** @typedef {{ event: string, data: string, id: string | null, retry: number | null }} Frame `retry` comes alone, with empty data */

export class Parser {
  /** @param {(frame: Frame) => void} onFrame */
  constructor(onFrame) {
    this.onFrame = onFrame;
    this.decoder = new TextDecoder(); // takes a byte order mark away, and waits for the rest of a character
    this.rest = "";
    this.afterReturn = false;
    this.event = "";
    /** @type {string[]} */
    this.data = [];
    /** @type {string | null} */
    this.id = null;
  }

  /** @param {Uint8Array} bytes */
  push(bytes) {
    let text = this.decoder.decode(bytes, { stream: true });
    if (!text) return;
    if (this.afterReturn && text[0] === "\n") text = text.slice(1);
    this.afterReturn = text.endsWith("\r");
    const lines = (this.rest + text).split(/\r\n|\n|\r/);
    this.rest = lines.pop() ?? "";
    for (const line of lines) this.take(line);
  }

  /** @param {string} line */
  take(line) {
    if (!line) return this.end();
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + (line[colon + 1] === " " ? 2 : 1));
    if (name === "data") this.data.push(value);
    else if (name === "event") this.event = value;
    else if (name === "id" && !value.includes("\0")) this.id = value;
    else if (name === "retry" && /^\d+$/.test(value)) this.onFrame({ event: "", data: "", id: null, retry: Number(value) });
  }

  end() {
    const { event, data, id } = this;
    this.event = "";
    this.data = [];
    this.id = null;
    if (data.length) this.onFrame({ event: event || "message", data: data.join("\n"), id, retry: null });
  }
}
