import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type BackgroundJobs, startBackgroundJobs } from "../../../src/adapters/postgres/background-jobs.ts";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { defineJob, type Job } from "../../../src/shared/job.ts";
import type { Log } from "../../../src/shared/log.port.ts";
import { freshDatabase } from "../../support/database.ts";
import { silentLog } from "../../support/silent-log.ts";

describe("background jobs", { timeout: 60_000 }, () => {
  let database: Database;
  let running: BackgroundJobs | undefined;

  beforeAll(async () => {
    database = await freshDatabase();
  });

  afterEach(async () => {
    await running?.stop();
    running = undefined;
  });

  afterAll(async () => await database.close());

  async function start(jobs: readonly Job[], log: Log = silentLog): Promise<BackgroundJobs> {
    running = await startBackgroundJobs(jobs, { database, log });
    return running;
  }

  test("run soon after they are asked for, with the payload they were given", async () => {
    const ran = Promise.withResolvers<string>();
    const payload = z.object({ word: z.string() });
    const jobs = await start([
      defineJob({ name: "word-say", payload, handle: async ({ word }) => ran.resolve(word) }),
    ]);

    await jobs.request("word-say", { word: "hello" });

    expect(await ran.promise).toBe("hello");
  });

  test("that wait when the bot stops run at its next start", async () => {
    const begun = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const both = Promise.withResolvers<void>();
    let runs = 0;
    const slow = defineJob({
      name: "slow-run",
      payload: z.object({}),
      handle: async () => {
        runs += 1;
        begun.resolve();
        if (runs === 2) both.resolve();
        await gate.promise;
      },
    });
    const first = await start([slow]);
    await first.request("slow-run", {});
    await begun.promise;
    await first.request("slow-run", {});
    gate.resolve();
    await first.stop();

    await start([slow]);

    await both.promise;
    expect(runs).toBe(2);
  });

  test("asked for again while one waits already are not added", async () => {
    const begun = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const busy = defineJob({
      name: "busy-run",
      payload: z.object({}),
      handle: async () => {
        begun.resolve();
        await gate.promise;
      },
    });
    const jobs = await start([busy]);
    await jobs.request("busy-run", {});
    await begun.promise;

    await jobs.request("busy-run", {});
    await jobs.request("busy-run", {});

    expect(await waitingCount("busy-run")).toBe(1);
    gate.resolve();
  });

  test("that fail are named in the log with why, and tried again later", async () => {
    const logged = Promise.withResolvers<unknown>();
    const log: Log = { ...silentLog, error: (event, fields) => logged.resolve({ event, ...fields }) };
    const broken = defineJob({
      name: "thing-break",
      payload: z.object({}),
      handle: async () => {
        throw new Error("no thing");
      },
    });
    const jobs = await start([broken], log);

    await jobs.request("thing-break", {});

    expect(await logged.promise).toEqual({ event: "job-failed", job: "thing-break", error: "no thing" });
    await jobs.stop();
    const states = await database.pool.query("SELECT state::text FROM pgboss.job WHERE name = 'thing-break'");
    expect(states.rows).toEqual([{ state: "retry" }]);
  });

  async function waitingCount(name: string): Promise<number | undefined> {
    const found = await database.pool.query<{ waiting: number }>(
      "SELECT count(*)::int AS waiting FROM pgboss.job WHERE name = $1 AND state = 'created'",
      [name],
    );
    return found.rows[0]?.waiting;
  }
});
