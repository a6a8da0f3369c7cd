// The core's own parser says what `eventsource-parser` says, however the bytes are cut.
import { createParser } from "eventsource-parser";
import { describe, expect, test } from "vitest";
import { Parser } from "../../../core/frames.js";

interface Told {
  event: string;
  data: string;
  id: string | null;
}

const WORDS = ["data", "data: x", "data:y", "data:  two", "event: update", "event:", "id: 7", "id", "id: a\0b", "retry: 20"];
const ODD = [": comment", ":", "retry: soon", "retry: 1.5", "unknown: field", "data: ñ日🎬", "data: a: b", " data: no", ""];
const ENDS = ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\r\r"];

/** What is said in pieces of these sizes, over and over. */
function cut(bytes: Uint8Array, sizes: number[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return pieces;
}

function ours(pieces: Uint8Array[]): { told: Told[]; retries: number[] } {
  const told: Told[] = [];
  const retries: number[] = [];
  const parser = new Parser(({ event, data, id, retry }) => {
    if (retry === null) told.push({ event, data, id });
    else retries.push(retry);
  });
  for (const piece of pieces) parser.push(piece);
  return { told, retries };
}

function theirs(bytes: Uint8Array): { told: Told[]; retries: number[] } {
  const told: Told[] = [];
  const retries: number[] = [];
  const parser = createParser({
    onEvent: ({ event, data, id }) => told.push({ event: event || "message", data, id: id ?? null }),
    onRetry: (retry) => retries.push(retry),
  });
  parser.feed(new TextDecoder().decode(bytes));
  return { told, retries };
}

/** Always the same chance. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % sides;
  };
}

function text(seed: number): string {
  const roll = dice(seed);
  const lines = [...WORDS, ...WORDS, ...ODD];
  const said = Array.from({ length: 40 }, () => lines[roll(lines.length)]! + ENDS[roll(ENDS.length)]!);
  return `${said.join("")}\n\nevent: last\ndata: whole\n\n`;
}

describe("frames out of bytes", () => {
  test("a thousand odd streams are read as the well-known parser reads them, cut anywhere", () => {
    for (let seed = 1; seed <= 1000; seed += 1) {
      const roll = dice(seed * 7);
      const bytes = new TextEncoder().encode(text(seed));
      expect(ours(cut(bytes, [1 + roll(9), 1 + roll(3), 1 + roll(40)])), `seed ${seed}`).toEqual(theirs(bytes));
    }
  });

  test.each([[[1]], [[2]], [[3]], [[1000]]])("characters and line ends may be torn apart: pieces of %j", (sizes) => {
    const bytes = new TextEncoder().encode("event: update\r\nid: 1\r\ndata: Größe 日本 🎬\r\ndata: zwei\r\n\r\n");
    expect(ours(cut(bytes, sizes)).told).toEqual([{ event: "update", data: "Größe 日本 🎬\nzwei", id: "1" }]);
  });

  test("a byte order mark belongs to no line, whatever it is cut into", () => {
    const bytes = new TextEncoder().encode("\ufeffdata: x\n\n");
    for (const sizes of [[1], [2], [100]]) expect(ours(cut(bytes, sizes)).told).toEqual([{ event: "message", data: "x", id: null }]);
  });

  test("only CR and LF end a line", () => {
    const bytes = new TextEncoder().encode("data: one\u2028two\u0085three\n\n");
    expect(ours([bytes]).told[0]?.data).toBe("one\u2028two\u0085three");
  });

  test("what is not ended is not told", () => {
    expect(ours([new TextEncoder().encode("data: whole\n\ndata: half\n")]).told).toHaveLength(1);
  });

  test("a frame without an id has none, whatever came before", () => {
    const bytes = new TextEncoder().encode("id: 1\ndata: x\n\ndata: y\n\n");
    expect(ours([bytes]).told.map((one) => one.id)).toEqual(["1", null]);
  });
});
