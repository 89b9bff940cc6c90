import type { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { endingWhenBroken } from "../../../src/adapters/postgres/ending-when-broken.ts";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { withCodedErrors } from "../../../src/adapters/postgres/translate-error.ts";
import { ownEmbeddedDatabase, testEngine } from "../../support/database.ts";

/** Runs out of the stack WebAssembly gives, which PostgreSQL does not see coming. */
const endless = `CREATE FUNCTION endless(depth int) RETURNS int LANGUAGE plpgsql
  AS 'BEGIN RETURN endless(depth + 1); END'`;

describe.skipIf(testEngine === "server")("an embedded engine that breaks", { timeout: 60_000 }, () => {
  let database: Database;

  beforeAll(async () => {
    database = await ownEmbeddedDatabase();
  });
  afterAll(() => database.close());

  test("is replaced: what was in hand fails with a code within five seconds, and later questions are answered", async () => {
    const { pool, prisma } = database;
    await prisma.installationFact.create({ data: { key: "before", value: "" } });
    await pool.query(endless);
    const began = performance.now();

    const breaking = withCodedErrors(() => pool.query("SELECT endless($1::int)", [1]));
    await expect(breaking).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE" });

    expect(performance.now() - began).toBeLessThan(5_000);
    expect(await prisma.installationFact.count()).toBe(1);
    expect(database.isServing()).toBe(true);
  });

  test("is not taken for one when PostgreSQL only refuses something", async () => {
    const client = await database.pool.connect();

    await expect(client.query("SELECT nonsense")).rejects.toMatchObject({ code: "42703" });
    await expect(client.query("SELECT $1::int", ["x"])).rejects.toMatchObject({ code: "22P02" });

    expect((await client.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    client.release();
  });
});

test("an engine that throws is ended, and one that was closed is not", async () => {
  const aborted = new Error("memory access out of bounds");
  const ended: Error[] = [];
  const execProtocolRawStream: PGlite["execProtocolRawStream"] = () => Promise.reject(aborted);
  const engine = (closed: boolean) =>
    endingWhenBroken({ closed, execProtocolRawStream }, (error) => ended.push(error));
  const flush = new Uint8Array([0x48, 0, 0, 0, 4]);
  const asked = { onRawData: () => {} };

  await expect(engine(true).execProtocolRawStream(flush, asked)).rejects.toBe(aborted);
  expect(ended).toEqual([]);
  await expect(engine(false).execProtocolRawStream(flush, asked)).rejects.toBe(aborted);
  expect(ended).toEqual([aborted]);
});
