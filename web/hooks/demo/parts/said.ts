// What the examples say to the console is shown on the page as well.
import { useSyncExternalStore } from "react";

export interface Line {
  number: number;
  text: string;
  isError: boolean;
}

const MOST = 50;
let lines: Line[] = [];
let count = 0;
const readers = new Set<() => void>();

export function listen(): void {
  for (const name of ["log", "error"] as const) {
    const before = console[name].bind(console);
    console[name] = (...said: unknown[]) => {
      before(...said);
      add(said, name === "error");
    };
  }
}

export function useLines(): Line[] {
  return useSyncExternalStore(
    (changed) => {
      readers.add(changed);
      return () => void readers.delete(changed);
    },
    () => lines,
  );
}

export function clear(): void {
  lines = [];
}

/** Later than the render in which it was said, should it have been one. */
function add(said: unknown[], isError: boolean): void {
  const text = said.map((one) => (typeof one === "object" ? briefly(one) : String(one))).join(" ");
  lines = [...lines, { number: (count += 1), text, isError }].slice(-MOST);
  queueMicrotask(() => readers.forEach((reader) => reader()));
}

function briefly(one: unknown): string {
  if (one instanceof Error) return one.message;
  if (Array.isArray(one)) return `[${one.length}]`;
  const text = String(one);
  return text === "[object Object]" ? JSON.stringify(one) : text;
}
