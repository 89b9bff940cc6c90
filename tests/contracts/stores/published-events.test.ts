import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { createPublishedEvents, publicOnly } from "../../../src/adapters/postgres/published-events.ts";
import type { PublishedEvents, PublishedScope } from "../../../src/directory/events/published-events.port.ts";
import type { Audience } from "../../../src/shared/audience.ts";
import { freshDatabase } from "../../support/database.ts";
import { emptyTables } from "../../support/empty-tables.ts";

let database: Database;
let events: PublishedEvents;

beforeAll(async () => {
  database = await freshDatabase();
  events = createPublishedEvents(database.pool);
});
afterAll(() => database.close());
beforeEach(async () => {
  await emptyTables(database.pool, "event, cluster");
  await database.pool.query(
    `INSERT INTO cluster (id, name, nicknames) VALUES ('leeds', 'Leeds', '{}'), ('hull', 'Hull', '{}')`,
  );
});

interface Kept {
  readonly title: string;
  readonly day?: string;
  readonly audience?: Audience;
  readonly cluster?: string;
  readonly tags?: readonly string[];
  readonly places?: readonly string[];
  readonly status?: string;
  readonly withdrawn?: boolean;
}

/** An event of one hour on one day; gives the id of its date. */
async function keep({ title, day = "2026-12-03", ...event }: Kept): Promise<string> {
  const [id, occurrence] = [randomUUID(), randomUUID()];
  const startsAt = `${day}T18:00:00Z`;
  const endsAt = `${day}T19:00:00Z`;
  const wallTime = `${day}T18:00:00`;
  const zone = "Europe/London";
  const time = { kind: "timed", wallTime, endWallTime: null, zone, startsAt, endsAt, isFloating: false };
  await database.pool.query(
    `INSERT INTO event (id, cluster_id, audience, audience_clusters, title, is_online, is_in_person, tags, places, terms,
       series, sequence, updated_at, withdrawn_at)
     VALUES ($1::uuid, $2, $3::audience, $4, $5, FALSE, TRUE, $6, $7, '{}', '{}', 4, '2026-11-20T09:00:00Z', $8)`,
    [
      id,
      event.cluster ?? "leeds",
      event.audience ?? "public",
      event.audience === undefined ? [] : ["leeds"],
      title,
      event.tags ?? [],
      event.places ?? [],
      event.withdrawn === true ? new Date() : null,
    ],
  );
  await database.pool.query(
    `INSERT INTO event_occurrence (id, event_id, original, starts_at, ends_at, "time", status)
     VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6, $7::event_status)`,
    [occurrence, id, wallTime, startsAt, endsAt, JSON.stringify(time), event.status ?? "scheduled"],
  );
  return occurrence;
}

const after = new Date("2026-12-01T00:00:00Z");
const titles = async (scope: PublishedScope, limit = 10): Promise<readonly string[]> =>
  (await events.published(scope, after, limit)).map(({ title }) => title);

describe("events for everybody", () => {
  it("are the public ones of each scope, by start, that are not over or withdrawn", async () => {
    await keep({ title: "Later", day: "2026-12-09", tags: ["AI", "AI"], places: ["leeds", "england"] });
    await keep({ title: "Sooner", cluster: "hull", tags: ["ai"], places: ["hull", "england"] });
    await keep({ title: "Over", day: "2026-11-30", tags: ["AI"], places: ["leeds"] });
    await keep({ title: "Gone", withdrawn: true, tags: ["AI"], places: ["leeds"] });
    await keep({ title: "Off", day: "2026-12-20", status: "cancelled" });

    expect(await titles({ kind: "all" })).toEqual(["Sooner", "Later", "Off"]);
    expect(await titles({ kind: "all" }, 1)).toEqual(["Sooner"]);
    expect(await titles({ kind: "cluster", id: "hull" })).toEqual(["Sooner"]);
    expect(await titles({ kind: "place", id: "england" })).toEqual(["Sooner", "Later"]);
    expect(await titles({ kind: "place", id: "leeds" })).toEqual(["Later"]);
    expect(await titles({ kind: "tags", tags: ["AI"] })).toEqual(["Later"]);
    expect(await titles({ kind: "tags", tags: ["AI", "ai"] })).toEqual(["Sooner", "Later"]);
    // Which of two that are as usual comes first is the database's affair.
    expect(await events.tags(after)).toEqual(
      expect.arrayContaining([
        { tag: "AI", coming: 1 },
        { tag: "ai", coming: 1 },
      ]),
    );
  });

  it("are given with what calendars need, one date of an event however old", async () => {
    const occurrenceId = await keep({ title: "Over", day: "2020-01-01" });

    expect(await events.published({ kind: "event", occurrenceId }, after, 5)).toMatchObject([
      {
        occurrenceId,
        title: "Over",
        original: "2020-01-01T18:00:00",
        sequence: 4,
        changedAt: new Date("2026-11-20T09:00:00Z"),
      },
    ]);
  });

  it("are never what is for members or a board, and neither are their tags; without the condition they would be", async () => {
    const secrets = await Promise.all(
      (["members", "board"] as const).map((audience) =>
        keep({ title: `For ${audience}`, audience, tags: ["Secret"], places: ["leeds"] }),
      ),
    );
    const scopes: readonly PublishedScope[] = [
      { kind: "all" },
      { kind: "cluster", id: "leeds" },
      { kind: "place", id: "leeds" },
      { kind: "tags", tags: ["Secret"] },
      ...secrets.map((occurrenceId) => ({ kind: "event", occurrenceId }) as const),
    ];
    const given = async (store: PublishedEvents) => [
      ...(await Promise.all(scopes.map(async (scope) => (await store.published(scope, after, 9)).length))),
      (await store.tags(after)).length,
    ];
    const query = (statement: string, values: unknown[]) =>
      database.pool.query(statement.replaceAll(publicOnly, "TRUE"), values);

    expect(await given(events)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(await given(createPublishedEvents({ query } as Pick<Database["pool"], "query">))).toEqual([
      2, 2, 2, 2, 1, 1, 1,
    ]);
  });
});
