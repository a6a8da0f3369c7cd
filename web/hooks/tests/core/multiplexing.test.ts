// All watches share one connection, which is opened again once when they change, and is gone with the last.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Callsheet } from "../../../core/index.js";
import type { WatchEvent } from "../../../core/types.js";
import { FakeFetch, job, settled } from "./fakefetch.js";

let server: FakeFetch;
let callsheet: Callsheet;
let heard: string[];

const listener = (who: string) => (event: WatchEvent) => {
  heard.push(`${who} ${event.name}${"job" in event ? ` ${event.job.id}` : ""}`);
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  server = new FakeFetch();
  callsheet = new Callsheet({ fetch: server.fetch });
  heard = [];
});

afterEach(async () => {
  callsheet.close();
  await settled();
  expect(server.open).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe("one connection", () => {
  test("jobs that are watched together are asked for together", async () => {
    for (const id of ["a", "b", "c"]) callsheet.watch(id, listener(id));
    await settled();
    expect(server.streams.map(({ jobs }) => jobs)).toEqual([["a", "b", "c"]]);
  });

  test("jobs that come and go reopen it once, and that is no failure", async () => {
    const stops = ["a", "b"].map((id) => callsheet.watch(id, listener(id)));
    await settled();
    server.newest.tell("snapshot", job("a"));
    await settled();
    const states: string[] = [];
    callsheet.onConnection((state) => states.push(state));
    stops[1]!();
    callsheet.watch("c", listener("c"));
    callsheet.watch("d", listener("d"));
    await settled();
    expect(server.streams.map(({ jobs }) => jobs)).toEqual([["a", "b"], ["a", "c", "d"]]);
    expect(server.open).toHaveLength(1);
    expect(states).toEqual([]);
  });

  test("a watch that is taken back at once and begun again changes nothing", async () => {
    callsheet.watch("a", listener("first"))();
    callsheet.watch("a", listener("second"));
    await settled();
    callsheet.watch("a", listener("third"))();
    await settled();
    expect(server.streams).toHaveLength(1);
  });

  test("many who watch one job hear the same, and whoever comes late hears how it stands", async () => {
    callsheet.watch("a", listener("early"));
    await settled();
    server.newest.tell("update", job("a", 2));
    await settled();
    callsheet.watch("a", listener("late"));
    await settled();
    server.newest.tell("completed", job("a", 3, "completed"));
    await settled();
    callsheet.watch("a", listener("last"));
    await settled();
    expect(heard).toEqual(["early update a", "late snapshot a", "early completed a", "late completed a", "last completed a"]);
    expect(server.streams).toHaveLength(1);
  });

  test("an ended job that is let go reopens nothing", async () => {
    const stop = callsheet.watch("a", listener("a"));
    callsheet.watch("b", listener("b"));
    await settled();
    server.newest.tell("completed", job("a", 3, "completed"));
    await settled();
    stop();
    await settled();
    expect(server.streams).toHaveLength(1);
    expect(callsheet.job("a")).toBeUndefined();
  });

  test("the end of the last job ends it", async () => {
    callsheet.watch("a", listener("a"));
    await settled();
    server.newest.tell("completed", job("a", 3, "completed"));
    await settled();
    expect(server.open).toEqual([]);
    expect(callsheet.connection).toBe("idle");
    expect(callsheet.job("a")?.status).toBe("completed");
  });

  test("the last stop ends it, and nobody hears of what comes after", async () => {
    const stop = callsheet.watch("a", listener("a"));
    await settled();
    server.newest.tell("snapshot", job("a"));
    await settled();
    stop();
    stop();
    await settled();
    expect(server.open).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
    expect(callsheet.connection).toBe("idle");
    expect(heard).toEqual(["a snapshot a"]);
  });

  test("more than two hundred jobs take a second one", async () => {
    for (let number = 0; number < 201; number += 1) callsheet.watch(`j${number}`, listener("j"));
    await settled();
    expect(server.streams.map(({ jobs }) => jobs.length)).toEqual([200, 1]);
    callsheet.watch("one-more", listener("j"));
    await settled();
    expect(server.open.map(({ jobs }) => jobs.length)).toEqual([200, 2]);
  });

  test("a listener that throws keeps nothing from the others", async () => {
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    vi.stubGlobal("reportError", undefined);
    callsheet.watch("a", () => {
      throw new Error("its own");
    });
    callsheet.watch("a", listener("a"));
    await settled();
    server.newest.tell("update", job("a"));
    await settled();
    expect(heard).toEqual(["a update a"]);
    expect(told).toHaveBeenCalledOnce();
    vi.unstubAllGlobals();
  });

  test("a job that is not there among others is refused, alone", async () => {
    callsheet.watch("a", listener("a"));
    callsheet.watch("gone", listener("gone"));
    await settled();
    server.newest.tell("snapshot", job("a"));
    await settled();
    await vi.advanceTimersByTimeAsync(11_000);
    await settled();
    expect(heard).toEqual(["a snapshot a", "gone refused"]);
    expect(server.questions.map(({ address }) => address.pathname)).toEqual(["/v1/jobs/gone"]);
  });
});

describe("everything of the owner", () => {
  test("watches of single jobs ride on it; what it does not tell of is asked for once", async () => {
    server.answers.set("/v1/jobs/old", job("old", 9, "completed"));
    callsheet.watchMine(listener("mine"));
    await settled();
    server.newest.tell("snapshot", job("a"));
    await settled();
    callsheet.watch("a", listener("a"));
    callsheet.watch("old", listener("old"));
    await settled();
    server.newest.tell("completed", job("a", 2, "completed"));
    await settled();
    expect(server.streams.map(({ address }) => address.search)).toEqual(["?mine=1"]);
    expect(server.questions).toHaveLength(1);
    expect(heard).toEqual([
      "mine snapshot a",
      "a snapshot a",
      "old completed old",
      "mine completed old",
      "a completed a",
      "mine completed a",
    ]);
  });

  test("whoever comes late hears how all of it stands", async () => {
    callsheet.watchMine(listener("early"));
    await settled();
    server.newest.tell("update", job("a", 2));
    server.newest.tell("completed", job("b", 3, "completed"));
    await settled();
    callsheet.watchMine(listener("late"));
    callsheet.watchMine(listener("gone"))();
    await settled();
    expect(heard).toEqual(["early update a", "early completed b", "late snapshot a", "late completed b"]);
  });

  test("that is refused is told to everybody, once", async () => {
    server.refusal = { code: "unauthorized", status: 401 };
    callsheet.watchMine(listener("mine"));
    await settled();
    callsheet.watchMine(listener("late"));
    await settled();
    expect(heard).toEqual(["mine refused", "late refused"]);
    expect(server.streams).toEqual([]);
    expect(callsheet.connection).toBe("idle");
  });

  test("when nobody wants all of it any more, single jobs have their own connection", async () => {
    server.answers.set("/v1/jobs/a", job("a"));
    const stop = callsheet.watchMine(listener("mine"));
    callsheet.watch("a", listener("a"));
    await settled();
    server.newest.tell("snapshot", job("a"));
    await settled();
    stop();
    await settled();
    expect(server.open.map(({ address }) => address.search)).toEqual(["?job=a"]);
  });

  test("what ended while nobody listened, and is not told of on return, is asked for", async () => {
    callsheet.watchMine(listener("mine"));
    await settled();
    server.newest.tell("snapshot", job("a"));
    server.newest.tell("snapshot", job("b"));
    await settled();
    server.newest.end();
    await settled();
    await vi.advanceTimersByTimeAsync(2000);
    await settled();
    server.newest.tell("update", job("b", 2));
    server.answers.set("/v1/jobs/a", job("a", 5, "failed"));
    await settled();
    await vi.advanceTimersByTimeAsync(11_000);
    await settled();
    expect(heard).toEqual(["mine snapshot a", "mine snapshot b", "mine update b", "mine failed a"]);
    expect(server.questions).toHaveLength(1);
  });
});
