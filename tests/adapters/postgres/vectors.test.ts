import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { freshDatabase, testEngine } from "../../support/database.ts";

describe("vectors", () => {
  let database: Database;

  beforeAll(async () => {
    database = await freshDatabase();
  });

  afterAll(async () => await database.close());

  test.skipIf(testEngine === "server")("are kept beside the passages, and go with them", async () => {
    const { pool, prisma, hasVectors } = database;
    expect(hasVectors).toBe(true);
    const passage = await aPassage();

    await pool.query("INSERT INTO passage_embedding VALUES ($1, 'a model', '[1,0,0]')", [passage]);
    const nearest = await pool.query<{ far: number }>(
      "SELECT (embedding <=> '[1,0,0]'::vector)::float8 AS far FROM passage_embedding",
    );
    await prisma.document.deleteMany();

    expect(nearest.rows).toEqual([{ far: 0 }]);
    expect((await pool.query("SELECT FROM passage_embedding")).rowCount).toBe(0);
  });

  test.skipIf(testEngine === "embedded")("are done without on a server that has no pgvector", async () => {
    expect(database.hasVectors).toBe(false);
    expect(await aPassage()).toBeGreaterThan(0);
  });

  async function aPassage(): Promise<number> {
    const { id } = await database.prisma.passage.create({
      data: {
        ordinal: 0,
        text: "A passage.",
        termCount: 2,
        document: {
          create: {
            sourceKey: "a.md",
            kind: "guide",
            title: "A guide",
            audience: "public",
            cluster: { create: { id: "north", name: "Tech North" } },
          },
        },
      },
    });
    return id;
  }
});
