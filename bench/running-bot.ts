import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ProcessLoad } from "./watch-process.ts";

const program = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const watch = new URL("./watch-process.ts", import.meta.url).href;

/** `clusterbot start` as a process of its own. */
export interface RunningBot {
  /** Seconds from the start of the process to “Clusterbot is ready”, by the caller's clock. */
  readonly seconds: number;
  readonly url: string;
  /** What the process has cost since it was last asked. */
  load(): Promise<ProcessLoad>;
  /** As Ctrl-C does. */
  stop(): Promise<void>;
  /** As a power cut does. */
  kill(): Promise<void>;
}

/** Runs `work` in a new, empty data folder and removes it, whatever happens. */
export async function inFreshFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "clusterbot-bench-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Starts the bot on `folder` and waits until it is ready. Throws with what it printed when it ends instead. */
export async function startBot(folder: string): Promise<RunningBot> {
  const begun = performance.now();
  const child = run(folder, ["start"]);
  const printed = collect(child);
  const url = await readyUrl(child, printed);
  const seconds = (performance.now() - begun) / 1000;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  };
  return {
    seconds,
    url,
    load: () => askLoad(child),
    stop: () => end("SIGINT"),
    kill: () => end("SIGKILL"),
  };
}

/** Runs a subcommand to its end and returns what it printed. Throws when it fails. */
export async function runCommand(folder: string, words: readonly string[]): Promise<string> {
  const child = run(folder, words);
  const printed = collect(child);
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`clusterbot ${words.join(" ")} ended with ${code}:\n${printed.text}`);
  return printed.text;
}

/** In the data folder and with no other settings, so that no `.env` of the developer's counts. */
function run(folder: string, words: readonly string[]): ChildProcess {
  return spawn(process.execPath, ["--import", watch, program, ...words], {
    cwd: folder,
    env: {
      CLUSTERBOT_DATA: join(folder, "data"),
      PORT: "0",
      LOG_LEVEL: "error",
      NO_COLOR: "1",
      // As the scripts in package.json do; empty at the first start.
      NODE_COMPILE_CACHE: join(folder, "compiled"),
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
}

function collect(child: ChildProcess): { text: string } {
  const printed = { text: "" };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      printed.text += text;
    });
  }
  return printed;
}

function readyUrl(child: ChildProcess, printed: { readonly text: string }): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", () => {
      const url = /Clusterbot is ready.*?(http:\S+?),?\s/s.exec(printed.text)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.once("exit", (code) => reject(new Error(`start ended with ${code}:\n${printed.text}`)));
  });
}

async function askLoad(child: ChildProcess): Promise<ProcessLoad> {
  const answered = once(child, "message");
  child.send("load");
  const [load]: ProcessLoad[] = await answered;
  if (load === undefined) throw new Error("the bot said nothing of its load");
  return load;
}

/** What it halted for beyond its own work is other programs' use of the machine. */
export function haltOf({ longestHaltMilliseconds, longestTurnMilliseconds }: ProcessLoad): string {
  const [all, own] = [longestHaltMilliseconds, longestTurnMilliseconds].map((value) => value.toFixed(0));
  return `halted ${all} ms at most (${own} ms of its own work at a stretch)`;
}
