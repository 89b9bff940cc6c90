import { type Config, readConfig } from "../config.ts";
import { BotError, errorTable } from "../shared/errors.ts";
import type { Log } from "../shared/log.port.ts";

/** Exit codes of every subcommand: 0 done, 1 done in part or not found, 2 wrong use or settings, 3 failed. */
export const exitCodes = { done: 0, partly: 1, wrongUse: 2, failed: 3 } as const;

export interface CliContext {
  readonly config: Config;
  readonly log: Log;
}

/** Runs a subcommand with checked settings, and turns whatever is thrown into one sentence and an exit code. */
export async function runWithConfig(run: (context: CliContext) => Promise<number>): Promise<void> {
  // Whoever read the output may be gone (`… | head`); what is under way still ends in order.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  const result = readConfig();
  if (result.kind === "invalid") {
    process.stderr.write(`Clusterbot did not start. ${problemCount(result.problems.length)}\n`);
    for (const problem of result.problems) process.stderr.write(`  - ${problem}\n`);
    process.exitCode = exitCodes.wrongUse;
    return;
  }
  try {
    const { openLog } = await import("../wiring/open-log.ts");
    process.exitCode = await run({ config: result.config, log: openLog(result.config.logLevel) });
  } catch (error) {
    process.stderr.write(`${explain(error)}\n${whichServer(error, result.config)}`);
    process.exitCode = exitCodes.failed;
  }
}

function problemCount(count: number): string {
  return count === 1 ? "One setting needs repair:" : `${count} settings need repair:`;
}

function explain(error: unknown): string {
  if (error instanceof BotError) {
    const detail = error.detail === undefined ? "" : ` (${error.detail})`;
    return `${errorTable[error.code].sentence}\nCode ${error.code}${detail}; see docs/errors.md.`;
  }
  return `${errorTable.UNEXPECTED.sentence}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

/** Where the records were looked for, without user and password: on the command line that can be put right. */
function whichServer(error: unknown, { databaseUrl }: Config): string {
  if (databaseUrl === null || !(error instanceof BotError) || error.code !== "DATABASE_UNAVAILABLE")
    return "";
  return `DATABASE_URL leads to ${new URL(databaseUrl).host}: check that address, and that the server is running.\n`;
}
