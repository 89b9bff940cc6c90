import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";

test("a reader who leaves early, as in “… | head -1”, is shown no fault", async () => {
  const child = spawn(process.execPath, ["src/main.ts", "manifest", "slack"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.destroy();

  const [said, [exitCode]] = await Promise.all([text(child.stderr), once(child, "exit")]);

  expect(said).toBe("");
  expect(exitCode).toBe(0);
}, 30_000);
