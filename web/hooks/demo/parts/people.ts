// A dataset and rows for it; every fiftieth row is wrong, as rows are.
import type { Callsheet } from "callsheet-hooks";

const SCHEMA = {
  key: "id",
  columns: [
    { name: "id", type: "integer" },
    { name: "name", type: "string" },
    { name: "age", type: "integer", min: 0, max: 130 },
  ],
};
const NAMES = ["Ada", "Grace", "Edsger", "Barbara", "Alan", "Margaret", "Dennis", "Radia"];

/** A new dataset with a name of its own; its name. */
export async function newDataset(client: Callsheet): Promise<string> {
  const name = `people-${Date.now().toString(36)}`;
  await client.ask("POST", "/v1/datasets", { body: { name, ...SCHEMA } });
  return name;
}

export function rows(count: number): File {
  const lines = Array.from({ length: count }, (_, row) => {
    const age = row % 50 === 49 ? "unknown" : 20 + (row % 60);
    return `${row + 1},${NAMES[row % NAMES.length]} ${row + 1},${age}`;
  });
  return new File([["id,name,age", ...lines].join("\n")], "people.csv", { type: "text/csv" });
}

/** Starts the import of a file; the job's id. */
export async function importRows(client: Callsheet, file: File, dataset: string): Promise<string> {
  const form = new FormData();
  form.append("file", file, file.name);
  form.append("dataset", dataset);
  const { jobId } = await client.ask("POST", "/api/import-export/import", { form });
  return jobId;
}
