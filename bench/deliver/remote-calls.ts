import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const Asked = z.object({ call: z.number(), name: z.string(), value: z.unknown() });
const Answered = z.object({ call: z.number(), result: z.unknown(), error: z.string().optional() });

/** Answers the calls of the process that started this one. */
export function answerCalls(answers: Readonly<Record<string, (value: unknown) => unknown>>): void {
  process.on("message", async (message) => {
    const asked = Asked.safeParse(message).data;
    if (asked === undefined) return;
    const { call, name, value } = asked;
    try {
      const answer = answers[name];
      if (answer === undefined) throw new Error(`nothing here is called ${name}`);
      process.send?.({ call, result: await answer(value) });
    } catch (error) {
      process.send?.({
        call,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  });
  process.once("disconnect", () => process.exit(0));
}

/** A program of ours in a process of its own. */
export interface RemoteProcess {
  /** Resolves to what it answers, as `shape` reads it. Rejects when it fails or the process ends first. */
  call<Shape extends z.ZodType>(shape: Shape, name: string, value?: unknown): Promise<z.output<Shape>>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** Resolves when it is gone. */
  ended(): Promise<void>;
}

/** Starts `program` with `settings` as its only word; what it prints goes where ours does. */
export function startRemote(
  program: URL,
  settings: unknown,
  execArgv: readonly string[] = [],
): RemoteProcess {
  const child = fork(fileURLToPath(program), [JSON.stringify(settings)], {
    execArgv: [...execArgv],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    serialization: "advanced",
    // As `npm start` does: a process that is started again and again reads its files once.
    env: { NODE_COMPILE_CACHE: "node_modules/.cache/compiled", ...process.env },
  });
  const gone = once(child, "exit").then(() => {});
  const waiting = waitForAnswers(child);
  let calls = 0;
  return {
    call: async (shape, name, value) => {
      calls += 1;
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      waiting.set(calls, { resolve, reject });
      child.send({ call: calls, name, value }, (error) => error !== null && reject(error));
      return shape.parse(await promise);
    },
    kill: async () => {
      child.kill("SIGKILL");
      await gone;
    },
    ended: () => gone,
  };
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

function waitForAnswers(child: ChildProcess): Map<number, Waiting> {
  const waiting = new Map<number, Waiting>();
  child.on("message", (message) => {
    const answered = Answered.safeParse(message).data;
    const waiter = waiting.get(answered?.call ?? 0);
    if (answered === undefined || waiter === undefined) return;
    waiting.delete(answered.call);
    if (answered.error === undefined) waiter.resolve(answered.result);
    else waiter.reject(new Error(answered.error));
  });
  child.once("exit", () => {
    for (const { reject } of waiting.values()) reject(new Error("the process ended"));
    waiting.clear();
  });
  return waiting;
}
