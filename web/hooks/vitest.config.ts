// Tests run in jsdom for the hooks' sake, with the network of Node itself (tests/environment.ts).
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.{ts,tsx,js}"],
    environment: "./tests/environment.ts",
    setupFiles: "./tests/setup.ts",
    testTimeout: 30_000,
    restoreMocks: true,
  },
});
