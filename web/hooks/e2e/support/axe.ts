// What axe says of a page: for who hears it, or goes through it by keys.
import { createRequire } from "node:module";
import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

export async function expectAccessible(page: Page, selector = "body"): Promise<void> {
  await page.addScriptTag({ path: AXE });
  const found = await page.evaluate(async (within) => {
    const { violations } = await (window as any).axe.run(within);
    return violations.map((one: any) => `${one.id}: ${one.nodes.map((node: any) => node.html).join(" | ")}`);
  }, selector);
  expect(found).toEqual([]);
}
