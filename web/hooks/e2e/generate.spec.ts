// Pictures from a prompt, a file to work from, and a documentary from a topic.
import { expectAccessible } from "./support/axe.js";
import { expect, open, shoot, test } from "./support/demo.js";
import { PHOTO } from "./support/up.js";

test("a task stands in its list at once, and its pictures come by themselves", async ({ page, demo }) => {
  await open(page, demo, "generate");
  await page.getByLabel("Prompt id").fill("from-chromium");
  await page.getByRole("button", { name: "Generate", exact: true }).click();
  await expect(page.getByText("IMAGEN4 - PENDING")).toBeVisible();
  await shoot(page, "generate-pending");
  await expect(page.getByText("IMAGEN4 - SUCCESS")).toBeVisible();
  await expect(page.locator(".gallery img")).toHaveCount(4);
  await shoot(page, "generate-done");
  await open(page, demo, "tasks");
  await page.getByLabel("Prompt id").fill("from-chromium");
  await expect(page.getByText("IMAGEN4 - SUCCESS")).toBeVisible();
  await shoot(page, "tasks");
});

test("a file is uploaded, and its link is given", async ({ page, demo }) => {
  await open(page, demo, "upload");
  await page.locator("input[type=file]").setInputFiles(PHOTO);
  await expect(page.getByText(/File uploaded: http/)).toBeVisible();
  await expect(page.getByText(/Expires at: 20/)).toBeVisible();
  await shoot(page, "upload");
});

test("a documentary goes through its stages, and a reload comes back to it", async ({ page, demo }) => {
  await open(page, demo, "documentary");
  await page.getByRole("button", { name: "Generate", exact: true }).click();
  await expect(page.locator(".steps .now, .steps .done").first()).toBeVisible();
  await shoot(page, "documentary-running");
  await page.reload();
  await expect(page.locator(".programme h3")).toBeVisible();
  await expect(page.locator('[data-status="completed"]')).toBeVisible();
  await expectAccessible(page);
  await shoot(page, "documentary-done");
});
