// One key for one intention: who asks again because no answer came must not start, and pay, twice.
import { Refused, Unreachable } from "../../core/index.js";

export class Keys {
  private pending: { what: string; key: string } | null = null;

  /** Asks with the key for this: the same as before, as long as nobody can say whether that was heard. */
  async once<T>(what: unknown, asked: (key: string) => Promise<T>): Promise<T> {
    const named = JSON.stringify(what);
    if (this.pending?.what !== named) this.pending = { what: named, key: random() };
    try {
      const answer = await asked(this.pending.key);
      this.pending = null;
      return answer;
    } catch (error) {
      if (!mayHaveBegun(error)) this.pending = null;
      throw error;
    }
  }
}

/** Whether the server may have taken what it did not answer to. */
function mayHaveBegun(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof Refused && error.passing);
}

/** `crypto.randomUUID` is there on secure pages only; this is not a secret. */
export function random(): string {
  const parts = crypto.getRandomValues(new Uint32Array(4));
  return Array.from(parts, (part) => part.toString(16).padStart(8, "0")).join("");
}
