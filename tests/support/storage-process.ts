import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { childEnvironment } from "./command-line.ts";

const script = fileURLToPath(new URL("./storage-child.ts", import.meta.url));

/** Another process that has the data folder open. */
export interface StorageProcess {
  /** Whether it served the database when it was ready. */
  readonly serving: boolean;
  /** Ends it as a crash would: SIGKILL. */
  kill(): Promise<void>;
  /** Asks it to leave; resolves to its exit code. */
  leave(): Promise<number | null>;
}

/** Starts one and resolves once it has written the fact `key`. Rejects with what it printed when it fails. */
export async function startStorageProcess(
  dataFolder: string,
  role: "resident" | "short",
  key: string,
): Promise<StorageProcess> {
  const child = spawn(process.execPath, [script, dataFolder, role, key], {
    env: childEnvironment({}),
    stdio: ["pipe", "pipe", "pipe"],
  });
  const serving = await firstLine(child);
  return {
    serving: JSON.parse(serving).serving === true,
    async kill() {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
    async leave() {
      const ended = once(child, "exit");
      child.stdin?.end("leave\n");
      const [code] = await ended;
      return code;
    },
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let complaint = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    if (child.stdout !== null) createInterface({ input: child.stdout }).once("line", resolve);
    child.once("close", (code) => reject(new Error(`the process ended with ${code}: ${complaint}`)));
  });
}
