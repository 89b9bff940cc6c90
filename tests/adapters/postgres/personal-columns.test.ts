import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startBackgroundJobs } from "../../../src/adapters/postgres/background-jobs.ts";
import { payloadColumns } from "../../../src/adapters/postgres/job-payloads.ts";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { ourNames } from "../../../src/adapters/postgres/our-tables.ts";
import { personalTables } from "../../../src/adapters/postgres/personal-columns.ts";
import { readMigrations } from "../../../src/adapters/postgres/read-migrations.ts";
import { freshDatabase } from "../../support/database.ts";
import { silentLog } from "../../support/silent-log.ts";

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

/** Prisma's record of migrations is the program's own bookkeeping. */
const bookkeeping = "_prisma_migrations";

/** Columns as `table.column`, of which nobody said what they hold, and those described that are not there. */
async function differences() {
  const { rows } = await database.pool.query<{ column: string }>(
    `SELECT table_name || '.' || column_name AS column FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name <> $1`,
    [bookkeeping],
  );
  const there = rows.map(({ column }) => column);
  const optional = database.hasVectors ? [] : ["passage_embedding"];
  const described = Object.entries(personalTables)
    .filter(([table]) => !optional.includes(table))
    .flatMap(([table, { columns }]) => Object.keys(columns).map((column) => `${table}.${column}`));
  return {
    notCovered: there.filter((column) => !described.includes(column)).toSorted(),
    gone: described.filter((column) => !there.includes(column)).toSorted(),
  };
}

describe("what every column may hold of a person", () => {
  it("is said of all columns of all tables there are", async () => {
    expect(await differences()).toEqual({ notCovered: [], gone: [] });
  });

  it("is said of every table that a migration makes", async () => {
    const { tables } = ourNames(await readMigrations());

    expect(Object.keys(personalTables).toSorted()).toEqual(tables.toSorted());
  });

  it("is missed when a migration adds a column or a table, or takes one away", async () => {
    await database.pool.query("ALTER TABLE person ADD COLUMN email text");
    await database.pool.query("CREATE TABLE guest_book (visitor text)");
    await database.pool.query("ALTER TABLE failed_attempt RENAME COLUMN at TO happened_at");

    const found = await differences();

    await database.pool.query("ALTER TABLE person DROP COLUMN email; DROP TABLE guest_book");
    await database.pool.query("ALTER TABLE failed_attempt RENAME COLUMN happened_at TO at");
    expect(found).toEqual({
      notCovered: ["failed_attempt.happened_at", "guest_book.visitor", "person.email"],
      gone: ["failed_attempt.at"],
    });
  });

  it("leaves no column of a row that is somebody's unmoved: only such a table has columns that go with the row", () => {
    const withoutOwner = Object.entries(personalTables).filter(
      ([, { theirs, columns }]) =>
        theirs === null &&
        Object.values(columns).some((holding) => holding === "theirs" || holding === "secret"),
    );

    expect(withoutOwner).toEqual([]);
  });

  it("is known of what background work keeps", async () => {
    const jobs = await startBackgroundJobs([], { database, log: silentLog });
    await jobs.stop();

    const { rows } = await database.pool.query<{ table: string; column: string }>(
      `SELECT table_name AS table, column_name AS column FROM information_schema.columns
       WHERE table_schema = 'pgboss' AND data_type IN ('json', 'jsonb') AND table_name NOT LIKE 'job\\_%'
       ORDER BY table_name, column_name`,
    );

    const described = Object.entries(payloadColumns).flatMap(([table, columns]) =>
      columns.map((column) => ({ table, column })),
    );
    expect(described.length).toBeGreaterThan(5);
    expect(rows).toEqual(described);
  });
});
