// Reads one file at a time in a process of its own; createReader (isolated-reader.ts) starts it and stops it.
import { Worker } from "node:worker_threads";
import type { ReadingLimits } from "./limits.ts";
import { readDocument, type UnreadDocument } from "./read-document.ts";

const limits: ReadingLimits = JSON.parse(process.argv[2] ?? "{}");

new Worker(new URL("./memory-guard.worker.ts", import.meta.url), { workerData: limits.megabytes }).unref();
process.on("disconnect", () => process.exit());
process.on("message", async (unread: UnreadDocument) => {
  process.send?.(await readDocument(unread, limits));
});
