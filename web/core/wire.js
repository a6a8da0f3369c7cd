// HTTP to one Callsheet server: a question and its answer, or a stream.

import { NotCallsheet, Refused, Unreachable } from "./errors.js";

/** @typedef {import("./types.js").Question} Question */

export class Wire {
  /** @param {import("./types.js").Settings} settings */
  constructor({ baseUrl = "", headers = {}, fetch } = {}) {
    this.baseUrl = baseUrl.replace(/\/+$/, "");
    this.headers = headers;
    /** @type {typeof globalThis.fetch} */
    this.fetch = fetch ?? ((...asked) => globalThis.fetch(...asked));
  }

  /**
   * The JSON of the answer, null for 204. Throws `Refused`, `Unreachable`, `NotCallsheet`, or what `signal` says.
   * @param {string} method
   * @param {string} path
   * @param {Question} [question]
   * @returns {Promise<any>}
   */
  async ask(method, path, { body, form, query, headers = {}, idempotencyKey, signal } = {}) {
    /** @type {import("./types.js").Headers} */
    const told = { Accept: "application/json", ...headers };
    if (body !== undefined) told["Content-Type"] = "application/json";
    if (idempotencyKey) told["Idempotency-Key"] = idempotencyKey;
    const sent = body === undefined ? form : JSON.stringify(body);
    try {
      const response = await this.send(path + search(query), { method, headers: told, body: sent, signal });
      if (response.status === 204) return null;
      return await this.read(response);
    } catch (error) {
      throw signal?.aborted ? signal.reason : error;
    }
  }

  /**
   * A stream's response, or null where nothing more will come.
   * @param {string} path
   * @param {string | null} lastEventId
   * @param {AbortSignal} signal
   */
  async listen(path, lastEventId, signal) {
    /** @type {import("./types.js").Headers} */
    const headers = { Accept: "text/event-stream" };
    if (lastEventId) headers["Last-Event-ID"] = lastEventId;
    const response = await this.send(path, { headers, signal, cache: "no-store" });
    if (response.status === 204) return null;
    if (!response.ok) await this.read(response);
    return response;
  }

  /** @param {string} path @param {RequestInit} asked */
  async send(path, asked) {
    const { headers } = this;
    const own = typeof headers === "function" ? await headers() : headers;
    try {
      return await this.fetch(this.baseUrl + path, { ...asked, headers: { ...own, ...asked.headers } });
    } catch (error) {
      throw new Unreachable(this.baseUrl, error);
    }
  }

  /** @param {Response} response */
  async read(response) {
    const text = await response.text().catch((error) => {
      throw new Unreachable(this.baseUrl, error);
    });
    const told = parsed(text);
    if (told === undefined && response.status < 500) throw new NotCallsheet(this.baseUrl);
    if (response.ok) return told;
    const after = response.headers.get("Retry-After") ?? ""; // a gateway's page, from 500 on, is no JSON and no verdict
    throw new Refused(response.status, told ?? {}, /^\d+$/.test(after) ? Number(after) * 1000 : null);
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {Record<string, unknown>} [query] */
function search(query = {}) {
  const given = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().filter((one) => one != null).map((one) => [name, String(one)]),
  );
  return given.length ? `?${new URLSearchParams(given)}` : "";
}
