// What a page does to the core: it is hidden, kept for the way back, offline and online; and how it is asked.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Callsheet, NotCallsheet, Refused, Unreachable } from "../../../core/index.js";
import type { WatchEvent } from "../../../core/types.js";
import { FakeFetch, job, settled } from "./fakefetch.js";

let server: FakeFetch;
let waits: number[];
let callsheet: Callsheet;
let wake: () => void;

/** Waits until the test, or the core itself, ends the waiting. */
function sleep(ms: number, signal: AbortSignal): Promise<void> {
  waits.push(ms);
  return new Promise((resolve) => {
    wake = resolve;
    signal.addEventListener("abort", () => resolve());
  });
}

async function failing(times: number): Promise<void> {
  server.away = true;
  server.newest.end();
  await settled();
  for (let turn = 1; turn < times; turn += 1) {
    wake();
    await settled();
  }
}

function hide(hidden: boolean): void {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}

beforeEach(async () => {
  server = new FakeFetch();
  waits = [];
  callsheet = new Callsheet({ fetch: server.fetch, pace: { sleep, jitter: (ms) => ms } });
  callsheet.watch("a", () => {});
  await settled();
  server.newest.tell("snapshot", job("a"));
  await settled();
});

afterEach(() => {
  hide(false);
  callsheet.close();
  vi.restoreAllMocks();
});

describe("a page", () => {
  test.each(["online", "pageshow"])("does not wait any longer when it hears %s", async (name) => {
    await failing(2);
    expect(callsheet.connection).toBe("reconnecting");
    server.away = false;
    window.dispatchEvent(new Event(name));
    await settled();
    expect(server.open).toHaveLength(1);
  });

  test("does not wait any longer when somebody looks at it again", async () => {
    hide(true);
    await failing(2);
    server.away = false;
    hide(false);
    await settled();
    expect(server.open).toHaveLength(1);
  });

  test("that is hidden keeps its stream", async () => {
    hide(true);
    await settled();
    expect(server.open).toHaveLength(1);
    expect(server.streams).toHaveLength(1);
  });

  test("that is hidden asks less often", async () => {
    hide(true);
    await failing(6);
    expect(waits).toEqual([1000, 2000, 4000, 8000, 10_000, 10_000]);
    expect(callsheet.connection).toBe("lost");
  });

  test("that slept with its stream comes back at once", async () => {
    const now = Date.now();
    vi.spyOn(Date, "now").mockReturnValue(now + 60_000);
    document.dispatchEvent(new Event("visibilitychange"));
    await settled();
    expect(server.streams[0]!.ended).toBe(true);
    expect(waits).toEqual([1000]);
  });

  test("that is kept for the way back holds no connection until it is shown", async () => {
    window.dispatchEvent(new Event("pagehide"));
    hide(true); // browsers tell of it in this order
    await settled();
    expect(server.open).toEqual([]);
    hide(false);
    window.dispatchEvent(new Event("pageshow"));
    await settled();
    expect(server.open.map(({ jobs }) => jobs)).toEqual([["a"]]);
    expect(waits).toEqual([]);
  });

  test("that asks at the wrong address is told so in the end", async () => {
    const page = vi.fn(async () => new Response("<!doctype html>", { headers: { "Content-Type": "text/html" } }));
    const there = new Callsheet({ baseUrl: "https://page.test", fetch: page, pace: { sleep: async () => {} } });
    const told = new Promise<WatchEvent>((resolve) => there.watch("a", resolve));
    const event = await told;
    expect(event).toMatchObject({ name: "refused", jobId: "a" });
    expect(event.name === "refused" && event.error.message).toMatch(/https:\/\/page.test is not Callsheet. Set baseUrl/);
    await settled();
    expect(there.connection).toBe("idle");
    there.close();
  });

  test("is left alone once nobody listens", async () => {
    const windows = vi.spyOn(window, "removeEventListener");
    callsheet.close();
    expect(windows.mock.calls.map(([name]) => name)).toEqual(["online", "pagehide", "pageshow"]);
    await failing(1);
    window.dispatchEvent(new Event("pageshow"));
    await settled();
    expect(server.open).toEqual([]);
  });
});

