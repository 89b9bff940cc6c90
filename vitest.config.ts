import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    environment: "node",
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Two cores: more workers only make the embedded databases wait for each other.
    maxWorkers: 2,
    env: { TZ: "UTC" },
  },
});
