import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEventSearch, eventAudience } from "../../src/adapters/postgres/event-search.ts";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import type { EventSearch } from "../../src/directory/events/event-search.port.ts";
import { mayRead, type Readership, type Restricted } from "../../src/shared/audience.ts";
import { freshDatabase } from "../support/database.ts";
import { anything, clusters, openEventDesk, statedTable } from "../support/event-desk.ts";
import { seeded } from "./generated-federation.ts";

const random = seeded(20_261_129);
const ids = clusters.map(({ id }) => id);
const now = new Date("2026-12-01T09:00:00Z");

interface SecretEvent extends Restricted {
  readonly title: string;
  readonly startsAt: Date;
}

/** Events of all clusters and audiences, before and after now, an hour or more apart. */
const events: readonly SecretEvent[] = Array.from({ length: 60 }, (_, number) => {
  const cluster = ids[Math.floor(random() * ids.length)] ?? "uktcg";
  const audience = (["public", "members", "board"] as const)[Math.floor(random() * 3)] ?? "board";
  return {
    title: `Secret${number} meeting`,
    audience,
    audienceClusters: audience === "public" ? [] : [cluster],
    startsAt: new Date(now.getTime() + (number - 30) * 5_400_000),
  };
});

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
  const desk = openEventDesk(database);
  await desk.clear();
  const rows = events.map(
    ({ title, audience, audienceClusters, startsAt }, number) =>
      `e${number},${title},${startsAt.toISOString().slice(0, 16)},${audience},${audienceClusters[0] ?? "leeds"}`,
  );
  await desk.importFile(statedTable(["uid,title,start,audience,cluster", ...rows]));
});
afterAll(() => database.close());

const reader = fc.record({ memberOf: fc.subarray(ids), boardOf: fc.subarray(ids) });
const windowed = fc.option(
  fc.tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: 1, max: 20 })).map(([from, hours]) => ({
    from: new Date(now.getTime() + from * 3_600_000),
    until: new Date(now.getTime() + (from + hours) * 3_600_000),
  })),
);

/** What each search shows this reader, and what it should. */
async function compare(
  search: EventSearch,
  readership: Readership,
  window: { readonly from: Date; readonly until: Date } | null,
): Promise<{ readonly shown: unknown; readonly expected: unknown }> {
  const readable = events.filter((event) => mayRead(readership, event));
  const titlesOf = (list: readonly SecretEvent[]): readonly string[] => list.map(({ title }) => title);
  const within = readable.filter(
    ({ startsAt }) => window === null || (startsAt >= window.from && startsAt < window.until),
  );
  const found = await search.find({ ...anything, window }, readership);
  const filter = { ...anything, words: ["meet"] };
  const [next, last] = [
    await search.next(filter, now, readership),
    await search.last(filter, now, readership),
  ];
  const titles = await search.titles(readership);
  return {
    shown: {
      found: found.events.map(({ title }) => title),
      total: found.total,
      next: next?.title,
      last: last?.title,
      titles: titles.map(({ title }) => title).toSorted(),
    },
    expected: {
      found: titlesOf(within),
      total: within.length,
      next: titlesOf(readable.filter(({ startsAt }) => startsAt >= now))[0],
      last: titlesOf(readable.filter(({ startsAt }) => startsAt < now)).at(-1),
      titles: titlesOf(readable).toSorted(),
    },
  };
}

async function checkReaders(search: EventSearch): Promise<void> {
  await fc.assert(
    fc.asyncProperty(reader, windowed, async (readership, window) => {
      const { shown, expected } = await compare(search, readership, window);
      expect(shown).toEqual(expected);
    }),
    { seed: 29, numRuns: 40, endOnFailure: true },
  );
}

describe("who may know of which event", () => {
  it("no search finds, counts or names what its readers may not read, and each finds all the rest", async () => {
    await checkReaders(createEventSearch(database.pool));
  });

  it.each(["find", "next", "last", "titles"] as const)(
    "is seen to fail when the condition is taken out of %s",
    async (leaky) => {
      const query = (text: string, values: unknown[]) => {
        expect(text).toContain(eventAudience);
        const open = "($1::text[] IS NOT NULL AND $2::text[] IS NOT NULL)";
        return database.pool.query(text.replaceAll(eventAudience, open), values);
      };
      const sound = createEventSearch(database.pool);
      const broken = createEventSearch({ query: query as Database["pool"]["query"] });

      await expect(checkReaders({ ...sound, [leaky]: broken[leaky] })).rejects.toThrow(/Property failed/);
    },
  );
});
