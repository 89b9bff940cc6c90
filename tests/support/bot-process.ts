import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { childEnvironment } from "./command-line.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** `clusterbot start` in a process of its own, so that it can be killed. */
export interface BotProcess {
  /** What it has printed so far. */
  output(): string;
  /** SIGKILL: no last words, no clean-up. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM, as a service manager stops it. Resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** Starts the bot and resolves once it says that it is ready. `environment` is all it gets, but PATH and HOME. */
export async function startBotProcess(environment: Readonly<Record<string, string>>): Promise<BotProcess> {
  const child = spawn(process.execPath, ["src/main.ts", "start"], {
    cwd: root,
    env: childEnvironment(environment),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const ready = Promise.withResolvers<void>();
  const read = (chunk: Buffer): void => {
    output += chunk.toString("utf8");
    if (output.includes("Clusterbot is ready")) ready.resolve();
  };
  child.stdout.on("data", read);
  child.stderr.on("data", read);
  child.once("exit", (code) => ready.reject(new Error(`the bot ended with code ${code}:\n${output}`)));
  await ready.promise;
  return {
    output: () => output,
    kill: async () => void (await end(child, "SIGKILL")),
    stop: () => end(child, "SIGTERM"),
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = once(child, "exit");
  child.kill(signal);
  await exit;
  return child.exitCode;
}
