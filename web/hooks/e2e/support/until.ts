// Waiting for what is true some time, without a guess how long that takes.
const PATIENCE_MS = 60_000;
const BETWEEN_MS = 50;

export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`In a minute there was not: ${what}`);
    await new Promise((passed) => setTimeout(passed, BETWEEN_MS));
  }
}
