// Two processes that deliver, on one PostgreSQL server: the embedded database has none of its locks.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DelivererProcess, startDeliverer } from "../../../bench/deliver/deliverer.ts";
import { type FakePlatforms, startFakePlatforms } from "../../../bench/deliver/fake-platforms.ts";
import { judge } from "../../../bench/deliver/judge.ts";
import { untilAccepted, untilSettled } from "../../../bench/deliver/until-accepted.ts";
import { type Database, openDatabase } from "../../../src/adapters/postgres/open-database.ts";
import { newServerDatabase, testEngine } from "../../support/database.ts";
import { silentLog } from "../../support/silent-log.ts";

const size = { workspaces: 100, channels: 5, guilds: 500 };
const patience = 120_000;
const destinations = size.workspaces * size.channels + size.guilds;

describe.skipIf(testEngine === "embedded")("two processes on one server", { timeout: 180_000 }, () => {
  let platforms: FakePlatforms;
  let database: Database;
  let address: NonNullable<Awaited<ReturnType<typeof newServerDatabase>>>;

  beforeAll(async () => {
    platforms = await startFakePlatforms({ ...size, faultSeed: null, hasHistory: true });
    const made = await newServerDatabase();
    if (made === null) throw new Error("there is no server");
    address = made;
    database = await openDatabase({ databaseUrl: address.url, dataFolder: "", role: "short" }, silentLog);
  });
  afterAll(async () => {
    await database.close();
    await address.drop();
    await platforms.close();
  });

  it("deliver a thousand announcements once each, though one is killed half-way", async () => {
    const both = await Promise.all([start(), start()]);
    const dueAt = new Date(Date.now() + 8_000);
    await both[0].promise([{ mark: 0, paragraphs: 2, dueAt, isEverywhere: true }]);
    for (const deliverer of both) await deliverer.start();

    await untilAccepted(destinations / 2, platforms, patience);
    const runners = await lanesByRunner();
    const holder = [...runners].find(([, lanes]) => lanes.includes("discord"))?.[0];
    const survivor = both.find(({ runner }) => runner !== holder);
    await both.find(({ runner }) => runner === holder)?.kill();
    await untilSettled(destinations, platforms, patience);

    const report = await platforms.report();
    const ledger = (await survivor?.ledger()) ?? [];
    expect(judge(ledger, report, new Map())).toEqual({
      deliveries: destinations,
      duplicates: 0,
      missed: 0,
      unconfirmed: 0,
      findings: [],
    });
    // Each had its lanes, and no lane was two processes' at once: together they would be faster than is allowed.
    expect([...runners.keys()].toSorted()).toEqual(both.map(({ runner }) => runner).toSorted());
    expect(report.posts.filter(({ outcome }) => outcome === "limited")).toEqual([]);
    expect(longestPause(report.posts.filter(({ platform }) => platform === "discord"))).toBeLessThan(30_000);
    await survivor?.stop();
  });

  function start(): Promise<DelivererProcess> {
    return startDeliverer({ databaseUrl: address.url, dataFolder: "", places: platforms.places });
  }

  async function lanesByRunner(): Promise<ReadonlyMap<string, readonly string[]>> {
    const { rows } = await database.pool.query<{ runner: string; lanes: string[] }>(
      "SELECT runner, array_agg(lane) AS lanes FROM delivery_lane GROUP BY runner",
    );
    return new Map(rows.map(({ runner, lanes }) => [runner, lanes]));
  }
});

/** Between one post and the next, in milliseconds. */
function longestPause(posts: readonly { readonly at: number }[]): number {
  return Math.max(...posts.slice(1).map(({ at }, index) => at - (posts[index]?.at ?? at)));
}
