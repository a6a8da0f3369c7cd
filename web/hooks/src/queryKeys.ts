// Under which keys TanStack Query keeps what these hooks ask for.

/**
 * @example
 * queryClient.invalidateQueries({ queryKey: queryKeys.generationTasks.byPrompt(promptId) });
 */
export const queryKeys = {
  generationTasks: {
    all: ["generation-tasks"] as const,
    byPrompt: (promptId: string) => ["generation-tasks", promptId] as const,
  },
};
