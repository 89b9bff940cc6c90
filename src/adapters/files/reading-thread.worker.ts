// Reads one file at a time away from the bot's own thread; createReader (isolated-reader.ts) stops it when it takes too long.
import { parentPort, workerData } from "node:worker_threads";
import type { ReadingLimits } from "./limits.ts";
import { readDocument, type UnreadDocument } from "./read-document.ts";

const limits: ReadingLimits = workerData;

parentPort?.on("message", async (unread: UnreadDocument) => {
  parentPort?.postMessage(await readDocument(unread, limits));
});
