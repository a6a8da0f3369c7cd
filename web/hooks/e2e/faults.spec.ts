// What happens to connections happens here: cut, killed, hidden, many. No page says anything wrong of its jobs.
import type { Page } from "@playwright/test";
import { Cutter } from "./support/cutter.js";
import type { Up } from "./support/up.js";
import { expect, hurry, open, record, shoot, takeSample, test } from "./support/demo.js";

const KILLS = 10;
const CUT_MS = 5000;

async function begin(page: Page): Promise<() => Promise<Record<string, string[]>>> {
  await takeSample(page);
  const seen = await record(page, ".tier", "data-status");
  await page.getByRole("button", { name: "Enhance" }).click();
  await expect(page.locator(".tier")).toHaveCount(3);
  return seen;
}

/** What a page showed of each job was in order, ends as it ended at the server, and was never a failure. */
async function expectTruth(seen: Record<string, string[]>, up: Up): Promise<void> {
  expect(Object.keys(seen)).toHaveLength(3);
  for (const [id, shown] of Object.entries(seen)) {
    const end = (await up.ask("GET", `/v1/jobs/${id}`)).status.toUpperCase();
    expect(["COMPLETED", "CANCELLED"]).toContain(end);
    expect(["PENDING", "PROCESSING", end].filter((word) => shown.includes(word))).toEqual(shown);
    expect(shown.at(-1)).toBe(end);
  }
}

test("a proxy that cuts every five seconds takes nothing away", async ({ page, demo, up }) => {
  const cutter = await Cutter.start(Number(new URL(demo.url).port));
  try {
    await open(page, { url: `${cutter.url}/` }, "tiers");
    const seen = await begin(page);
    cutter.every(CUT_MS);
    await expect.poll(() => cutter.cuts).toBeGreaterThan(2);
    for (const tier of await page.locator(".tier").all()) {
      await up.ask("POST", `/v1/jobs/${await tier.getAttribute("data-job")}/cancel`);
    }
    await expect(page.getByRole("button", { name: "Enhance" })).toBeEnabled();
    await expectTruth(await seen(), up);
    await shoot(page, "cut");
  } finally {
    await page.close();
    await cutter.stop();
  }
});

test("the API dies ten times under two open pages, and no job is told of wrongly", async ({ page, context, demo, up }) => {
  const ends: string[] = [];
  page.on("console", (message) => void (message.text().includes("have ended") && ends.push(message.text())));
  const batches = await context.newPage();
  const slow = await up.slowBatch(40);
  await open(batches, demo, "batch");
  await batches.getByPlaceholder("a batch by its id").fill(slow);
  await open(page, demo, "tiers");
  const seen = await begin(page);
  const ids = Object.keys(await seen());
  for (let kill = 0; kill < KILLS; kill += 1) {
    await expect(batches.locator(".connection.live")).toBeVisible();
    const ending = kill % 3 === 2 ? ids.pop() : undefined; // it ends while nobody is there to tell
    if (ending) await up.ask("POST", `/v1/jobs/${ending}/cancel`);
    await up.killApi();
  }
  await expect(page.getByRole("button", { name: "Enhance" })).toBeEnabled();
  await expectTruth(await seen(), up);
  expect(ends).toEqual(["All 3 have ended."]);
  const badge = batches.locator(".batch-progress .status-badge").first();
  await expect(badge).toHaveText("processing");
  await shoot(batches, "killed");
  await up.ask("POST", `/v1/jobs/${slow}/cancel`);
  await expect(badge).toHaveText("cancelled");
  await expect.poll(() => up.connections()).toBe(0);
});

test("two tabs with three tiers each are all live, over one connection each", async ({ page, context, demo, up }) => {
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await open(tab, demo, "tiers");
    await begin(tab);
  }
  for (const tab of [page, other]) {
    await expect(tab.locator(".connection.live")).toBeVisible();
    await expect(tab.locator('.tier[data-status="PROCESSING"]')).not.toHaveCount(0);
  }
  expect(up.connections()).toBe(2);
  await shoot(other, "two-tabs");
  for (const tab of [page, other]) await tab.getByRole("button", { name: "Cancel all" }).click();
  for (const tab of [page, other]) await expect(tab.locator('.tier[data-status="CANCELLED"]')).toHaveCount(3);
  await expect.poll(() => up.connections()).toBe(0);
});

test("a hidden tab still hears of the end", async ({ page, demo }) => {
  await hurry(page);
  await open(page, demo, "tiers");
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await begin(page);
  await expect(page.locator('.tier[data-status="COMPLETED"]')).toHaveCount(3);
});

test("a page that is left leaves no connection behind", async ({ page, demo, up }) => {
  await open(page, demo, "tiers");
  await begin(page);
  await expect(page.locator(".connection.live")).toBeVisible();
  expect(up.connections()).toBe(1);
  const id = await page.locator(".tier").first().getAttribute("data-job");
  await page.locator("nav").getByRole("link", { name: "Upload" }).click();
  await expect.poll(() => up.connections()).toBe(0);
  const { group } = await up.ask("GET", `/v1/jobs/${id}`);
  await up.ask("POST", `/v1/groups/${group}/cancel`);
});
