// The demo: on the sources while one works on them, on the built package when it is built itself.
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const target = process.env.CALLSHEET_URL ?? "http://127.0.0.1:8888";
const proxy = { "/api": { target }, "/v1": { target } };

export default defineConfig(({ command }) => ({
  root: here("."),
  plugins: [react()],
  resolve: {
    alias: { "callsheet-hooks": here(command === "build" ? "../dist/index.js" : "../src/index.ts") },
  },
  server: { proxy, fs: { allow: [here("../../..")] } },
  preview: { proxy },
  build: { outDir: here("dist"), emptyOutDir: true },
}));
