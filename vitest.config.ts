import { defineConfig } from "vitest/config";
import { Environment } from "./src/config.ts";

/** Blank means unset: the tests must never reach the database or the workspaces of whoever runs them. */
const unset = Object.fromEntries(Object.keys(Environment.shape).map((name) => [name, ""]));

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    environment: "node",
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Two cores: more workers only make the embedded databases wait for each other.
    maxWorkers: 2,
    env: { ...unset, TZ: "UTC" },
  },
});
