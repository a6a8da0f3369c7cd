// The seventeen cases that the hook's own page names.
import { act, renderHook, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { Refused, useParallelEnhancement } from "../src/index.js";
import type { EnhancementTier, UseParallelEnhancementOptions } from "../src/index.js";
import { ENHANCED, failed } from "./support/jobs.js";
import { useHouse } from "./support/house.js";

const START = "POST /api/images/parallel-enhance";
const IDS = { TIER_1K: "job-1k", TIER_2K: "job-2k", TIER_4K: "job-4k" };
const house = useHouse();

/** The server takes every tier, as a running job. */
function takesStarts() {
  house.server.on(START, ({ body }) => {
    const jobs = (body.tiers as EnhancementTier[]).map((tier) => {
      house.server.add(IDS[tier], { status: "running", credits: { charged: 2, refunded: 0 } });
      return { jobId: IDS[tier], tier, tokenCost: 2, status: "PROCESSING" };
    });
    return { body: { success: true, groupId: "g", jobs, totalCost: 2 * jobs.length, newBalance: 100 } };
  });
}

function mounted(options: Partial<UseParallelEnhancementOptions> = {}) {
  takesStarts();
  const props = { imageId: "image-123", ...options };
  return renderHook(() => useParallelEnhancement(props), { wrapper: house.Page });
}

async function started(options: Partial<UseParallelEnhancementOptions> = {}, tiers = Object.keys(IDS)) {
  const hook = mounted(options);
  await act(() => hook.result.current.startEnhancement(tiers as EnhancementTier[]));
  await waitFor(() => expect(house.server.open).toBe(1));
  return hook;
}

describe("Initialization", () => {
  it("should initialize with no jobs and nothing processing", () => {
    const { result } = mounted();
    expect(result.current).toMatchObject({ jobs: [], isProcessing: false, completedCount: 0, failedCount: 0 });
    expect(house.server.asked).toEqual([]);
  });

  it("should return functions that stay the same", () => {
    const { result, rerender } = mounted();
    const { startEnhancement, cancelAll } = result.current;
    rerender();
    expect(result.current.startEnhancement).toBe(startEnhancement);
    expect(result.current.cancelAll).toBe(cancelAll);
  });
});

describe("Starting enhancements", () => {
  it("should start one job for each tier with one request", async () => {
    const { result } = await started();
    const [asked, ...more] = house.server.questions("POST", "/api/images/parallel-enhance");
    expect(asked?.body).toEqual({ imageId: "image-123", tiers: ["TIER_1K", "TIER_2K", "TIER_4K"] });
    expect(more).toEqual([]);
    expect(result.current.jobs.map(({ jobId, tier }) => [jobId, tier])).toEqual([
      ["job-1k", "TIER_1K"],
      ["job-2k", "TIER_2K"],
      ["job-4k", "TIER_4K"],
    ]);
  });

  it("should be processing from the click on", async () => {
    const { result } = mounted();
    let begun!: Promise<void>;
    act(() => void (begun = result.current.startEnhancement(["TIER_1K"])));
    expect(result.current.isProcessing).toBe(true);
    await act(() => begun);
    expect(result.current.isProcessing).toBe(true);
  });

  it("should throw API errors to the caller", async () => {
    const { result } = mounted();
    const errors = [{ pointer: "/tiers", code: "unique", detail: "Each tier can only be selected once." }];
    house.server.on(START, () => ({ status: 422, body: { code: "invalid", detail: errors[0]?.detail, errors } }));
    const refused = await act(() => result.current.startEnhancement(["TIER_1K", "TIER_1K"]).catch((error) => error));
    expect(refused).toBeInstanceOf(Refused);
    expect(refused).toMatchObject({
      status: 422,
      pointer: "/tiers",
      message: "Each tier can only be selected once.",
    });
    expect(result.current).toMatchObject({ jobs: [], isProcessing: false });
  });
});

describe("SSE connections", () => {
  it("should hear of all jobs over one connection", async () => {
    await started();
    const [stream, ...more] = house.server.questions("GET", "/v1/events");
    expect(stream?.path).toBe("/v1/events?job=job-1k&job=job-2k&job=job-4k");
    expect(more).toEqual([]);
  });

  it("should reconnect when the connection breaks", async () => {
    const { result } = await started();
    act(() => house.server.cut());
    await waitFor(() => expect(house.server.questions("GET", "/v1/events")).toHaveLength(2));
    await waitFor(() => expect(house.server.open).toBe(1));
    act(() => house.server.say("job-1k", { percent: 40 }));
    await waitFor(() => expect(result.current.jobs[0]?.progress).toBe(40));
    expect(result.current.failedCount).toBe(0);
  });

  it("should close the connection when all jobs have ended", async () => {
    const { result } = await started({}, ["TIER_1K"]);
    act(() => house.server.say("job-1k", { status: "completed", percent: 100, result: ENHANCED }));
    await waitFor(() => expect(result.current.isProcessing).toBe(false));
    await waitFor(() => expect(house.server.open).toBe(0));
  });
});

describe("Status updates", () => {
  it("should update a job from SSE messages", async () => {
    const onJobUpdate = vi.fn();
    const { result } = await started({ onJobUpdate });
    act(() => house.server.say("job-2k", { percent: 55, detail: "Tile 5 of 9" }));
    await waitFor(() => expect(result.current.jobs[1]).toMatchObject({ progress: 55, detail: "Tile 5 of 9" }));
    expect(onJobUpdate).toHaveBeenLastCalledWith(expect.objectContaining({ jobId: "job-2k", status: "PROCESSING" }));
  });

  it("should give the enhanced image of a completed job", async () => {
    const { result } = await started();
    act(() => house.server.say("job-1k", { status: "completed", percent: 100, result: ENHANCED }));
    await waitFor(() => expect(result.current.completedCount).toBe(1));
    const enhancedUrl = `${house.server.url}/v1/artifacts/abc`;
    expect(result.current.jobs[0]).toMatchObject({
      status: "COMPLETED",
      enhancedUrl,
      enhancedWidth: 1024,
      enhancedHeight: 768,
    });
    expect(result.current.isProcessing).toBe(true);
  });
});

describe("Completion", () => {
  it("should call onAllComplete once when all jobs have ended", async () => {
    const onAllComplete = vi.fn();
    await started({ onAllComplete }, ["TIER_1K", "TIER_2K"]);
    act(() => house.server.say("job-1k", { status: "completed", percent: 100, result: ENHANCED }));
    await waitFor(() => expect(house.server.open).toBe(1));
    expect(onAllComplete).not.toHaveBeenCalled();
    act(() => house.server.say("job-2k", failed("Out of tiles")));
    await waitFor(() => expect(onAllComplete).toHaveBeenCalledTimes(1));
    const told = onAllComplete.mock.calls[0]![0];
    expect(told.map((job: { status: string }) => job.status)).toEqual(["COMPLETED", "FAILED"]);
  });

  it("should call onAllComplete again after a new start", async () => {
    const onAllComplete = vi.fn();
    const { result } = await started({ onAllComplete }, ["TIER_1K"]);
    act(() => house.server.say("job-1k", { status: "completed", percent: 100, result: ENHANCED }));
    await waitFor(() => expect(onAllComplete).toHaveBeenCalledTimes(1));
    await act(() => result.current.startEnhancement(["TIER_2K"]));
    await waitFor(() => expect(house.server.open).toBe(1));
    act(() => house.server.say("job-2k", { status: "completed", percent: 100, result: ENHANCED }));
    await waitFor(() => expect(onAllComplete).toHaveBeenCalledTimes(2));
    expect(result.current.jobs.map((job) => job.jobId)).toEqual(["job-2k"]);
  });
});

describe("Errors", () => {
  it("should call onError when a job fails", async () => {
    const onError = vi.fn();
    const { result } = await started({ onError });
    act(() => house.server.say("job-4k", failed("The model ran out of memory")));
    await waitFor(() => expect(result.current.failedCount).toBe(1));
    expect(onError.mock.calls).toEqual([["job-4k", "The model ran out of memory"]]);
    expect(result.current.jobs[2]).toMatchObject({ status: "FAILED", error: "The model ran out of memory" });
  });

  it("should mark jobs failed when nobody answers any more, and mend that", async () => {
    const onError = vi.fn();
    const { result } = await started({ onError }, ["TIER_1K"]);
    house.server.on("GET /v1/events", () => ({ status: 503, body: {} }));
    house.server.on("GET /v1/jobs/job-1k", () => ({ status: 503, body: {} }));
    act(() => house.server.cut());
    await waitFor(() => expect(result.current.jobs[0]).toMatchObject({ status: "FAILED", connectionLost: true }));
    expect(onError).toHaveBeenCalledTimes(1);
    house.server.off("GET /v1/jobs/job-1k");
    await waitFor(() =>
      expect(result.current.jobs[0]).toMatchObject({ status: "PROCESSING", connectionLost: false }),
    );
    expect(result.current.jobs[0]?.error).toBeUndefined();
  });
});

describe("Cancellation", () => {
  it("should cancel all jobs at the server", async () => {
    const { result } = await started();
    act(() => result.current.cancelAll());
    await waitFor(() =>
      expect(result.current.jobs.map((job) => job.status)).toEqual(["CANCELLED", "CANCELLED", "CANCELLED"]),
    );
    expect(result.current).toMatchObject({ isProcessing: false, completedCount: 0, failedCount: 0 });
    expect(house.server.questions("POST", "/v1/jobs/")).toHaveLength(3);
  });

  it("should leave alone what has ended already", async () => {
    const { result } = await started({}, ["TIER_1K", "TIER_2K"]);
    act(() => house.server.say("job-1k", { status: "completed", percent: 100, result: ENHANCED }));
    await waitFor(() => expect(result.current.completedCount).toBe(1));
    await act(() => result.current.cancelAllAsync());
    expect(house.server.questions("POST", "/v1/jobs/").map(({ path }) => path)).toEqual(["/v1/jobs/job-2k/cancel"]);
  });
});

describe("Cleanup", () => {
  it("should close all connections on unmount", async () => {
    const { unmount } = await started();
    unmount();
    await waitFor(() => expect(house.server.open).toBe(0));
    expect(house.server.questions("POST", "/v1/jobs/")).toEqual([]);
  });
});
