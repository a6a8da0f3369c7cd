// Forty pictures and two that are not there, as their owner and as an operator sees them.
import { expect, open, shoot, test } from "./support/demo.js";

test("a batch counts up, and says which images failed", async ({ page, demo }) => {
  await open(page, demo, "batch");
  await page.getByRole("button", { name: "Annotate 40 pictures" }).click();
  await expect(page.getByRole("heading", { name: /Processing: \d+%/ })).toBeVisible();
  await shoot(page, "batch-running");
  await expect(page.locator(".batch-progress .status-badge.completed")).toHaveCount(2);
  await expect(page.locator(".batch-progress").first()).toContainText("Errors (2)");
  await page.locator(".batch-progress summary").first().click();
  await expect(page.getByText("Image no-such-image:").first()).toBeVisible();
  await expect(page.locator(".stat.success dd")).toHaveText("40");
  await shoot(page, "batch-done");
});

test("the dashboard lists what is under way, and ends it", async ({ page, demo, up }) => {
  const imageIds = Array.from({ length: 300 }, (_, index) => `nobody-${index}`);
  const body = { kind: "annotation", input: { imageIds, rateLimitPerMinute: 10, ownerId: "slow" } };
  const { jobs } = await up.ask("POST", "/v1/jobs", body);
  await open(page, demo, "dashboard");
  await page.getByRole("button", { name: "Annotate 40 pictures" }).click();
  const cancel = page.getByRole("button", { name: `Cancel ${jobs[0].id}` });
  await expect(cancel).toBeVisible();
  await shoot(page, "dashboard");
  await cancel.click();
  await expect(cancel).toHaveCount(0);
  expect((await up.ask("GET", `/v1/jobs/${jobs[0].id}`)).status).toBe("cancelled");
});
