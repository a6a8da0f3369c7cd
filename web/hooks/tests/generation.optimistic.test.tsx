// A task is in its list from the click on, and out of it again where the server refuses.
import { act, renderHook, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { useCreateGenerationTask, useGenerationTasks } from "../src/index.js";
import type { CreateGenerationTaskInput } from "../src/index.js";
import type { Reply } from "./support/server.js";
import { useHouse } from "./support/house.js";

const INPUT: CreateGenerationTaskInput = {
  promptId: "p1",
  providerParams: { model: "IMAGEN4", input: { prompt: "A beautiful sunset" } },
};
const OLD = { id: "old", promptId: "p1", model: "VEO3", status: "SUCCESS", assets: [] };
const house = useHouse();

async function pageOf(reply: () => Promise<Reply>) {
  house.server.on("GET /api/generation/tasks", () => ({ body: [OLD] }));
  house.server.on("POST /api/generation/tasks", reply);
  const both = () => ({ list: useGenerationTasks("p1"), create: useCreateGenerationTask() });
  const hook = renderHook(both, { wrapper: house.Page });
  await waitFor(() => expect(hook.result.current.list.data).toHaveLength(1));
  return hook.result;
}

it("shows a task as PENDING before the server has answered", async () => {
  let answer!: (reply: Reply) => void;
  const page = await pageOf(() => new Promise((resolve) => (answer = resolve)));
  act(() => page.current.create.mutate(INPUT));
  await waitFor(() => expect(page.current.list.data?.map(({ status }) => status)).toEqual(["PENDING", "SUCCESS"]));
  expect(page.current.list.data?.[0]).toMatchObject({ model: "IMAGEN4", promptId: "p1" });
  await waitFor(() => expect(answer).toBeTypeOf("function"));
  await act(async () =>
    answer({ status: 201, body: { success: true, data: { ...OLD, id: "new", status: "PENDING" } } }),
  );
  await waitFor(() => expect(page.current.create.isSuccess).toBe(true));
  expect(page.current.list.data?.filter(({ id }) => id.startsWith("not-yet"))).toEqual([]);
});

it("takes it out again where the server refuses", async () => {
  const page = await pageOf(async () => ({
    status: 402,
    body: { code: "insufficient-credits", detail: "Not enough." },
  }));
  act(() => page.current.create.mutate(INPUT));
  await waitFor(() =>
    expect(page.current.create.data).toMatchObject({ success: false, code: "insufficient-credits" }),
  );
  expect(page.current.list.data?.map(({ id }) => id)).toEqual(["old"]);
});
