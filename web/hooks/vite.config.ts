// The package is one ES module: the core is inside, React and TanStack Query are the page's own.
import { defineConfig } from "vite";

const PEERS = [/^react($|\/)/, /^react-dom($|\/)/, /^@tanstack\//];

export default defineConfig({
  build: {
    lib: { entry: "src/index.ts", formats: ["es"], fileName: "index" },
    target: "es2022",
    minify: false,
    sourcemap: true,
    // Next.js and its like render on the server whatever is not marked so.
    rollupOptions: { external: PEERS, output: { banner: '"use client";' } },
  },
});
