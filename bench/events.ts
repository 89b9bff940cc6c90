import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { createEventSearch, findWithin } from "../src/adapters/postgres/event-search.ts";
import { createEventStore } from "../src/adapters/postgres/event-store.ts";
import { type Database, openDatabase } from "../src/adapters/postgres/open-database.ts";
import type { EventFilter, EventSearch } from "../src/directory/events/event-search.port.ts";
import { importEvents } from "../src/directory/events/import-events.ts";
import { stateRecordFile } from "../src/wiring/open-events.ts";
import { makeCalendar, townIds } from "./make-events.ts";

export interface EventsBench {
  readonly count: number;
  /** Print how the database finds what is on. */
  readonly explain: boolean;
}

const nothing = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} };
const week = 7 * 86_400_000;

/** Imports made events into a data folder of its own, twice, then asks what is on. The last line has the figures. */
export async function runEvents({ count, explain }: EventsBench): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "clusterbot-bench-"));
  const database = await openDatabase({ databaseUrl: null, dataFolder: folder, role: "resident" }, nothing);
  try {
    await database.pool.query(
      "INSERT INTO cluster (id, name, is_federation, nicknames) VALUES ('made', 'Made', true, '{}')",
    );
    const now = new Date();
    const path = join(folder, "made.ics");
    await writeFile(path, makeCalendar(count, now));
    const first = await measureImport(path, database);
    const again = await measureImport(path, database);
    const search = createEventSearch(database.pool);
    const asked = await measureSearch(search, now);
    if (explain) await printPlan(database, now);
    const dates = await database.pool.query<{ count: string }>("SELECT count(*) FROM event_occurrence");
    return JSON.stringify({ events: count, dates: Number(dates.rows[0]?.count), first, again, ...asked });
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureImport(path: string, { pool }: Database) {
  const store = createEventStore(pool);
  const watch = watchTurns();
  const asking = keepAsking(createEventSearch(pool));
  const begun = performance.now();
  const processor = process.cpuUsage();
  const clusters = await store.clusters();
  const file = { path, label: "made.ics" };
  const stated = await stateRecordFile(file, { options: { audience: "public" }, clusters });
  const read = performance.now();
  if (stated.kind !== "events") throw new Error("the made calendar was refused");
  const order = { file: stated.file, sourceKey: path, by: null, dryRun: false };
  const plan = await importEvents(order, { store, clock: { now: () => new Date() } });
  const ended = performance.now();
  const longestTurn = watch.stop();
  const longestWait = await asking.stop();
  return {
    seconds: seconds(ended - begun),
    processorSeconds: processorSeconds(processor),
    readSeconds: seconds(read - begun),
    longestTurnMilliseconds: longestTurn,
    longestWaitMilliseconds: longestWait,
    changed: plan.items.length,
    unchanged: plan.unchanged,
  };
}

/** The longest that this thread worked without a turn for others, in milliseconds of its own processor time. */
function watchTurns(): { stop(): number } {
  let longest = 0;
  let isOver = false;
  let last = process.threadCpuUsage();
  const look = (): void => {
    const now = process.threadCpuUsage();
    longest = Math.max(longest, now.user + now.system - last.user - last.system);
    last = now;
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  return {
    stop: () => {
      isOver = true;
      return Math.round(longest / 1000);
    },
  };
}

/** Asks what is on while something else goes on; `stop` gives the longest that an answer took, in milliseconds. */
function keepAsking(search: EventSearch): { stop(): Promise<number> } {
  let longest = 0;
  let isOver = false;
  const ask = async (): Promise<void> => {
    while (!isOver) {
      const begun = performance.now();
      const now = new Date();
      await search.find(
        { ...anything, window: { from: now, until: new Date(now.getTime() + week) } },
        readership,
      );
      longest = Math.max(longest, performance.now() - begun);
      await setTimeout(100);
    }
  };
  const asked = ask();
  return {
    stop: async () => {
      isOver = true;
      await asked;
      return Math.round(longest);
    },
  };
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 10) / 100;
}

/** Of all threads, the database's among them: what others do on the same machine does not count. */
function processorSeconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return seconds((user + system) / 1000);
}

const readership = { memberOf: ["made"], boardOf: [] };
const anything: EventFilter = {
  window: null,
  clusters: null,
  places: null,
  words: [],
  match: "all",
  isOnline: null,
  isFree: null,
  limit: 20,
};

async function measureSearch(search: EventSearch, now: Date) {
  const within = { from: now, until: new Date(now.getTime() + week) };
  const rounds = Array.from({ length: 60 }, (_, round) => townIds[round % townIds.length] ?? "");
  const whatsOn = await timesOf(rounds, (town) =>
    search.find({ ...anything, window: within, places: [town] }, readership),
  );
  const next = await timesOf(rounds, (town) =>
    search.next({ ...anything, places: [town], words: ["robot"] }, now, readership),
  );
  const noNext = await timesOf(rounds, () =>
    search.next({ ...anything, words: ["unheardof"] }, now, readership),
  );
  const last = await timesOf(rounds, (town) => search.last({ ...anything, places: [town] }, now, readership));
  const titles = await timesOf(rounds.slice(0, 10), () => search.titles(readership));
  return { whatsOn, next, noNext, last, titles };
}

async function timesOf(towns: readonly string[], ask: (town: string) => Promise<unknown>) {
  const times: number[] = [];
  const processor = process.cpuUsage();
  for (const town of towns) {
    const begun = performance.now();
    await ask(town);
    times.push(performance.now() - begun);
  }
  const sorted = times.toSorted((left, right) => left - right);
  const rounded = (value: number | undefined): number => Math.round((value ?? 0) * 10) / 10;
  return {
    median: rounded(sorted[Math.floor(sorted.length / 2)]),
    max: rounded(sorted.at(-1)),
    processor: rounded((processorSeconds(processor) * 1000) / times.length),
  };
}

async function printPlan({ pool }: Database, now: Date): Promise<void> {
  const until = new Date(now.getTime() + week);
  const filter = [["made"], [], null, ["leeds"], null, null, null, null, 20, now, until];
  const { rows } = await pool.query<{ "QUERY PLAN": string }>(`EXPLAIN ANALYZE ${findWithin}`, filter);
  for (const row of rows) console.log(row["QUERY PLAN"]);
}
