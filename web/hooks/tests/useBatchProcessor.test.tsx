// A batch on a page: idle without an id, alive through faults, over at each of its three ends.
import { act, renderHook, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { useBatchProcessor } from "../src/index.js";
import { useHouse } from "./support/house.js";

const house = useHouse();
const counts = (processed: number, failed = 0) => ({
  total: 4,
  processed,
  succeeded: processed - failed,
  failed,
  skipped: 0,
});
const begun = () => house.server.add("b", { kind: "annotation", status: "running", counts: counts(1), etaMs: 6000 });

function following(jobId: string | null = "b") {
  return renderHook((props) => useBatchProcessor(props.jobId), { wrapper: house.Page, initialProps: { jobId } });
}

it("is idle without an id", () => {
  const { result } = following(null);
  expect(result.current).toMatchObject({ progress: null, isPolling: false, error: null });
  expect(house.server.asked).toEqual([]);
});

it("tells how a batch stands, live", async () => {
  begun();
  const { result } = following();
  expect(result.current.isPolling).toBe(true);
  await waitFor(() => expect(result.current.progress?.progress.processed).toBe(1));
  act(() => house.server.say("b", { counts: counts(3), percent: 75, etaMs: 2000 }));
  await waitFor(() => expect(result.current.progress?.progress.processed).toBe(3));
  expect(result.current.progress).toMatchObject({
    jobId: "b",
    status: "processing",
    progress: { total: 4, processed: 3, successful: 3, failed: 0, percentage: 75 },
    estimatedTimeRemaining: 2000,
    errors: [],
  });
});

it.each([
  ["completed", "completed"],
  ["failed", "failed"],
  ["cancelled", "cancelled"],
] as const)("is over when the batch is %s", async (status, shown) => {
  begun();
  const { result } = following();
  await waitFor(() => expect(house.server.open).toBe(1));
  act(() => house.server.say("b", { status, counts: counts(4) }));
  await waitFor(() => expect(result.current.isPolling).toBe(false));
  expect(result.current.progress?.status).toBe(shown);
  await waitFor(() => expect(house.server.open).toBe(0));
});

it("says which images failed, and why", async () => {
  begun();
  const errors = [
    { itemId: "img2", error: "Invalid image", code: "bad", attemptNumber: 1, timestamp: "2030-01-01T00:00:00Z" },
  ];
  house.server.on("GET /api/batch/annotations/b/status", () => ({ body: { errors, errorsTotal: 1 } }));
  const { result } = following();
  await waitFor(() => expect(house.server.open).toBe(1));
  expect(house.server.questions("GET", "/api/batch")).toEqual([]);
  act(() => house.server.say("b", { counts: counts(2, 1) }));
  await waitFor(() => expect(result.current.progress?.errors).toEqual(errors));
  expect(result.current.progress?.errorsTotal).toBe(1);
});

it("lives through answers that do not come", async () => {
  begun();
  house.server.on("GET /v1/events", () => ({ status: 500 }));
  house.server.on("GET /v1/jobs/b", () => ({ status: 500 }));
  const { result } = following();
  await waitFor(() => expect(house.server.questions("GET", "/v1/jobs/b").length).toBeGreaterThan(1));
  expect(result.current).toMatchObject({ isPolling: true, error: null });
  house.server.off("GET /v1/jobs/b");
  await waitFor(() => expect(result.current.progress?.progress.processed).toBe(1));
  house.server.off("GET /v1/events");
  await waitFor(() => expect(house.server.open).toBe(1));
});

it("does not call a batch failed that is only out of reach", async () => {
  begun();
  const { result } = following();
  await waitFor(() => expect(house.server.open).toBe(1));
  for (const route of ["GET /v1/events", "GET /v1/jobs/b"]) house.server.on(route, () => ({ status: 503 }));
  act(() => house.server.cut());
  await waitFor(() => expect(result.current.connectionLost).toBe(true));
  expect(result.current).toMatchObject({ isPolling: true, progress: { status: "processing" } });
});

it("says that a batch is not there", async () => {
  const { result } = following("nobody");
  await waitFor(() => expect(result.current).toMatchObject({ isPolling: false, error: "Job not found" }));
});

it("closes its connection when the component goes", async () => {
  begun();
  const { unmount } = following();
  await waitFor(() => expect(house.server.open).toBe(1));
  unmount();
  await waitFor(() => expect(house.server.open).toBe(0));
});
