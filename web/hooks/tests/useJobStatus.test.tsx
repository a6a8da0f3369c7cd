// Imports and exports: live, by asking where streams do not get through, and never after their end.
import { act, renderHook, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { useJobStatus } from "../src/index.js";
import type { UseJobStatusOptions } from "../src/index.js";
import { failed, IMPORTED } from "./support/jobs.js";
import { useHouse } from "./support/house.js";
import { withTime } from "./support/time.js";

const DONE = { status: "completed", percent: 100, result: IMPORTED } as const;
const house = useHouse();

function following(options: UseJobStatusOptions = {}, wrapper = house.Page) {
  return renderHook(({ jobId }) => useJobStatus(jobId, options), { wrapper, initialProps: { jobId: "imp" } });
}

const begun = () => house.server.add("imp", { kind: "import", status: "running", percent: 10 });
const heard = () => waitFor(() => expect(house.server.open).toBe(1));
const polls = () => house.server.questions("GET", "/v1/jobs/imp").length;

it("loads, processes and completes, and asks nothing while the stream lives", async () => {
  begun();
  const onComplete = vi.fn();
  const { result } = following({ onComplete });
  expect(result.current).toMatchObject({ isLoading: true, status: null, progress: 0, error: null });
  await waitFor(() =>
    expect(result.current).toMatchObject({ isLoading: false, status: "PROCESSING", isProcessing: true }),
  );
  act(() => house.server.say("imp", { percent: 70 }));
  await waitFor(() => expect(result.current.progress).toBe(70));
  act(() => house.server.say("imp", DONE));
  await waitFor(() =>
    expect(result.current).toMatchObject({ isCompleted: true, isProcessing: false, isFailed: false }),
  );
  expect(result.current.result).toMatchObject({ importedCount: 7, skippedCount: 2 });
  expect(onComplete.mock.calls).toEqual([[IMPORTED]]);
  expect(polls()).toBe(0);
  await waitFor(() => expect(house.server.open).toBe(0));
});

it("tells each status once, as an object that reads as its status", async () => {
  begun();
  const onStatusChange = vi.fn();
  const { result } = following({ onStatusChange }, house.StrictPage);
  await waitFor(() => expect(result.current.status).toBe("PROCESSING"));
  act(() => house.server.say("imp", { percent: 70 }));
  act(() => house.server.say("imp", DONE));
  await waitFor(() => expect(result.current.isCompleted).toBe(true));
  const told = onStatusChange.mock.calls.map(([status]) => status);
  expect(told.map(String)).toEqual(["PROCESSING", "COMPLETED"]);
  expect(`Status changed: ${told[1]}`).toBe("Status changed: COMPLETED");
  expect(told[1]).toMatchObject({ jobId: "imp", status: "COMPLETED", progress: 100, error: null, result: IMPORTED });
});

it("only asks where SSE is not wanted, as often as it is told", () =>
  withTime(async (pass) => {
    begun();
    const { result } = following({ useSSE: false, pollInterval: 5000 });
    await waitFor(() => expect(result.current.status).toBe("PROCESSING"));
    await pass(4000);
    expect(polls()).toBe(1);
    await pass(1000);
    await waitFor(() => expect(polls()).toBe(2));
    expect(house.server.questions("GET", "/v1/events")).toEqual([]);
  }));

it.each([
  ["refused", { status: 503, body: { detail: "No streams here." } }],
  ["blocked by a page of a proxy", { status: 200, body: { please: "log in" } }],
])("asks by itself where SSE is %s", async (_, reply) => {
  begun();
  house.server.on("GET /v1/events", () => reply);
  const onComplete = vi.fn();
  const onError = vi.fn();
  const { result } = following({ pollInterval: 20, onComplete, onError });
  await waitFor(() => expect(result.current).toMatchObject({ status: "PROCESSING", progress: 10 }));
  house.server.say("imp", { percent: 60 });
  await waitFor(() => expect(result.current.progress).toBe(60));
  house.server.say("imp", DONE);
  await waitFor(() => expect(result.current.isCompleted).toBe(true));
  expect(onComplete).toHaveBeenCalledTimes(1);
  expect(onError).not.toHaveBeenCalled();
});

it.each([true, false])("stops at CANCELLED, which is no failure (SSE: %s)", (useSSE) =>
  withTime(async (pass) => {
    begun();
    const onError = vi.fn();
    const onComplete = vi.fn();
    const { result } = following({ useSSE, pollInterval: 50, onError, onComplete });
    await waitFor(() => expect(result.current.status).toBe("PROCESSING"));
    house.server.say("imp", { status: "cancelled" });
    await waitFor(() => expect(result.current).toMatchObject({ status: "CANCELLED", isCancelled: true }));
    expect(result.current).toMatchObject({ isProcessing: false, isFailed: false });
    const asked = house.server.asked.length;
    await pass(60_000);
    expect(house.server.asked).toHaveLength(asked);
    expect(onError).not.toHaveBeenCalled();
    expect(onComplete).not.toHaveBeenCalled();
  }),
);

it("tells onError once, with the reason", async () => {
  begun();
  const onError = vi.fn();
  const { result } = following({ onError });
  await heard();
  act(() => house.server.say("imp", failed("The file is not a table")));
  await waitFor(() => expect(result.current).toMatchObject({ isFailed: true, error: "The file is not a table" }));
  expect(onError.mock.calls).toEqual([["The file is not a table"]]);
});

it("says that a job is not there", async () => {
  const onError = vi.fn();
  const { result } = following({ onError });
  await waitFor(() =>
    expect(result.current).toMatchObject({ isLoading: false, isFailed: true, error: "Job not found" }),
  );
  expect(onError.mock.calls).toEqual([["Job not found"]]);
});

it("follows another job when it is given one, and forgets the first", async () => {
  begun();
  house.server.add("exp", { kind: "export", status: "running", percent: 5 });
  const { result, rerender } = following();
  await waitFor(() => expect(result.current.progress).toBe(10));
  rerender({ jobId: "exp" });
  expect(result.current).toMatchObject({ isLoading: true, progress: 0 });
  await waitFor(() => expect(result.current.progress).toBe(5));
  await heard();
});

it("leaves nothing behind when its component goes", async () => {
  begun();
  const { unmount } = following();
  await heard();
  unmount();
  await waitFor(() => expect(house.server.open).toBe(0));
});
