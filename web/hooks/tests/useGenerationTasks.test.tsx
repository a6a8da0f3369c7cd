// The seventeen cases that the hooks' own page names.
import { act, renderHook, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { queryKeys, Unreachable, useCreateGenerationTask, useGenerationTasks, useUploadFile } from "../src/index.js";
import type { CreateGenerationTaskInput, GenerationTask } from "../src/index.js";
import { useHouse } from "./support/house.js";
import { withTime } from "./support/time.js";

const TASKS = "GET /api/generation/tasks";
const CREATE = "POST /api/generation/tasks";
const UPLOAD = "POST /api/generation/uploads";
const REFUSAL = { success: false, error: "prompt: too short", code: "invalid", detail: "prompt: too short" };
const IMAGE: CreateGenerationTaskInput = {
  promptId: "p1",
  providerParams: {
    service: "KIE",
    model: "IMAGEN4",
    apiModel: "google/imagen4-fast",
    input: { prompt: "A beautiful sunset", aspect_ratio: "16:9", num_images: "4" },
  },
};
const VIDEO: CreateGenerationTaskInput = {
  promptId: "p1",
  providerParams: { service: "KIE", model: "VEO3", prompt: "Waves", modelVariant: "veo3_fast" },
};
const house = useHouse();

function task(id: string, patch: Partial<GenerationTask> = {}): Partial<GenerationTask> {
  return { id, promptId: "p1", model: "IMAGEN4", status: "PENDING", assets: [], ...patch };
}

const listed = () => house.server.questions("GET", "/api/generation/tasks").length;
const tasksOf = (promptId = "p1") => renderHook(() => useGenerationTasks(promptId), { wrapper: house.Page });
const creating = () => renderHook(() => useCreateGenerationTask(), { wrapper: house.Page });
const uploading = () => renderHook(() => useUploadFile(), { wrapper: house.Page });
const photo = () => new File(["pixels"], "a photo.jpg", { type: "image/jpeg" });

describe("useGenerationTasks", () => {
  it("should return loading state initially", () => {
    house.server.on(TASKS, () => ({ body: [] }));
    const { result } = tasksOf();
    expect(result.current).toMatchObject({ isLoading: true, data: undefined, error: null });
  });

  it("should fetch generation tasks successfully", async () => {
    house.server.on(TASKS, () => ({ body: [task("t2", { status: "SUCCESS" }), task("t1", { status: "FAILED" })] }));
    const { result } = tasksOf();
    await waitFor(() => expect(result.current.data?.map(({ status }) => status)).toEqual(["SUCCESS", "FAILED"]));
    expect(house.server.asked[0]?.path).toBe("/api/generation/tasks?promptId=p1");
  });

  it("should handle empty task list", async () => {
    house.server.on(TASKS, () => ({ body: [] }));
    const { result } = tasksOf();
    await waitFor(() => expect(result.current.data).toEqual([]));
  });

  it("should handle fetch errors", async () => {
    house.server.on(TASKS, () => ({ status: 404, body: { detail: "Prompt not found." } }));
    const { result } = tasksOf();
    await waitFor(() => expect(result.current.error?.message).toBe("Prompt not found."));
  });

  it("should refetch every 3 seconds when there are PENDING tasks", () =>
    withTime(async (pass) => {
      house.server.on(TASKS, () => ({ body: [task("t1"), task("t0", { status: "SUCCESS" })] }));
      const { result } = tasksOf();
      await waitFor(() => expect(result.current.data).toHaveLength(2));
      for (const times of [2, 3]) {
        await pass(3000);
        await waitFor(() => expect(listed()).toBe(times));
      }
    }));

  it("should stop refetching when all tasks are completed", () =>
    withTime(async (pass) => {
      const status = () => (listed() > 1 ? "SUCCESS" : "PENDING");
      house.server.on(TASKS, () => ({ body: [task("t1", { status: status() }), task("t0", { status: "FAILED" })] }));
      const { result } = tasksOf();
      await waitFor(() => expect(result.current.data?.[0]?.status).toBe("PENDING"));
      await pass(3000);
      await waitFor(() => expect(result.current.data?.[0]?.status).toBe("SUCCESS"));
      await pass(30_000);
      expect(listed()).toBe(2);
    }));

  it("should use the correct query key", async () => {
    house.server.on(TASKS, () => ({ body: [task("t1", { status: "SUCCESS" })] }));
    const { result } = tasksOf();
    await waitFor(() => expect(result.current.isSuccess).toBe(true));
    expect(queryKeys.generationTasks.byPrompt("p1")).toEqual(["generation-tasks", "p1"]);
    expect(house.queries.getQueryData(["generation-tasks", "p1"])).toHaveLength(1);
  });
});

describe("useCreateGenerationTask", () => {
  it("should create a generation task successfully", async () => {
    house.server.on(CREATE, () => ({ status: 201, body: { success: true, data: task("new"), warnings: [] } }));
    const { result } = creating();
    act(() => result.current.mutate(IMAGE));
    await waitFor(() =>
      expect(result.current.data).toMatchObject({ success: true, data: { id: "new", status: "PENDING" } }),
    );
    expect(house.server.asked[0]?.body).toEqual(IMAGE);
  });

  it("should create a video generation task", async () => {
    house.server.on(CREATE, ({ body }) => {
      const data = task("film", { model: body.providerParams.model });
      return { status: 201, body: { success: true, data } };
    });
    const { result } = creating();
    act(() => result.current.mutate(VIDEO));
    await waitFor(() => expect(result.current.data).toMatchObject({ success: true, data: { model: "VEO3" } }));
  });

  it("should handle creation errors", async () => {
    const pointer = "/providerParams/input/prompt";
    house.server.on(CREATE, () => ({ status: 422, body: { ...REFUSAL, errors: [{ pointer }] } }));
    const { result } = creating();
    act(() => result.current.mutate(IMAGE));
    await waitFor(() => expect(result.current.isSuccess).toBe(true));
    expect(result.current.data).toEqual({
      success: false,
      error: "prompt: too short",
      code: "invalid",
      status: 422,
      pointer,
    });
  });

  it("should handle network errors", async () => {
    await house.server.stop();
    const { result } = creating();
    act(() => result.current.mutate(IMAGE));
    await waitFor(() => expect(result.current.error).toBeInstanceOf(Unreachable));
  });

  it("should invalidate queries after successful creation", async () => {
    house.server.on(TASKS, () => ({ body: listed() > 1 ? [task("new", { status: "SUCCESS" })] : [] }));
    house.server.on(CREATE, () => ({ status: 201, body: { success: true, data: task("new") } }));
    const list = tasksOf();
    await waitFor(() => expect(list.result.current.data).toEqual([]));
    const { result } = creating();
    act(() => result.current.mutate(IMAGE));
    await waitFor(() => expect(list.result.current.data?.map(({ status }) => status)).toEqual(["SUCCESS"]));
  });

  it("should call onSuccess callback when provided", async () => {
    house.server.on(CREATE, () => ({ status: 201, body: { success: true, data: task("new") } }));
    const onSuccess = vi.fn();
    const { result } = creating();
    act(() => result.current.mutate(IMAGE, { onSuccess }));
    await waitFor(() => expect(onSuccess).toHaveBeenCalledTimes(1));
    expect(onSuccess.mock.calls[0]?.[0]).toMatchObject({ success: true, data: { id: "new" } });
  });
});

describe("useUploadFile", () => {
  const kept = { downloadUrl: "http://h/v1/artifacts/x", expiresAt: "2030-01-04T00:00:00Z", fileName: "a photo.jpg" };

  it("should upload a file successfully", async () => {
    house.server.on(UPLOAD, () => ({ status: 201, body: { success: true, data: kept } }));
    const { result } = uploading();
    act(() => result.current.mutate(photo()));
    await waitFor(() => expect(result.current.data).toEqual({ success: true, data: kept }));
    expect(house.server.asked[0]?.headers["content-type"]).toMatch(/^multipart\/form-data/);
    expect(house.server.asked[0]?.text).toContain('name="file"; filename="a photo.jpg"');
  });

  it("should handle upload errors", async () => {
    house.server.on(UPLOAD, () => ({
      status: 415,
      body: { code: "not-an-image", detail: "Not an image or a video." },
    }));
    const { result } = uploading();
    act(() => result.current.mutate(photo()));
    await waitFor(() =>
      expect(result.current.data).toMatchObject({ success: false, error: "Not an image or a video." }),
    );
  });

  it("should handle network errors during upload", async () => {
    await house.server.stop();
    const { result } = uploading();
    act(() => result.current.mutate(photo()));
    await waitFor(() => expect(result.current.error).toBeInstanceOf(Unreachable));
  });

  it("should call onSuccess callback with upload result", async () => {
    house.server.on(UPLOAD, () => ({ status: 201, body: { success: true, data: kept } }));
    const onSuccess = vi.fn();
    const { result } = uploading();
    act(() => result.current.mutate(photo(), { onSuccess }));
    await waitFor(() => expect(onSuccess.mock.calls[0]?.[0]).toEqual({ success: true, data: kept }));
  });
});
