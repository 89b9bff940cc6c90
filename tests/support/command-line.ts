import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

const root = path.resolve(import.meta.dirname, "../..");

/** What a subcommand prints, run in a process of its own. `environment` is all it gets, but PATH. Throws when it fails. */
export async function runCommandLine(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  const env = { PATH: process.env.PATH, ...environment };
  const { stdout } = await promisify(execFile)(process.execPath, ["src/main.ts", ...words], {
    cwd: root,
    env,
  });
  return stdout;
}
