// Forty pictures and two that are not there, as their owner and as an operator sees them.
import { expectAccessible } from "./support/axe.js";
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
  await expectAccessible(page, ".batch-progress:has(dl)");
  await shoot(page, "batch-done");
});

test("the dashboard lists what is under way, and ends it", async ({ page, demo, up }) => {
  const slow = await up.slowBatch(14);
  await open(page, demo, "dashboard");
  await page.getByRole("button", { name: "Annotate 40 pictures" }).click();
  const cancel = page.getByRole("button", { name: `Cancel ${slow}` });
  await expect(cancel).toBeVisible();
  await expectAccessible(page, ".admin-dashboard");
  await shoot(page, "dashboard");
  await cancel.click();
  await expect(cancel).toHaveCount(0);
  expect((await up.ask("GET", `/v1/jobs/${slow}`)).status).toBe("cancelled");
});
