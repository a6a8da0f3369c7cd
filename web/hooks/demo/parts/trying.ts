// What is tried on a click: whether it is under way, and why it did not work.
import { useState } from "react";

export function useTrying() {
  const [isTrying, setTrying] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const attempt = async (work: () => Promise<void>) => {
    setTrying(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setTrying(false);
    }
  };
  return { isTrying, problem, attempt };
}
