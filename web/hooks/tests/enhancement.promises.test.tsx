// What a page of enhancements may count on beyond the seventeen cases: once means once, and money is spoken of truly.
import { act, renderHook, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { Unreachable, useParallelEnhancement } from "../src/index.js";
import type { EnhancementTier, UseParallelEnhancementOptions } from "../src/index.js";
import { ENHANCED, failed } from "./support/jobs.js";
import { useHouse } from "./support/house.js";

const START = "POST /api/images/parallel-enhance";
const DONE = { status: "completed", percent: 100, result: ENHANCED } as const;
const house = useHouse();

function takesStarts() {
  house.server.on(START, ({ body }) => {
    const jobs = (body.tiers as EnhancementTier[]).map((tier) => {
      house.server.add(tier, { status: "running", credits: { charged: 2, refunded: 0 } });
      return { jobId: tier, tier, tokenCost: 2, status: "PROCESSING" };
    });
    return { body: { success: true, groupId: "g", jobs, totalCost: 2, newBalance: 9 } };
  });
}

function mounted(options: Partial<UseParallelEnhancementOptions> = {}, wrapper = house.Page) {
  takesStarts();
  const initialProps = { imageId: "image-123", ...options };
  return renderHook((props: UseParallelEnhancementOptions) => useParallelEnhancement(props), {
    wrapper,
    initialProps,
  });
}

const heard = () => waitFor(() => expect(house.server.open).toBe(1));

it("tells that all is complete once, however often the connection breaks", async () => {
  const onAllComplete = vi.fn();
  const { result } = mounted({ onAllComplete }, house.StrictPage);
  await act(() => result.current.startEnhancement(["TIER_1K", "TIER_2K"]));
  await heard();
  act(() => house.server.say("TIER_1K", DONE));
  for (let cut = 1; cut <= 4; cut += 1) {
    act(() => house.server.cut());
    await waitFor(() => expect(house.server.questions("GET", "/v1/events").length).toBeGreaterThan(cut));
    await heard();
  }
  act(() => house.server.say("TIER_2K", DONE));
  act(() => house.server.cut());
  await waitFor(() => expect(result.current.completedCount).toBe(2));
  await waitFor(() => expect(house.server.open).toBe(0));
  expect(onAllComplete).toHaveBeenCalledTimes(1);
});

it("hears of each state once under StrictMode, over one connection", async () => {
  const onJobUpdate = vi.fn();
  const { result } = mounted({ onJobUpdate }, house.StrictPage);
  await act(() => result.current.startEnhancement(["TIER_1K"]));
  await heard();
  act(() => house.server.say("TIER_1K", { percent: 10 }));
  act(() => house.server.say("TIER_1K", { percent: 20 }));
  act(() => house.server.say("TIER_1K", DONE));
  await waitFor(() => expect(result.current.completedCount).toBe(1));
  expect(onJobUpdate.mock.calls.map(([job]) => job.progress)).toEqual([0, 10, 20, 100]);
  expect(house.server.questions("GET", "/v1/events")).toHaveLength(1);
});

it("calls REFUNDED what failed and was paid back, and tells onError of it", async () => {
  const onError = vi.fn();
  const { result } = mounted({ onError });
  await act(() => result.current.startEnhancement(["TIER_1K"]));
  await heard();
  act(() => house.server.say("TIER_1K", { ...failed("No such model"), credits: { charged: 2, refunded: 2 } }));
  await waitFor(() => expect(result.current.jobs[0]?.status).toBe("REFUNDED"));
  expect(result.current.failedCount).toBe(1);
  expect(onError.mock.calls).toEqual([["TIER_1K", "No such model"]]);
});

it("does not call complete what is only out of reach", async () => {
  const onAllComplete = vi.fn();
  const { result } = mounted({ onAllComplete });
  await act(() => result.current.startEnhancement(["TIER_1K"]));
  await heard();
  for (const route of ["GET /v1/events", "GET /v1/jobs/TIER_1K"]) house.server.on(route, () => ({ status: 503 }));
  act(() => house.server.cut());
  await waitFor(() => expect(result.current.failedCount).toBe(1));
  expect(onAllComplete).not.toHaveBeenCalled();
  for (const route of ["GET /v1/events", "GET /v1/jobs/TIER_1K"]) house.server.off(route);
  house.server.say("TIER_1K", DONE);
  await waitFor(() => expect(onAllComplete).toHaveBeenCalledTimes(1));
  expect(result.current).toMatchObject({ completedCount: 1, failedCount: 0 });
});

it("cancels what is still being started", async () => {
  const { result } = mounted();
  let begun!: Promise<void>;
  act(() => void (begun = result.current.startEnhancement(["TIER_1K"])));
  act(() => result.current.cancelAll());
  await act(() => begun);
  await waitFor(() => expect(result.current.jobs[0]?.status).toBe("CANCELLED"));
  expect(house.server.questions("POST", "/v1/jobs/TIER_1K/cancel")).toHaveLength(1);
});

it("says when a cancel did not reach the server", async () => {
  const { result } = mounted();
  await act(() => result.current.startEnhancement(["TIER_1K"]));
  house.server.on("POST /v1/jobs/TIER_1K/cancel", () => ({ status: 503, body: { detail: "Temporal is away." } }));
  await expect(result.current.cancelAllAsync()).rejects.toThrow("Temporal is away.");
});

it("starts nothing twice when the answer was lost on its way", async () => {
  const { result } = mounted();
  const { fetch } = house.client.wire;
  house.client.wire.fetch = async (...asked) => {
    await fetch(...asked);
    throw new TypeError("the connection broke");
  };
  await act(() => expect(result.current.startEnhancement(["TIER_1K"])).rejects.toBeInstanceOf(Unreachable));
  house.client.wire.fetch = fetch;
  await act(() => result.current.startEnhancement(["TIER_1K"]));
  await act(() => result.current.startEnhancement(["TIER_1K"]));
  const keys = house.server.questions("POST", "/api/images").map(({ headers }) => headers["idempotency-key"]);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
});

it("shows nothing of another image's jobs", async () => {
  const { result, rerender } = mounted();
  await act(() => result.current.startEnhancement(["TIER_1K"]));
  await heard();
  rerender({ imageId: "image-456" });
  expect(result.current).toMatchObject({ jobs: [], isProcessing: false });
  await waitFor(() => expect(house.server.open).toBe(0));
});

it("tells of a job that is not there any more", async () => {
  const onError = vi.fn();
  const onAllComplete = vi.fn();
  const { result } = mounted({ onError, onAllComplete });
  house.server.on("GET /v1/events", () => ({
    status: 404,
    body: { code: "job-not-found", detail: "Job not found" },
  }));
  await act(() => result.current.startEnhancement(["TIER_1K"]));
  await waitFor(() => expect(result.current.jobs[0]).toMatchObject({ status: "FAILED", error: "Job not found" }));
  expect(onError).toHaveBeenCalledTimes(1);
  expect(onAllComplete).toHaveBeenCalledTimes(1);
});
