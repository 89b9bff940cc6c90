import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";

/** What the engine's thread is started with. `folder` is PostgreSQL's own, `socket` the path to listen on. */
export interface EngineStart {
  readonly folder: string;
  readonly socket: string;
}

/** What the engine's thread says. */
export type EngineMessage =
  | { readonly kind: "serving" }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "stopped" };

export interface EmbeddedEngine {
  /** Resolves when the engine has ended, whoever ended it; null when it was asked to. */
  readonly ended: Promise<Error | null>;
  /** Finishes open transactions (two seconds at most), closes the files, frees the socket. */
  stop(): Promise<void>;
}

/**
 * Opening a database alone uses up V8's own budget (13 million) for the engine's largest function. Optimising that one
 * takes 2.5 seconds of a core and 300 MB, and a process cannot end before it is done: `administrator` took 5.4 seconds
 * instead of 2.1. With this budget a short command never comes to it, and a bot or an import at work soon does; measured
 * on 232 documents, both are then as fast as before. V8 reads it when the engine is instantiated.
 */
const tieringBudget = 300_000_000;

/** Starts the embedded PostgreSQL and resolves once it answers on its socket. Throws what kept it from that. */
export async function startEmbeddedEngine(start: EngineStart): Promise<EmbeddedEngine> {
  setFlagsFromString(`--wasm-tiering-budget=${tieringBudget}`);
  const thread = new Worker(new URL("./embedded-engine.worker.ts", import.meta.url), { workerData: start });
  const ended = endOf(thread);
  await firstWord(thread, ended);
  // The process ends when its own work is done; the engine alone does not keep it alive.
  thread.unref();
  return {
    ended,
    async stop() {
      thread.ref();
      thread.postMessage("stop");
      await ended;
    },
  };
}

function firstWord(thread: Worker, ended: Promise<Error | null>): Promise<void> {
  return new Promise((resolve, reject) => {
    thread.once("message", (message: EngineMessage) => {
      if (message.kind === "serving") resolve();
      else reject(new Error(message.kind === "failed" ? message.message : "the engine stopped"));
    });
    void ended.then((error) => reject(error ?? new Error("the engine stopped before it served")));
  });
}

function endOf(thread: Worker): Promise<Error | null> {
  return new Promise((resolve) => {
    let asked = false;
    let failure: Error | null = null;
    thread.on("message", (message: EngineMessage) => {
      asked ||= message.kind === "stopped";
    });
    // The error comes before the exit, when the thread may still hold the socket that the next engine listens on.
    thread.once("error", (error) => {
      failure = error instanceof Error ? error : new Error(String(error));
    });
    thread.once("exit", (code) =>
      resolve(asked ? null : (failure ?? new Error(`the engine's thread ended with ${code}`))),
    );
  });
}
