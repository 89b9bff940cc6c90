import { describe, expect, test } from "vitest";
import { type Database, openDatabase } from "../../src/adapters/postgres/open-database.ts";
import { testEngine } from "./database.ts";
import { type KeptEngine, takeEngine } from "./kept-engines.ts";
import { silentLog } from "./silent-log.ts";

// The embedded database only: on a server each test has a database of its own.
describe.skipIf(testEngine === "server")(
  "a database that another file had before",
  { timeout: 60_000 },
  () => {
    let engine: KeptEngine;

    /** What `work` gives, on the next engine; gives it back. */
    async function onTheNext<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
      engine = await takeEngine();
      const settings = { databaseUrl: null, dataFolder: engine.dataFolder, role: "short" } as const;
      const database = await openDatabase(settings, silentLog);
      return await work(database).finally(async () => {
        await database.close();
        engine.giveBack();
      });
    }

    test("holds no row, counts from one, and has forgotten settings and locks", async () => {
      const add = ({ pool }: Database) =>
        pool.query(
          `INSERT INTO cluster (id, name) VALUES ('north', 'North');
         INSERT INTO organisation (id, name, plain_name) VALUES (gen_random_uuid(), 'Acme', 'acme')`,
        );
      await onTheNext(async (database) => {
        await add(database);
        await database.pool.query("SET timezone = 'Asia/Tokyo'; SELECT pg_advisory_lock(7)");
        await database.pool.query("SELECT nextval(pg_get_serial_sequence('passage', 'id'))");
      });
      const before = engine.dataFolder;

      const found = await onTheNext(async ({ pool, prisma }) => ({
        clusters: await prisma.cluster.count(),
        organisations: await prisma.organisation.count(),
        zone: (await pool.query("SHOW timezone")).rows,
        locks: (await pool.query("SELECT FROM pg_locks WHERE locktype = 'advisory'")).rowCount,
        counter: (await pool.query("SELECT nextval(pg_get_serial_sequence('passage', 'id'))::int AS next"))
          .rows,
      }));

      expect(engine.dataFolder).toBe(before);
      expect(found).toEqual({
        clusters: 0,
        organisations: 0,
        zone: [{ TimeZone: "UTC" }],
        locks: 0,
        counter: [{ next: 1 }],
      });
    });

    test("is another one when anything but rows was changed", async () => {
      await onTheNext(({ pool }) =>
        pool.query("ALTER TABLE cluster ALTER COLUMN nicknames SET DEFAULT '{One}'"),
      );
      const before = engine.dataFolder;

      const made = await onTheNext(({ prisma }) =>
        prisma.cluster.create({ data: { id: "north", name: "North" } }),
      );

      expect(engine.dataFolder).not.toBe(before);
      expect(made.nicknames).toEqual([]);
    });
  },
);
