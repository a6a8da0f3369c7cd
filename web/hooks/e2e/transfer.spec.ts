// Rows in and out of a dataset, with a stream and without one.
import { expect, open, shoot, test } from "./support/demo.js";

test("an import is followed live, without asking", async ({ page, demo }) => {
  const polls: string[] = [];
  page.on("request", (request) => /\/v1\/jobs\/[^/]+$/.test(request.url()) && polls.push(request.url()));
  await open(page, demo, "import");
  await page.getByRole("button", { name: "Take 20,000 rows" }).click();
  await expect(page.getByText("Status: PROCESSING")).toBeVisible();
  await shoot(page, "import-running");
  await expect(page.getByText("Imported 19600 rows, skipped 400")).toBeVisible();
  await expect(page.getByText("100%")).toBeVisible();
  expect(polls).toEqual([]);
  await shoot(page, "import-done");
});

test("an import is asked for where its stream is blocked", async ({ page, demo }) => {
  const polls: string[] = [];
  page.on("request", (request) => /\/v1\/jobs\/[^/]+$/.test(request.url()) && polls.push(request.url()));
  await page.route("**/v1/events**", (route) => route.abort());
  await open(page, demo, "status");
  await page.getByRole("button", { name: "Take 20,000 rows" }).click();
  await expect(page.getByText(/Progress: \d+%/)).toBeVisible();
  await shoot(page, "import-blocked");
  await expect(page.locator(".stage").getByText("Job completed successfully!")).toBeVisible();
  await expect(page.locator(".stage").getByText("Status: COMPLETED")).toBeVisible();
  expect(polls.length).toBeGreaterThan(0);
  await expect(page.locator(".said .error")).toHaveCount(0);
});

test("an export opens its file, and keeps a link to it", async ({ page, demo }) => {
  await open(page, demo, "export");
  await page.getByRole("button", { name: "Make a dataset" }).click();
  const opened = page.context().waitForEvent("page");
  await page.getByRole("button", { name: /Export people/ }).click();
  await opened;
  const link = page.getByRole("link", { name: /Download .*\.csv/ });
  const download = page.waitForEvent("download");
  await link.click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
  await shoot(page, "export");
});
