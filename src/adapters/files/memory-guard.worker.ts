// Ends the reading process when a file makes it too large, or when the bot is gone: a busy parser cannot look itself.
import { workerData } from "node:worker_threads";

const megabytes: number = workerData;
const parent = process.ppid;

setInterval(() => {
  const isTooLarge = process.memoryUsage.rss() > megabytes * 1_000_000;
  if (isTooLarge || process.ppid !== parent) process.kill(process.pid, "SIGKILL");
}, 50);
