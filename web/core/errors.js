// Everything that goes wrong between here and the server; each message says what would help.

/** The server answered no, and says why; `problem` is the whole RFC 9457 answer. */
export class Refused extends Error {
  /**
   * @param {number} status
   * @param {Record<string, any>} problem
   * @param {number | null} retryAfterMs
   */
  constructor(status, problem, retryAfterMs = null) {
    super(problem.detail || problem.title || `The server answered ${status}.`);
    this.name = "Refused";
    this.status = status;
    this.problem = problem;
    this.code = String(problem.code || status);
    this.detail = this.message;
    /** @type {string | null} */
    this.pointer = problem.errors?.[0]?.pointer ?? null;
    this.retryAfterMs = retryAfterMs;
    /** Whether the same question may be answered a little later. */
    this.passing = status === 429 || status >= 500;
  }
}

/** No answer came; the work, if it was accepted, goes on without us. */
export class Unreachable extends Error {
  /** @param {string} where @param {unknown} [cause] */
  constructor(where, cause) {
    super(`No answer from ${where || "the server"}. Is it running, and reachable from here?`, { cause });
    this.name = "Unreachable";
  }
}

/** Something else answers at that address. */
export class NotCallsheet extends Error {
  /** @param {string} where */
  constructor(where) {
    super(`What answers at ${where || "this address"} is not Callsheet. Set baseUrl to where it runs.`);
    this.name = "NotCallsheet";
  }
}
