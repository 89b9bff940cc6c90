import { defineConfig } from "vitest/config";
import { Environment } from "./src/config.ts";

/** Blank means unset: the tests must never reach the database or the workspaces of whoever runs them. */
const unset = Object.fromEntries(Object.keys(Environment.shape).map((name) => [name, ""]));

/**
 * Folders whose tests leave nothing behind in their process: one process runs many of their files, so that discord.js,
 * Bolt and PGlite are loaded once and not 140 times.
 */
const sideBySide = [
  "announcing",
  "answering",
  "calendar",
  "chat",
  "commands",
  "contracts",
  "directory",
  "knowledge",
  "people",
  "replay",
  "shared",
  "support",
  "adapters/{discord,feeds,openai,slack,terminal,web}",
].map((folder) => `tests/${folder}/**/*.test.ts`);

const shared = {
  environment: "node",
  testTimeout: 20_000,
  hookTimeout: 60_000,
  env: { ...unset, TZ: "UTC" },
} as const;

export default defineConfig({
  test: {
    // Two cores: more workers only make the embedded databases wait for each other.
    maxWorkers: 2,
    projects: [
      { test: { ...shared, name: "side by side", include: sideBySide, isolate: false } },
      {
        test: {
          ...shared,
          name: "apart",
          include: ["tests/**/*.test.ts"],
          exclude: ["**/node_modules/**", ...sideBySide],
        },
      },
    ],
  },
});
