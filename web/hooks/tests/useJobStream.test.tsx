// One job of any kind on a page.
import { act, renderHook, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { useJobStream } from "../src/index.js";
import { ENHANCED, failed } from "./support/jobs.js";
import { useHouse } from "./support/house.js";

const house = useHouse();

it("follows a job to its end, and lets go of it", async () => {
  house.server.add("j", { status: "running" });
  const onUpdate = vi.fn();
  const onComplete = vi.fn();
  const { result } = renderHook(() => useJobStream("j", { onUpdate, onComplete }), { wrapper: house.StrictPage });
  expect(result.current).toMatchObject({ isLoading: true, job: null, status: null });
  await waitFor(() =>
    expect(result.current).toMatchObject({ isLoading: false, isConnected: true, status: "PROCESSING" }),
  );
  act(() => house.server.say("j", { status: "completed", percent: 100, result: ENHANCED }));
  await waitFor(() => expect(result.current).toMatchObject({ status: "COMPLETED", progress: 100 }));
  expect(onComplete).toHaveBeenCalledTimes(1);
  expect(onUpdate).toHaveBeenCalledTimes(2);
  await waitFor(() => expect(house.server.open).toBe(0));
  expect(result.current.isConnected).toBe(false);
});

it("shares one connection among all that a page follows", async () => {
  for (const id of ["a", "b", "c"]) house.server.add(id, { status: "running" });
  const all = () => [useJobStream("a"), useJobStream("b"), useJobStream("c"), useJobStream("a")];
  const { result } = renderHook(all, { wrapper: house.Page });
  await waitFor(() => expect(result.current.every((one) => one.status === "PROCESSING")).toBe(true));
  expect(house.server.open).toBe(1);
});

it("tells of a job that had ended before anybody looked", async () => {
  house.server.add("j", { ...failed("No such model"), version: 3, credits: { charged: 2, refunded: 2 } });
  const onError = vi.fn();
  const { result } = renderHook(() => useJobStream("j", { onError }), { wrapper: house.Page });
  await waitFor(() => expect(result.current).toMatchObject({ status: "REFUNDED", error: "No such model" }));
  expect(onError.mock.calls).toEqual([["No such model"]]);
});

it("is idle without an id, and cancels nothing", async () => {
  const { result } = renderHook(() => useJobStream(null), { wrapper: house.Page });
  await act(() => result.current.cancel());
  expect(result.current).toMatchObject({ job: null, isLoading: false, isConnected: false });
  expect(house.server.asked).toEqual([]);
});

it("calls it no error that a cancel came too late", async () => {
  house.server.add("j", { status: "completed", completedAt: "2030-01-01T00:00:01Z" });
  const { result } = renderHook(() => useJobStream("j"), { wrapper: house.Page });
  await waitFor(() => expect(result.current.status).toBe("COMPLETED"));
  await act(() => result.current.cancel());
});
