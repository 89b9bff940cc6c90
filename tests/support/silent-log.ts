import type { Log } from "../../src/shared/log.port.ts";

/** A log that keeps quiet. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
