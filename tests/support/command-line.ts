import { execFile } from "node:child_process";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");

/** How a subcommand ended: its exit code, and what it wrote to its two outputs. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** All a process of the tests is given: where programs are, compiled code as `npm start` keeps it, and what is said. */
export function childEnvironment(environment: Readonly<Record<string, string>>): Record<string, string> {
  const { PATH = "", HOME = "" } = process.env;
  return { PATH, HOME, NODE_COMPILE_CACHE: path.join(root, "node_modules/.cache/compiled"), ...environment };
}

/** Runs a subcommand in a process of its own. */
export function runClusterbot(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Ended> {
  const options = { cwd: root, env: childEnvironment(environment) };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ["src/main.ts", ...words], options, (error, out, err) => {
      resolve({ code: error === null ? 0 : typeof error.code === "number" ? error.code : 1, out, err });
    });
    // Nobody is there to be asked.
    child.stdin?.end();
  });
}

/** What a subcommand prints. Throws when it fails. */
export async function runCommandLine(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  const { code, out, err } = await runClusterbot(words, environment);
  if (code !== 0) throw new Error(`${words.join(" ")} ended with ${code}: ${err}`);
  return out;
}
