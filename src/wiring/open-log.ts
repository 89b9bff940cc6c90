import { createLog } from "../adapters/log/create-log.ts";
import type { Config } from "../config.ts";
import type { Log } from "../shared/log.port.ts";

/** The one log of the program, on standard error. */
export function openLog(level: Config["logLevel"]): Log {
  return createLog(level);
}
