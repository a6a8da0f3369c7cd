// Pictures and videos by prompt, kept by TanStack Query.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { QueryClient, UseMutationResult, UseQueryResult } from "@tanstack/react-query";
import { useRef } from "react";
import { ask } from "./asking.js";
import { withLinks } from "./dialect.js";
import { expectedOf } from "./expected.js";
import { Keys } from "./keys.js";
import { outcomeOf } from "./outcome.js";
import type { Outcome } from "./outcome.js";
import { useCallsheet } from "./provider.js";
import { queryKeys } from "./queryKeys.js";
import type { CreateGenerationTaskInput, GenerationTask, UploadedFile } from "./types.js";

const POLL_MS = 3000;

/**
 * The tasks of a prompt, newest first; asked for every 3 seconds while any of them is `PENDING`.
 *
 * @example
 * const { data: tasks, isLoading, error } = useGenerationTasks(promptId);
 */
export function useGenerationTasks(promptId: string): UseQueryResult<GenerationTask[], Error> {
  const client = useCallsheet();
  return useQuery({
    queryKey: queryKeys.generationTasks.byPrompt(promptId),
    queryFn: async ({ signal }): Promise<GenerationTask[]> => {
      const tasks = await ask(client, "get", "/api/generation/tasks", { query: { promptId }, signal });
      return withLinks(tasks, client.wire.baseUrl);
    },
    enabled: promptId !== "",
    refetchInterval: ({ state }) => (state.data?.some((task) => task.status === "PENDING") ? POLL_MS : false),
  });
}

/**
 * Starts a task. It stands in its prompt's list at once, as `PENDING`; what the server refuses is taken out again and
 * is the result `{ success: false, error }`. Only where no answer comes is there an `error`.
 *
 * @example
 * const { mutate, isPending } = useCreateGenerationTask();
 * mutate({ promptId, providerParams }, { onSuccess: (result) => result.success && console.log(result.data.id) });
 */
export function useCreateGenerationTask(): UseMutationResult<
  Outcome<GenerationTask>,
  Error,
  CreateGenerationTaskInput,
  { expected: GenerationTask }
> {
  const client = useCallsheet();
  const queries = useQueryClient();
  const keys = useRef(new Keys());
  return useMutation({
    mutationFn: async (input: CreateGenerationTaskInput) => {
      const asked = keys.current.once(input, (idempotencyKey) =>
        ask(client, "post", "/api/generation/tasks", { body: input, idempotencyKey }),
      );
      return withLinks(await outcomeOf(asked), client.wire.baseUrl);
    },
    onMutate: async (input) => {
      await queries.cancelQueries({ queryKey: queryKeys.generationTasks.byPrompt(input.promptId) });
      const expected = expectedOf(input);
      change(queries, input.promptId, (tasks) => [expected, ...tasks]);
      return { expected };
    },
    onSettled: (outcome, _error, { promptId }, context) => {
      const real = outcome?.success ? [outcome.data] : [];
      const old = [context?.expected.id, ...real.map((task) => task.id)];
      change(queries, promptId, (tasks) => [...real, ...tasks.filter((task) => !old.includes(task.id))]);
      return outcome?.success
        ? queries.invalidateQueries({ queryKey: queryKeys.generationTasks.byPrompt(promptId) })
        : undefined;
    },
  });
}

/**
 * Sends a picture or video for tasks to work from; its link lives for three days.
 *
 * @example
 * const { mutate: uploadFile, isPending, error } = useUploadFile();
 * uploadFile(file, { onSuccess: (result) => result.success && console.log(result.data.downloadUrl) });
 */
export function useUploadFile(): UseMutationResult<Outcome<UploadedFile>, Error, File> {
  const client = useCallsheet();
  return useMutation({
    mutationFn: (file: File) => {
      const form = new FormData();
      form.append("file", file, file.name);
      return outcomeOf(ask(client, "post", "/api/generation/uploads", { form }));
    },
  });
}

/** Only a list that was fetched is changed: one that was not would look complete. */
function change(queries: QueryClient, promptId: string, to: (tasks: GenerationTask[]) => GenerationTask[]): void {
  const queryKey = queryKeys.generationTasks.byPrompt(promptId);
  queries.setQueryData<GenerationTask[]>(queryKey, (tasks) => tasks && to(tasks));
}
