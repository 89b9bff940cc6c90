import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { ReadOutcome } from "../../knowledge/import-source.port.ts";
import type { ReadingLimits } from "./limits.ts";
import type { UnreadDocument } from "./read-document.ts";

/** Reads files away from the bot, one after the other. */
export interface Reader {
  /** Whatever the file does, the answer comes within the time limit. */
  read(unread: UnreadDocument): Promise<ReadOutcome>;
  close(): Promise<void>;
}

/**
 * Readers run in a process of their own, not in a thread: a thread that runs out of memory may take the whole
 * program with it (tried with two million `<b>`). The process has no settings or secrets in its environment, may
 * not write, and is made anew after a file had to be stopped. An idle one does not keep the program running.
 */
export function createReader(limits: ReadingLimits): Reader {
  let child: ChildProcess | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  const obtain = (): ChildProcess => {
    if (child !== null) return child;
    const made = startProcess(limits);
    made.once("exit", () => {
      if (child === made) child = null;
    });
    child = made;
    return made;
  };
  const discard = (): void => {
    child?.kill("SIGKILL");
    child = null;
  };
  let idle: NodeJS.Timeout | undefined;
  const readNow = async (unread: UnreadDocument): Promise<ReadOutcome> => {
    clearTimeout(idle);
    const ended = await readIn(obtain(), unread, limits);
    idle = setTimeout(discard, idleMilliseconds).unref();
    if (ended.kind === "answered") return ended.outcome;
    discard();
    return { kind: "refused", reason: ended.reason };
  };

  return {
    read: (unread) => {
      const turn = queue.then(() => readNow(unread));
      queue = turn.catch(() => {});
      return turn;
    },
    close: async () => {
      clearTimeout(idle);
      discard();
    },
  };
}

/** A running bot imports rarely; the process and its memory go in between. */
const idleMilliseconds = 10_000;

const entry = fileURLToPath(new URL("./reading-process.ts", import.meta.url));

function startProcess(limits: ReadingLimits): ChildProcess {
  const child = fork(entry, [JSON.stringify(limits)], {
    // Structured clone instead of JSON: bytes stay bytes.
    serialization: "advanced",
    execArgv: [
      "--permission",
      "--allow-fs-read=*",
      "--allow-worker",
      "--no-warnings",
      `--max-old-space-size=${limits.heapMegabytes}`,
    ],
    env: { TZ: "UTC" },
    // What libraries print while reading is nobody's business.
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  // Without a listener an error of an idle process would end the program.
  child.on("error", () => {});
  return child;
}

type Ended =
  | { readonly kind: "answered"; readonly outcome: ReadOutcome }
  | { readonly kind: "stopped"; readonly reason: string };

function readIn(child: ChildProcess, unread: UnreadDocument, limits: ReadingLimits): Promise<Ended> {
  const { promise, resolve } = Promise.withResolvers<Ended>();
  const stop = (reason: string): void => resolve({ kind: "stopped", reason });
  // The messages of this process are our own reading-process.ts's.
  const onMessage = (outcome: unknown): void =>
    resolve({ kind: "answered", outcome: outcome as ReadOutcome });
  const onError = (error: Error): void =>
    stop(`the reader could not be started (${error.message.slice(0, 120)})`);
  const onExit = (code: number | null, signal: string | null): void => stop(explainEnd(code, signal, limits));
  const seconds = Math.round(limits.milliseconds / 1000);
  const limit = seconds === 1 ? "1 second" : `${seconds} seconds`;
  const clock = setTimeout(() => stop(`it took longer than ${limit} to read`), limits.milliseconds);
  child.on("message", onMessage).on("error", onError).on("exit", onExit);
  child.ref();
  child.channel?.ref();
  child.send(unread, (error) => {
    if (error !== null) stop("reading it ended unexpectedly");
  });
  return promise.finally(() => {
    clearTimeout(clock);
    child.off("message", onMessage).off("error", onError).off("exit", onExit);
    child.unref();
    child.channel?.unref();
  });
}

/** SIGKILL is the memory guard's or the system's, SIGABRT (134) is V8's own when its heap is full. */
function explainEnd(code: number | null, signal: string | null, limits: ReadingLimits): string {
  const isMemory = signal === "SIGKILL" || signal === "SIGABRT" || signal === "SIGTRAP" || code === 134;
  return isMemory
    ? `reading it needs more than ${limits.heapMegabytes} MB of memory`
    : "reading it ended unexpectedly";
}
