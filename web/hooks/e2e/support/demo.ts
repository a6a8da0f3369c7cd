// The built demo, served before an API, and what a test sees of it.
import { fileURLToPath } from "node:url";
import { test as base, expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { preview } from "vite";
import { Up } from "./up.js";

const CONFIG = fileURLToPath(new URL("../../demo/vite.config.ts", import.meta.url));
const SHOTS = fileURLToPath(new URL("../screenshots/", import.meta.url));

export interface Demo {
  url: string;
  close: () => Promise<void>;
}

/** Serves the demo's files, and asks the API there for all else. */
async function serve(api: string): Promise<Demo> {
  process.env.CALLSHEET_URL = api;
  const server = await preview({ configFile: CONFIG, preview: { port: 0, host: "127.0.0.1" }, logLevel: "silent" });
  const url = server.resolvedUrls?.local[0];
  if (!url) throw new Error("The demo has no address. Was it built? `npm run demo:build` does.");
  return { url, close: () => server.close() };
}

export const test = base.extend<object, { up: Up; demo: Demo }>({
  up: [
    async ({}, use) => {
      const up = await Up.start();
      await use(up);
      await up.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  demo: [
    async ({ up }, use) => {
      const demo = await serve(up.url);
      await use(demo);
      await demo.close();
    },
    { scope: "worker" },
  ],
});

export { expect };

export async function open(page: Page, demo: { url: string }, path: string): Promise<void> {
  await page.goto(`${demo.url}#/${path}`);
}

export async function takeSample(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Take the sample" }).click();
  await expect(page.locator(".photo img")).toBeVisible();
}

/** Jobs of this page are made by the worker's quick engine: the same way, with less to wait for. */
export async function hurry(page: Page): Promise<void> {
  await page.route("**/api/images/parallel-enhance", (route) =>
    route.continue({ postData: JSON.stringify({ ...route.request().postDataJSON(), engine: "fast" }) }),
  );
}

export async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${SHOTS}${name}.png`, fullPage: true });
}

/** Everything that each element with these attributes ever showed, in order, each once. */
export async function record(page: Page, selector: string, attribute: string): Promise<() => Promise<Record<string, string[]>>> {
  await page.evaluate(
    ([selector, attribute]) => {
      const seen: Record<string, string[]> = ((window as any).seen = {});
      const look = () =>
        document.querySelectorAll(selector!).forEach((element) => {
          const key = element.closest("[data-job]")?.getAttribute("data-job") ?? "";
          const value = element.getAttribute(attribute!) ?? "";
          const said = (seen[key] ??= []);
          if (said.at(-1) !== value) said.push(value);
        });
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
      look();
    },
    [selector, attribute],
  );
  return () => page.evaluate(() => (window as any).seen);
}
