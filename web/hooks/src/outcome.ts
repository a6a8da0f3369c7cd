// An answer as a value: what the server made, or why it did not. Only silence is an exception.
import { Refused } from "../../core/index.js";

export interface Failure {
  success: false;
  /** In words, for people. */
  error: string;
  /** The kind of refusal, for code: `insufficient-credits`, `too-many-requests`, ... */
  code: string;
  status: number;
  /** The field that it is about, as a JSON pointer. */
  pointer: string | null;
}

export type Outcome<T> = { success: true; data: T } | Failure;

/** Throws what is not the server's own word: `Unreachable`, and faults of ours. */
export async function outcomeOf<T>(answer: Promise<{ data: T }>): Promise<Outcome<T>> {
  try {
    return { success: true, data: (await answer).data };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { detail, code, status, pointer } = error;
    return { success: false, error: detail, code, status, pointer };
  }
}
