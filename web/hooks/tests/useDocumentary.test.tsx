// A documentary on a page: its stages, its result, and a reload in the middle.
import { act, renderHook, waitFor } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { useDocumentary } from "../src/index.js";
import type { Job, UseDocumentaryOptions } from "../src/index.js";
import { failed } from "./support/jobs.js";
import { useHouse } from "./support/house.js";

const RESULT = {
  data: { title: "A band", audioUrl: "/v1/artifacts/a" },
  playlistId: "p1",
  plan: {},
} as unknown as Job["result"];
const SEARCHING = {
  stage: "search",
  stageLabel: "Searching for tracks",
  percent: 44,
  detail: "Searching for track 3/5",
};
const house = useHouse();

afterEach(() => localStorage.clear());

function mounted(options: UseDocumentaryOptions = {}) {
  house.server.on("POST /api/music-doc", () => {
    house.server.add("doc", { kind: "documentary", status: "running" });
    return { body: { ok: true, jobId: "doc", playlistId: "p1", status: "pending", waitingFor: null } };
  });
  return renderHook(() => useDocumentary(options), { wrapper: house.StrictPage });
}

async function generated(options: UseDocumentaryOptions = {}) {
  const hook = mounted(options);
  await act(() => hook.result.current.generate({ topic: "Radiohead" }));
  await waitFor(() => expect(house.server.open).toBe(1));
  return hook;
}

it("is idle until something is generated", () => {
  const { result } = mounted();
  expect(result.current).toMatchObject({ jobId: null, isGenerating: false, stage: 0, result: null, error: null });
});

it("tells of each stage, and gives the result once", async () => {
  const onProgress = vi.fn();
  const onComplete = vi.fn();
  const { result } = await generated({ onProgress, onComplete });
  act(() => house.server.say("doc", SEARCHING));
  await waitFor(() =>
    expect(result.current).toMatchObject({ stage: 3, stageLabel: "Searching for tracks", progress: 44 }),
  );
  expect(onProgress).toHaveBeenLastCalledWith(
    expect.objectContaining({ stage: 3, detail: "Searching for track 3/5" }),
  );
  act(() => house.server.say("doc", { status: "completed", percent: 100, result: RESULT }));
  await waitFor(() => expect(result.current).toMatchObject({ isCompleted: true, stage: 6, stageLabel: "Complete" }));
  expect(result.current.result?.data.audioUrl).toBe(`${house.server.url}/v1/artifacts/a`);
  expect(onComplete).toHaveBeenCalledTimes(1);
});

it("comes back to the same documentary after a reload", async () => {
  const first = await generated({ storageKey: "documentary" });
  first.unmount();
  await waitFor(() => expect(house.server.open).toBe(0));
  house.server.say("doc", SEARCHING);
  const { result } = mounted({ storageKey: "documentary" });
  await waitFor(() => expect(result.current).toMatchObject({ jobId: "doc", stage: 3, isGenerating: true }));
});

it("throws what the server refuses", async () => {
  const { result } = mounted();
  const detail = "Maximum 2 concurrent jobs per user. Please wait for existing jobs to complete.";
  house.server.on("POST /api/music-doc", () => ({ status: 429, body: { detail }, headers: { "Retry-After": "5" } }));
  const refused = await act(() => result.current.generate({ topic: "Radiohead" }).catch((error: unknown) => error));
  expect(refused).toMatchObject({ status: 429, message: detail, retryAfterMs: 5000 });
  expect(result.current).toMatchObject({ isGenerating: false, jobId: null });
});

it("carries on where it failed", async () => {
  const onError = vi.fn();
  const { result } = await generated({ onError });
  act(() => house.server.say("doc", { ...SEARCHING, ...failed("The catalogue is closed") }));
  await waitFor(() =>
    expect(result.current).toMatchObject({ error: "The catalogue is closed", isGenerating: false }),
  );
  house.server.on("POST /v1/jobs/doc/retry", () => {
    const more = house.server.add("doc2", { kind: "documentary", status: "running", retryOf: "doc", percent: 40 });
    return { status: 202, body: { ...more, jobId: "doc2" } };
  });
  await act(() => result.current.retry());
  await waitFor(() => expect(result.current).toMatchObject({ jobId: "doc2", progress: 40, error: null }));
  expect(onError).toHaveBeenCalledTimes(1);
});

it("says where to look when the connection is lost, and comes back", async () => {
  const { result } = await generated();
  for (const route of ["GET /v1/events", "GET /v1/jobs/doc"]) house.server.on(route, () => ({ status: 503 }));
  act(() => house.server.cut());
  await waitFor(() => expect(result.current.error).toBe("Connection error. Check My Playlists"));
  expect(result.current.connectionLost).toBe(true);
  house.server.say("doc", SEARCHING);
  for (const route of ["GET /v1/events", "GET /v1/jobs/doc"]) house.server.off(route);
  await waitFor(() => expect(result.current).toMatchObject({ error: null, connectionLost: false, stage: 3 }));
});

it("cancels at the server", async () => {
  const { result } = await generated();
  await act(() => result.current.cancel());
  await waitFor(() => expect(result.current).toMatchObject({ status: "cancelled", isGenerating: false }));
});
