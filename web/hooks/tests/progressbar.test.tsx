// What a bar shows, and what it says of itself.
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { ProgressBar } from "../src/index.js";

afterEach(cleanup);

it("is as wide as the work is far, and says so", () => {
  render(<ProgressBar value={41.6} label="Enhancing" />);
  const bar = screen.getByRole("progressbar", { name: "Enhancing" });
  expect(bar.getAttribute("aria-valuenow")).toBe("42");
  expect((bar.firstChild as HTMLElement).style.width).toBe("41.6%");
});

it.each([
  [-5, "0", "0%"],
  [250, "100", "100%"],
  [Number.NaN, null, "0%"],
  [null, null, "0%"],
])("stays within its box for %s", (value, now, width) => {
  render(<ProgressBar value={value} />);
  const bar = screen.getByRole("progressbar");
  expect(bar.getAttribute("aria-valuenow")).toBe(now);
  expect((bar.firstChild as HTMLElement).style.width).toBe(width);
});
