import { Worker } from "node:worker_threads";
import type { ReadOutcome } from "../../knowledge/import-source.port.ts";
import type { ReadingLimits } from "./limits.ts";
import type { UnreadDocument } from "./read-document.ts";

/** Reads files in a thread of its own, one after the other. */
export interface Reader {
  /** The bytes belong to the reader afterwards. Whatever the file does, the answer comes within the time limit. */
  read(unread: UnreadDocument): Promise<ReadOutcome>;
  close(): Promise<void>;
}

/** How often the thread's buffers are measured; what is read from them is the file's own doing. Milliseconds. */
const measuringInterval = 100;

/**
 * A thread is made when first needed, and made anew after a file had to be stopped: a hostile file costs its time
 * limit and nothing else. An idle thread does not keep the program running.
 */
export function createReader(limits: ReadingLimits): Reader {
  let worker: Worker | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  const obtain = (): Worker => {
    if (worker !== null) return worker;
    const made = startThread(limits);
    // A thread that dies while idle is replaced at the next read.
    made.once("exit", () => {
      if (worker === made) worker = null;
    });
    worker = made;
    return made;
  };
  const discard = async (): Promise<void> => {
    const stopped = worker;
    worker = null;
    await stopped?.terminate();
  };
  const readNow = async (unread: UnreadDocument): Promise<ReadOutcome> => {
    const ended = await readIn(obtain(), unread, limits);
    if (ended.kind === "answered") return ended.outcome;
    await discard();
    return { kind: "refused", reason: ended.reason };
  };

  return {
    read: (unread) => {
      const turn = queue.then(() => readNow(unread));
      queue = turn.catch(() => {});
      return turn;
    },
    close: discard,
  };
}

function startThread(limits: ReadingLimits): Worker {
  const thread = new Worker(new URL("./reading-thread.worker.ts", import.meta.url), {
    workerData: limits,
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
    // What libraries print while reading is nobody's business.
    stdout: true,
    stderr: true,
  });
  // Without a listener an error in an idle thread would end the program.
  return thread.on("error", () => {});
}

type Ended =
  | { readonly kind: "answered"; readonly outcome: ReadOutcome }
  | { readonly kind: "stopped"; readonly reason: string };

function readIn(thread: Worker, unread: UnreadDocument, limits: ReadingLimits): Promise<Ended> {
  const { promise, resolve } = Promise.withResolvers<Ended>();
  const stop = (reason: string): void => resolve({ kind: "stopped", reason });
  const onMessage = (outcome: ReadOutcome): void => resolve({ kind: "answered", outcome });
  const onError = (error: unknown): void => stop(explainCrash(error, limits));
  const onExit = (): void => stop("reading it ended unexpectedly");
  const seconds = Math.round(limits.milliseconds / 1000);
  const clock = setTimeout(() => stop(`it took longer than ${seconds} seconds to read`), limits.milliseconds);
  const measuring = setInterval(() => {
    thread.getHeapStatistics().then(
      ({ external_memory: external }) => {
        if (external > limits.bufferMegabytes * 1_000_000) stop(tooMuchMemory(limits.bufferMegabytes));
      },
      () => {},
    );
  }, measuringInterval);
  thread.on("message", onMessage).on("error", onError).on("exit", onExit);
  thread.ref();
  thread.postMessage(unread, transferable(unread.bytes));
  return promise.finally(() => {
    clearTimeout(clock);
    clearInterval(measuring);
    thread.off("message", onMessage).off("error", onError).off("exit", onExit);
    thread.unref();
  });
}

/** Memory shared with other values (small Buffers are cut from one pool) is copied instead of handed over. */
function transferable(bytes: Uint8Array): ArrayBuffer[] {
  const { buffer } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength ? [buffer] : [];
}

function explainCrash(error: unknown, limits: ReadingLimits): string {
  const code = error instanceof Error && "code" in error ? error.code : "";
  if (code === "ERR_WORKER_OUT_OF_MEMORY") return tooMuchMemory(limits.heapMegabytes);
  return `reading it failed (${error instanceof Error ? error.message.slice(0, 120) : String(error)})`;
}

function tooMuchMemory(allowed: number): string {
  return `reading it needs more than ${allowed} MB of memory`;
}
