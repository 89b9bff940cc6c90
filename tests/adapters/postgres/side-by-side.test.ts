import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { freshDatabase } from "../../support/database.ts";

/** Longer than one read of a socket, so that a batch arrives in pieces. */
const long = "x".repeat(400_000);

describe("questions asked at the same time", { timeout: 60_000 }, () => {
  let database: Database;

  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.close());

  test("are each given their own rows, while another connection writes", async () => {
    let isAsking = true;
    const writing = writeWhile(() => isAsking);

    const readers = await Promise.all([0, 1, 2, 3].map((reader) => readOwnWords(reader)));
    isAsking = false;
    await writing;

    expect(readers.flat()).toEqual([]);
  });

  test("are each given their own rows when they are long", async () => {
    const readers = await Promise.all([0, 1, 2, 3].map((reader) => readOwnWords(reader, long)));

    expect(readers.flat()).toEqual([]);
  });

  test("go on when a connection is gone in the middle of its question", async () => {
    const gone = await database.pool.connect();
    const left = gone.query("SELECT $1::text AS mine", [long]).catch(() => "gone");
    gone.release(true);

    expect(await readOwnWords(0)).toEqual([]);
    await left;
  });

  async function writeWhile(isAsking: () => boolean): Promise<void> {
    while (isAsking()) {
      const client = await database.pool.connect();
      await client.query("BEGIN");
      await client.query("SELECT count(*) FROM generate_series(1, 20000)");
      await client.query("COMMIT");
      client.release();
    }
  }

  /** The same statement again and again, as search is; tells every answer that is not this reader's own. */
  async function readOwnWords(reader: number, ending = ""): Promise<string[]> {
    const foreign: string[] = [];
    for (let question = 0; question < 50; question += 1) {
      const mine = `${reader}-${question}-${ending}`;
      const { rows } = await database.pool.query<{ mine: string }>("SELECT $1::text AS mine", [mine]);
      if (rows[0]?.mine !== mine) foreign.push(`${reader}-${question}`);
    }
    return foreign;
  }
});
