import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";

test("a database that is not there is told with its address, and without its password", async () => {
  // Nothing may listen on port 1 of this computer but who is root.
  const environment = { ...process.env, DATABASE_URL: "postgresql://bot:s3cret@127.0.0.1:1/records" };
  const child = spawn(process.execPath, ["src/main.ts", "ask", "Who covers Birmingham now?"], {
    env: environment,
    stdio: ["ignore", "ignore", "pipe"],
  });

  const [said, [exitCode]] = await Promise.all([text(child.stderr), once(child, "exit")]);

  expect(exitCode).toBe(3);
  expect(said).toContain("DATABASE_UNAVAILABLE");
  expect(said).toContain("DATABASE_URL leads to 127.0.0.1:1:");
  expect(said).not.toContain("s3cret");
}, 30_000);
