import { defineConfig } from "vitest/config";
import { Environment } from "./src/config.ts";

/** Blank means unset: the tests must never reach the database or the workspaces of whoever runs them. */
const unset = Object.fromEntries(Object.keys(Environment.shape).map((name) => [name, ""]));

/**
 * What wants a process of its own. All other tests leave nothing behind in theirs: one process runs many of their files,
 * so that discord.js, Bolt and the embedded database are started once and not two hundred times.
 */
const apart = ["tests/browser/**/*.test.ts"];

const shared = {
  environment: "node",
  testTimeout: 20_000,
  hookTimeout: 60_000,
  globalSetup: "tests/support/run-folder.ts",
  env: { ...unset, TZ: "UTC" },
} as const;

export default defineConfig({
  test: {
    // Two cores: more workers only make the embedded databases wait for each other.
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: "side by side",
          include: ["tests/**/*.test.ts"],
          exclude: ["**/node_modules/**", ...apart],
          isolate: false,
        },
      },
      { test: { ...shared, name: "apart", include: apart } },
    ],
  },
});
