// jsdom, but with what Node's own `fetch` insists on: signals, forms and files of its own kind.
import type { Environment } from "vitest/environments";
import { builtinEnvironments } from "vitest/environments";

const NODES_OWN = [
  "AbortController",
  "AbortSignal",
  "Blob",
  "File",
  "FormData",
  "Headers",
  "Request",
  "Response",
  "fetch",
];

const environment: Environment = {
  name: "jsdom-with-network",
  transformMode: "web",
  async setup(global: Record<string, unknown>, options) {
    const kept = NODES_OWN.map((name) => [name, global[name]] as const);
    const jsdom = await builtinEnvironments.jsdom.setup(global, options);
    for (const [name, value] of kept) {
      Object.defineProperty(global, name, { value, configurable: true, writable: true });
    }
    return jsdom;
  },
};

export default environment;
