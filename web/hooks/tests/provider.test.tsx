// Which server is spoken to, and as whom.
import { renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, it } from "vitest";
import { CallsheetProvider, configure, useBatchProcessor, useCallsheet, useConnection } from "../src/index.js";
import { useHouse } from "./support/house.js";

const house = useHouse();

afterEach(() => configure({}));

it("speaks to where it was told once, as who it was told", async () => {
  configure({ baseUrl: `${house.server.url}/`, headers: () => ({ "X-Callsheet-Owner": "ada" }) });
  const { unmount } = renderHook(() => useBatchProcessor("b"));
  await waitFor(() => expect(house.server.asked[0]?.headers["x-callsheet-owner"]).toBe("ada"));
  unmount();
});

it("gives every hook of a page the same client", () => {
  const { result } = renderHook(() => [useCallsheet(), useCallsheet()]);
  expect(result.current[0]).toBe(result.current[1]);
});

it("keeps the client of a provider while its headers change, and sends the newest", async () => {
  let name = "ada";
  const wrapper = ({ children }: { children: ReactNode }) => (
    <CallsheetProvider baseUrl={house.server.url} headers={{ "X-Callsheet-Owner": name }}>
      {children}
    </CallsheetProvider>
  );
  const { result, rerender } = renderHook(() => useCallsheet(), { wrapper });
  const first = result.current;
  name = "grace";
  rerender();
  expect(result.current).toBe(first);
  await first.ask("GET", "/v1/jobs/x").catch(() => {});
  expect(house.server.asked[0]?.headers["x-callsheet-owner"]).toBe("grace");
});

it("says how the connection is", async () => {
  house.server.add("b", { kind: "annotation", status: "running" });
  const { result } = renderHook(() => [useConnection(), useBatchProcessor("b")] as const, { wrapper: house.Page });
  await waitFor(() => expect(result.current[0]).toBe("live"));
});
