// Holds the core to its budget: what a page downloads of it, minified and compressed.
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const BUDGET = 6 * 1024;
const entry = fileURLToPath(new URL("../../core/index.js", import.meta.url));

const result = await build({ entryPoints: [entry], bundle: true, minify: true, format: "esm", write: false });
const size = gzipSync(result.outputFiles[0].contents, { level: 9 }).length;
console.log(`core: ${size} bytes of ${BUDGET}, minified and compressed`);
if (size >= BUDGET) {
  console.error("The core has outgrown its budget. What of it could a page do without?");
  process.exit(1);
}
