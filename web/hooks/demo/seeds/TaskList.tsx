// The tasks of a prompt, as the hook's page has them.
import { useGenerationTasks } from "callsheet-hooks";

function TaskList({ promptId }: { promptId: string }) {
  const { data: tasks, isLoading, error } = useGenerationTasks(promptId);

  if (isLoading) return <div>Loading tasks...</div>;
  if (error) return <div>Error: {error.message}</div>;

  return (
    <ul>
      {tasks?.map((task) => (
        <li key={task.id}>
          {task.model} - {task.status}
        </li>
      ))}
    </ul>
  );
}

export { TaskList };
