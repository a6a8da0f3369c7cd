// Sizes of a photo, in a real browser, from a real worker.
import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe.js";
import { expect, hurry, open, record, shoot, takeSample, test } from "./support/demo.js";

/** How often the page said that to its console. */
function sayings(page: Page, words: string): () => number {
  let count = 0;
  page.on("console", (message) => void (count += Number(message.text().includes(words))));
  return () => count;
}

test("three tiers come in live, over one connection, each with its picture", async ({ page, demo }) => {
  const streams: string[] = [];
  page.on("request", (request) => request.url().includes("/v1/events") && streams.push(request.url()));
  const ends = sayings(page, "All 3 have ended.");
  await hurry(page);
  await open(page, demo, "tiers");
  await takeSample(page);
  const seen = await record(page, ".tier", "data-status");
  await page.getByRole("button", { name: "Enhance" }).click();
  await expect(page.locator(".tier img")).toHaveCount(3);
  for (const shown of Object.values(await seen())) {
    expect(["PENDING", "PROCESSING", "COMPLETED"].filter((word) => shown.includes(word))).toEqual(shown);
  }
  expect(streams).toHaveLength(1);
  expect(ends()).toBe(1);
  await shoot(page, "tiers-done");
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page);
  await shoot(page, "tiers-dark");
  await page.setViewportSize({ width: 390, height: 800 });
  await shoot(page, "tiers-narrow");
});

test("bars move while the work goes on, and a cancel ends it at the server", async ({ page, demo, up }) => {
  await open(page, demo, "tiers");
  await takeSample(page);
  await page.getByRole("button", { name: "Enhance" }).click();
  await expect(page.locator(".tier")).toHaveCount(3);
  const seen = await record(page, ".tier [role=progressbar]", "aria-valuenow");
  await expect.poll(async () => Object.values(await seen()).filter((shown) => shown.length > 2).length).toBeGreaterThan(0);
  await shoot(page, "tiers-running");
  const ids = await page.locator(".tier").evaluateAll((tiers) => tiers.map((tier) => tier.getAttribute("data-job")));
  await page.getByRole("button", { name: "Cancel all" }).click();
  await expect(page.getByRole("button", { name: "Enhance" })).toBeEnabled();
  for (const id of ids) expect((await up.ask("GET", `/v1/jobs/${id}`)).status).toMatch(/cancelled|completed/);
  await expect.poll(() => up.connections()).toBe(0);
  await shoot(page, "tiers-cancelled");
});

test("the basic example counts to three and says so once", async ({ page, demo }) => {
  const ends = sayings(page, "All enhancements complete!");
  await hurry(page);
  await open(page, demo, "basic");
  await takeSample(page);
  await page.getByRole("button", { name: "Enhance All Tiers" }).click();
  await expect(page.getByText("Processing: Yes")).toBeVisible();
  await expect(page.getByText("Completed: 3/3")).toBeVisible();
  await expect(page.getByText("Processing: No")).toBeVisible();
  expect(ends()).toBe(1);
  await shoot(page, "basic");
});

test("the example with progress fills its bar", async ({ page, demo }) => {
  await hurry(page);
  await open(page, demo, "progress");
  await takeSample(page);
  await page.getByRole("button", { name: "Enhance All Tiers" }).click();
  await expect(page.getByText("TIER_4K: COMPLETED")).toBeVisible();
  await expect(page.locator(".stage [role=progressbar]")).toHaveAttribute("aria-valuenow", "100");
  await shoot(page, "progress");
});

test("the example with cancellation cancels", async ({ page, demo }) => {
  await open(page, demo, "cancel");
  await takeSample(page);
  await expect(page.getByRole("button", { name: "Cancel All" })).toBeDisabled();
  await page.getByRole("button", { name: "Start Enhancement" }).click();
  await expect(page.getByText("Status: Processing...")).toBeVisible();
  await page.getByRole("button", { name: "Cancel All" }).click();
  await expect(page.getByText("Status: Idle")).toBeVisible();
  await shoot(page, "cancel");
});

test("the example with results shows each picture", async ({ page, demo }) => {
  await hurry(page);
  await open(page, demo, "results");
  await takeSample(page);
  await page.getByRole("button", { name: "Enhance", exact: true }).click();
  await expect(page.getByRole("img", { name: /Enhanced at TIER_/ })).toHaveCount(3);
  await shoot(page, "results");
});
