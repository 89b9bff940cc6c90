import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import { freshDatabase } from "../support/database.ts";
import { openSchemaEngine, readSchema, type SchemaView } from "../support/schema-engine.ts";

describe("prisma/schema.prisma and prisma/migrations", { timeout: 60_000 }, () => {
  let database: Database;
  let engine: SchemaView;

  beforeAll(async () => {
    database = await freshDatabase();
    engine = await openSchemaEngine(database.pool);
  });

  afterAll(async () => await database.close());

  test("describe the same database", async () => {
    expect(await engine.difference(await readSchema())).toBe("");
  });

  test.each([
    ["a new field", "  nicknames ", "  motto        String?\n  nicknames ", 'ADD COLUMN     "motto" TEXT'],
    ["a missing index", "@@index([passageId])", "", 'DROP INDEX "posting_passage_id_idx"'],
    ["a new value of a list", "  withdrawn\n", "  withdrawn\n  expired\n", "'expired'"],
  ])("%s in the schema alone is found", async (_what, from, to, expected) => {
    const schema = await readSchema();

    expect(schema).toContain(from);
    expect(await engine.difference(schema.replace(from, to))).toContain(expected);
  });
});
