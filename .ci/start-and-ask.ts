// Starts Clusterbot as the README says, in a new data folder, asks it one question over HTTP and one on the command
// line, stops it, and starts it once more. Ends with 1 when an answer has no source or something takes far too long.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** What the first and the later starts may take, in ms; a machine under load is given twice as much. */
const promised = { first: 15_000, later: 4_000 } as const;
const tolerance = 2;
const question = "How do you leave Software Cornwall?";

const folder = await mkdtemp(path.join(tmpdir(), "clusterbot-ci-data-"));
const environment = { ...process.env, CLUSTERBOT_DATA: folder, PORT: "0" };

interface RunningBot {
  readonly address: string;
  readonly milliseconds: number;
  readonly stop: () => Promise<void>;
}

async function start(): Promise<RunningBot> {
  const began = performance.now();
  // In a process group of its own: a signal to the group reaches the bot itself, not npm alone.
  const bot = spawn("npm", ["start"], {
    env: environment,
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const address = await addressOf(bot);
  await ready(address);
  const milliseconds = performance.now() - began;
  return { address, milliseconds, stop: () => stop(bot) };
}

/** The address of the page, once the bot has printed it. Throws when it ends before. */
function addressOf(bot: ChildProcess): Promise<string> {
  let printed = "";
  return new Promise((resolve, reject) => {
    bot.stdout?.on("data", (piece: Buffer) => {
      process.stdout.write(piece);
      printed += piece.toString();
      const address = /http:\/\/localhost:\d+/.exec(printed)?.[0];
      if (address !== undefined) resolve(address);
    });
    bot.once("exit", (code) => reject(new Error(`the bot ended with ${code} before it was ready`)));
  });
}

async function ready(address: string): Promise<void> {
  const answer = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`/readyz says ${answer.status}: ${await answer.text()}`);
}

async function stop(bot: ChildProcess): Promise<void> {
  if (bot.pid === undefined || bot.exitCode !== null || bot.signalCode !== null) return;
  const ended = new Promise((resolve) => bot.once("exit", resolve));
  process.kill(-bot.pid, "SIGINT");
  await ended;
}

async function askOverHttp(address: string): Promise<unknown> {
  const answer = await fetch(`${address}/api/ask`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ question }),
    signal: AbortSignal.timeout(30_000),
  });
  return answer.json();
}

async function askOnCommandLine(): Promise<unknown> {
  const words = ["run", "-s", "clusterbot", "--", "ask", question, "--json"];
  const asking = spawn("npm", words, { env: environment, stdio: ["ignore", "pipe", "inherit"] });
  let printed = "";
  for await (const piece of asking.stdout) printed += String(piece);
  return JSON.parse(printed);
}

function expectAnswered(where: string, answer: unknown): void {
  const { kind, citations } = answer as { kind?: string; citations?: readonly { title: string }[] };
  const first = citations?.[0]?.title;
  if (kind !== "answered" || first === undefined)
    throw new Error(`${where}: expected an answer with a source, got ${JSON.stringify(answer)}`);
  console.log(`${where}: answered, from "${first}"`);
}

function expectInTime(what: keyof typeof promised, milliseconds: number): void {
  console.log(`${what} start: ready after ${Math.round(milliseconds)} ms (promised: ${promised[what]} ms)`);
  if (milliseconds > promised[what] * tolerance) throw new Error(`the ${what} start is far too slow`);
}

const running: RunningBot[] = [];
try {
  const first = await start();
  running.push(first);
  expectAnswered("HTTP", await askOverHttp(first.address));
  expectAnswered("command line", await askOnCommandLine());
  await first.stop();
  const later = await start();
  running.push(later);
  expectAnswered("HTTP, after a new start", await askOverHttp(later.address));
  await later.stop();
  expectInTime("first", first.milliseconds);
  expectInTime("later", later.milliseconds);
} finally {
  for (const bot of running) await bot.stop().catch(() => {});
  await rm(folder, { recursive: true, force: true });
}
