// What the two batch components show, and what the dashboard's button does.
import { act, render, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { AdminBatchDashboard, BatchProgressDisplay } from "../src/index.js";
import type { BatchJobProgress } from "../src/index.js";
import { useHouse } from "./support/house.js";
import { withTime } from "./support/time.js";

const PROGRESS: BatchJobProgress = {
  jobId: "b",
  status: "processing",
  progress: { total: 10, processed: 5, successful: 4, failed: 1, skipped: 0, percentage: 50 },
  estimatedTimeRemaining: 4100,
  errors: [
    { itemId: "img2", error: "Invalid image", code: "bad", attemptNumber: 2, timestamp: "2030-01-01T00:00:00Z" },
  ],
  errorsTotal: 1,
  error: null,
  detail: null,
  waitingFor: null,
  startedAt: "2030-01-01T00:00:00Z",
  updatedAt: "2030-01-01T00:00:01Z",
  completedAt: null,
};

describe("BatchProgressDisplay", () => {
  it("shows the bar, the counts, the time left and what failed", () => {
    const { container } = render(<BatchProgressDisplay progress={PROGRESS} />);
    expect(screen.getByRole("progressbar", { name: "Batch" }).getAttribute("aria-valuenow")).toBe("50");
    expect(container.querySelector(".status-badge.processing")?.textContent).toBe("processing");
    expect(container.querySelector(".stat.failed")?.textContent).toBe("Failed1");
    expect(container.querySelector(".eta")?.textContent).toBe("Estimated time remaining: 5s");
    expect(container.querySelector("li")?.textContent).toBe("Image img2: Invalid image Attempt 2");
  });

  it("says why a batch does not move, and nothing of time when it has ended", () => {
    const ended = { ...PROGRESS, status: "cancelled", waitingFor: "a rate limit", errors: [] } as const;
    const { container } = render(<BatchProgressDisplay progress={{ ...ended, errors: [] }} />);
    expect(container.querySelector(".waiting")?.textContent).toBe("a rate limit");
    expect(container.querySelector(".eta")).toBeNull();
    expect(container.querySelector("details")).toBeNull();
  });
});

describe("AdminBatchDashboard", () => {
  const house = useHouse();
  const row = (id: string) => ({ id, status: "processing", processedItems: 3, totalItems: 4, startedAt: null });

  function shown(...ids: string[]) {
    const stats = { activeJobs: ids.length, totalProcessing: 3, totalSuccessful: 2, totalFailed: 1 };
    house.server.on("GET /api/batch/annotations/active", () => ({ body: { jobs: ids.map(row), count: ids.length } }));
    house.server.on("GET /api/batch/annotations/stats", () => ({ body: stats }));
  }

  const looks = () => house.server.questions("GET", "/api/batch/annotations/active").length;

  it("lists what is under way, and looks again", () =>
    withTime(async (pass) => {
      shown("batch-0001-long");
      const { container } = render(<AdminBatchDashboard />, { wrapper: house.Page });
      await waitFor(() => expect(screen.getByText("batch-00...")).toBeTruthy());
      expect(screen.getByText("3/4 (75%)")).toBeTruthy();
      expect(container.querySelectorAll(".stat-value")[3]?.textContent).toBe("1");
      shown();
      await pass(5000);
      await waitFor(() => expect(screen.getByText("No batch is under way.")).toBeTruthy());
    }));

  it("cancels at the server and looks at once", async () => {
    shown("batch-0001-long");
    house.server.add("batch-0001-long", { kind: "annotation", status: "running" });
    render(<AdminBatchDashboard />, { wrapper: house.Page });
    const button = await screen.findByRole("button", { name: "Cancel batch-0001-long" });
    shown();
    act(() => button.click());
    await waitFor(() => expect(screen.getByText("No batch is under way.")).toBeTruthy());
    expect(house.server.questions("POST", "/v1/jobs/batch-0001-long/cancel")).toHaveLength(1);
  });

  it("keeps what it knows when nobody answers, and says so", async () => {
    shown("batch-0001-long");
    render(<AdminBatchDashboard refreshInterval={20} />, { wrapper: house.Page });
    await screen.findByText("batch-00...");
    house.server.on("GET /api/batch/annotations/stats", () => ({
      status: 503,
      body: { detail: "The database is away." },
    }));
    await waitFor(() => expect(screen.getByRole("alert").textContent).toBe("The database is away."));
    expect(screen.getByText("batch-00...")).toBeTruthy();
    shown("batch-0001-long");
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  });

  it("stops looking when it goes", () =>
    withTime(async (pass) => {
      shown();
      const { unmount } = render(<AdminBatchDashboard />, { wrapper: house.Page });
      await waitFor(() => expect(screen.getByText("No batch is under way.")).toBeTruthy());
      unmount();
      await pass(60_000);
      expect(looks()).toBe(1);
    }));
});
