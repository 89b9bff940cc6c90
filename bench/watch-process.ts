// Loaded into the measured process before the program: tells on request what it has cost since the last request.
import { monitorEventLoopDelay } from "node:perf_hooks";

export interface ProcessLoad {
  /** Of the process with its threads, its children not included. */
  readonly processorSeconds: number;
  /** The longest the event loop stood still, other programs' use of the machine included. */
  readonly longestHaltMilliseconds: number;
  /** The most the main thread computed between two turns of the event loop: what a quiet machine would halt for. */
  readonly longestTurnMilliseconds: number;
}

const resolution = 5;
const delay = monitorEventLoopDelay({ resolution });
delay.enable();

let processBefore = process.cpuUsage();
let threadBefore = process.threadCpuUsage();
let longestTurn = 0;

setInterval(() => {
  const { user, system } = process.threadCpuUsage(threadBefore);
  threadBefore = process.threadCpuUsage();
  longestTurn = Math.max(longestTurn, (user + system) / 1000);
}, resolution).unref();

process.on("message", () => {
  const { user, system } = process.cpuUsage(processBefore);
  process.send?.({
    processorSeconds: (user + system) / 1_000_000,
    longestHaltMilliseconds: Math.max(0, delay.max / 1_000_000 - resolution),
    longestTurnMilliseconds: longestTurn,
  } satisfies ProcessLoad);
  processBefore = process.cpuUsage();
  longestTurn = 0;
  delay.reset();
});
// Being watched keeps no process alive.
process.channel?.unref();
