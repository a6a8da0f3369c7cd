// @vitest-environment node
// What README.md shows compiles as it stands there.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, it } from "vitest";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

it("shows examples that compile", () => {
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  const blocks = [...readme.matchAll(/```tsx\n(.*?)```/gs)].map(([, code]) => code!);
  expect(blocks.length).toBeGreaterThan(6);
  expect(problemsOf(blocks)).toEqual([]);
});

function problemsOf(blocks: string[]): string[] {
  const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const sources = new Map(blocks.map((code, index) => [join(ROOT, `example-${index}.tsx`), code]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => sources.has(path) || fileExists(path);
  host.readFile = (path) => sources.get(path) ?? readFile(path);
  host.getSourceFile = (path, language) => ts.createSourceFile(path, host.readFile(path) ?? "", language);
  const program = ts.createProgram([...sources.keys()], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
}
