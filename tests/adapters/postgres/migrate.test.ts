import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrate } from "../../../src/adapters/postgres/migrate.ts";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { type Migration, readMigrations } from "../../../src/adapters/postgres/read-migrations.ts";
import { emptyFolder } from "../../support/data-folders.ts";
import { freshDatabase } from "../../support/database.ts";
import { openSchemaEngine } from "../../support/schema-engine.ts";

describe("migrations", { timeout: 60_000 }, () => {
  let database: Database;
  let ours: readonly Migration[];

  beforeAll(async () => {
    database = await freshDatabase();
    ours = await readMigrations();
  });

  afterAll(async () => await database.close());

  test("are applied once, however many processes start at the same time", async () => {
    const next = await aMigration("20990101000000_shelf", 'CREATE TABLE "shelf" ("id" INTEGER PRIMARY KEY);');

    const applied = await Promise.all(
      Array.from({ length: 6 }, () => migrate(database.pool, [...ours, next])),
    );

    expect(applied.flat()).toEqual(["20990101000000_shelf"]);
    await forget(next, 'DROP TABLE "shelf"');
  });

  test("cost one look when there is nothing to do", async () => {
    expect(await migrate(database.pool, ours)).toEqual([]);
  });

  test("that fail leave nothing half done and are named in a coded error", async () => {
    const broken = await aMigration(
      "20990101000000_broken",
      'CREATE TABLE "half" ("id" INTEGER);\nSELECT nonsense;',
    );

    const failure = migrate(database.pool, [...ours, broken]);

    await expect(failure).rejects.toMatchObject({
      code: "MIGRATION_FAILED",
      detail: expect.stringContaining("20990101000000_broken"),
    });
    const half = await database.pool.query("SELECT to_regclass('half') AS found");
    expect(half.rows).toEqual([{ found: null }]);
  });

  test("that were changed after they were applied are refused", async () => {
    const changed = ours.map((migration, place) =>
      place === 0 ? { ...migration, checksum: "0" } : migration,
    );

    await expect(migrate(database.pool, changed)).rejects.toMatchObject({ code: "MIGRATION_FAILED" });
  });

  test("of a newer version stop an older one, which changes nothing", async () => {
    await expect(migrate(database.pool, ours.slice(0, -1))).rejects.toMatchObject({
      code: "DATABASE_TOO_NEW",
    });
  });

  test("are recorded so that `prisma migrate deploy` finds nothing to do and nothing edited", async () => {
    const engine = await openSchemaEngine(database.pool);

    const found = await engine.diagnose(ours);

    expect(found).toEqual({
      editedMigrationNames: [],
      failedMigrationNames: [],
      hasMigrationsTable: true,
      history: null,
    });
  });

  async function forget(migration: Migration, undo: string): Promise<void> {
    await database.pool.query(undo);
    await database.pool.query("DELETE FROM _prisma_migrations WHERE migration_name = $1", [migration.name]);
  }
});

async function aMigration(name: string, sql: string): Promise<Migration> {
  const folder = await emptyFolder();
  await mkdir(join(folder, name));
  await writeFile(join(folder, name, "migration.sql"), sql);
  const [migration] = await readMigrations(folder);
  if (migration === undefined) throw new Error("the migration was not read");
  return migration;
}
