// Time that tests may push on, and that goes on by itself besides, since a network is real.
import { act } from "@testing-library/react";
import { vi } from "vitest";

export async function withTime(test: (pass: (ms: number) => Promise<unknown>) => Promise<void>): Promise<void> {
  vi.useFakeTimers({
    shouldAdvanceTime: true,
    toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"],
  });
  try {
    await test((ms) => act(() => vi.advanceTimersByTimeAsync(ms)));
  } finally {
    vi.useRealTimers();
  }
}