describe("a question", () => {
  test("goes to baseUrl, with headers that are asked for each time", async () => {
    let turn = 0;
    const asking = vi.fn(server.fetch);
    const there = new Callsheet({
      baseUrl: "https://jobs.test/callsheet/",
      headers: async () => ({ "X-API-Key": `key-${(turn += 1)}` }),
      fetch: asking,
    });
    server.answers.set("/callsheet/v1/jobs", { data: [] });
    const body = { kind: "enhancement" };
    await there.ask("POST", "/v1/jobs", { body, query: { tag: ["x", "y z"], none: null, limit: 2 }, idempotencyKey: "once" });
    await there.ask("GET", "/v1/jobs", { headers: { "X-Own": "1" } });
    const [first, second] = asking.mock.calls;
    expect(first![0]).toBe("https://jobs.test/callsheet/v1/jobs?tag=x&tag=y+z&limit=2");
    expect(first![1]).toMatchObject({
      method: "POST",
      body: JSON.stringify(body),
      headers: { "X-API-Key": "key-1", "Content-Type": "application/json", "Idempotency-Key": "once" },
    });
    expect(second![1]!.headers).toMatchObject({ "X-API-Key": "key-2", "X-Own": "1" });
  });

  test("with a form leaves its content type to the browser", async () => {
    server.answers.set("/api/images", { imageId: "i" });
    await callsheet.ask("POST", "/api/images", { form: new FormData() });
    expect(server.questions[0]!.init.body).toBeInstanceOf(FormData);
    expect(server.questions[0]!.init.headers).not.toHaveProperty("Content-Type");
  });

  test("that is refused says why, where, and whether later may help", async () => {
    const errors = [{ pointer: "/tiers/0", code: "unknown", detail: "No such tier." }];
    const problem = { code: "invalid", detail: "That is no start.", errors };
    server.answers.set("/v1/jobs", Response.json(problem, { status: 422 }));
    const refused = await callsheet.ask("POST", "/v1/jobs", { body: {} }).catch((error) => error);
    expect(refused).toBeInstanceOf(Refused);
    expect(refused).toMatchObject({
      status: 422,
      code: "invalid",
      message: "That is no start.",
      detail: "That is no start.",
      pointer: "/tiers/0",
      problem,
      retryAfterMs: null,
      passing: false,
    });
    server.answers.set("/v1/jobs", Response.json({}, { status: 429, headers: { "Retry-After": "7" } }));
    await expect(callsheet.ask("GET", "/v1/jobs")).rejects.toMatchObject({ retryAfterMs: 7000, passing: true });
  });

  test("that nobody answers, or somebody else, says so", async () => {
    server.answers.set("/page", new Response("<!doctype html>"));
    await expect(callsheet.ask("GET", "/page")).rejects.toBeInstanceOf(NotCallsheet);
    server.answers.set("/page", new Response("<h1>Bad gateway</h1>", { status: 502 }));
    await expect(callsheet.ask("GET", "/page")).rejects.toMatchObject({ status: 502, passing: true });
    server.away = true;
    await expect(callsheet.ask("GET", "/v1/jobs")).rejects.toBeInstanceOf(Unreachable);
  });

  test("that is taken back ends with the reason that was given", async () => {
    const asking = new AbortController();
    const there = new Callsheet({ fetch: (_, init) => new Promise((_, no) => init?.signal?.addEventListener("abort", () => no(new Error("aborted")))) });
    const answer = there.ask("GET", "/v1/jobs", { signal: asking.signal });
    asking.abort(new Error("enough"));
    await expect(answer).rejects.toThrow("enough");
  });

  test("that has no answer to read is null", async () => {
    server.answers.set("/v1/jobs/a", new Response(null, { status: 204 }));
    expect(await callsheet.ask("DELETE", "/v1/jobs/a")).toBeNull();
  });
});
