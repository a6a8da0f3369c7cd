// Makes src/openapi.ts from the API's own document; with --check it only says whether that has drifted.
import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const TARGET = here("../src/openapi.ts");
const PYTHON = process.env.PYTHON ?? here("../../../.venv/bin/python");
const HEADER = "// Made from the API's OpenAPI document by `npm run types`; not for hands.\n\n";

const document = execFileSync(PYTHON, [here("document.py")], { cwd: here("../../.."), maxBuffer: 2 ** 26 });
const wanted =
  HEADER +
  astToString(await openapiTS(JSON.parse(document.toString()), { alphabetize: true, defaultNonNullable: false }));

if (!process.argv.includes("--check")) {
  await writeFile(TARGET, wanted);
} else if ((await readFile(TARGET, "utf8").catch(() => "")) !== wanted) {
  console.error("src/openapi.ts is not what the API says any more. `npm run types` makes it anew.");
  process.exit(1);
}
