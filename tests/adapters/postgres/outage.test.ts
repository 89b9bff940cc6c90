import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keepEmbedded } from "../../../src/adapters/postgres/embedded-keeper.ts";
import { type Database, openDatabase } from "../../../src/adapters/postgres/open-database.ts";
import { socketIn } from "../../../src/adapters/postgres/socket-folder.ts";
import { translatingErrors, withCodedErrors } from "../../../src/adapters/postgres/translate-error.ts";
import { type BreakableLine, breakableLine } from "../../support/breakable-line.ts";
import { freshDataFolder } from "../../support/data-folders.ts";
import { newServerDatabase } from "../../support/database.ts";
import { silentLog } from "../../support/silent-log.ts";

describe("when the database goes away and comes back", { timeout: 60_000 }, () => {
  let line: BreakableLine;
  let database: Database;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    const server = await aServer();
    line = await breakableLine(server.target);
    const databaseUrl = `postgresql://${server.user}@127.0.0.1:${line.port}/${server.name}`;
    database = await openDatabase({ databaseUrl, dataFolder: "", role: "resident" }, silentLog);
    remove = server.remove;
  });

  afterAll(async () => {
    await database.close();
    await line.close();
    await remove();
  });

  test("a query in hand fails with a code, and later ones work again without a restart", async () => {
    const inHand = withCodedErrors(() => database.pool.query("SELECT pg_sleep(5)"));
    const failure = expect(inHand).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE" });
    await line.cut();
    await failure;

    await line.mend();

    await database.ping();
  });

  test("every way of asking fails with the same code", async () => {
    const { prisma, pool } = database;
    const store = translatingErrors({
      plain: () => prisma.cluster.findMany(),
      raw: () => prisma.$queryRaw`SELECT 1`,
      several: () => prisma.$transaction([prisma.cluster.count(), prisma.document.count()]),
      interactive: () => prisma.$transaction((records) => records.cluster.count()),
      driver: () => pool.query("SELECT 1"),
    });
    await line.cut();

    for (const ask of Object.values(store)) {
      await expect(ask()).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE" });
    }

    await line.mend();
    for (const ask of Object.values(store)) await ask();
  });

  test("a transaction that is cut leaves nothing behind", async () => {
    const cutHalfway = withCodedErrors(() =>
      database.prisma.$transaction(async (records) => {
        await records.installationFact.create({ data: { key: "half", value: "" } });
        await line.cut();
        await records.installationFact.create({ data: { key: "other half", value: "" } });
      }),
    );
    await expect(cutHalfway).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE" });

    await line.mend();

    expect(await database.prisma.installationFact.count()).toBe(0);
  });

  test("a mistake of ours is not taken for an outage", async () => {
    const wrong = withCodedErrors(() => database.pool.query("SELECT nonsense"));
    await expect(wrong).rejects.toMatchObject({ code: "42703" });

    const twice = {
      data: [
        { key: "k", value: "" },
        { key: "k", value: "" },
      ],
    };
    const duplicate = withCodedErrors(() => database.prisma.installationFact.createMany(twice));
    await expect(duplicate).rejects.toMatchObject({ code: "P2002" });
  });

  test("opening one that is not there fails with the code within ten seconds", async () => {
    await line.cut();
    const databaseUrl = `postgresql://postgres@127.0.0.1:${line.port}/postgres`;

    const opening = openDatabase({ databaseUrl, dataFolder: "", role: "short" }, silentLog);

    await expect(opening).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE" });
    await line.mend();
  });
});

interface AServer {
  readonly target: { path: string } | { port: number; host: string };
  readonly user: string;
  readonly name: string;
  readonly remove: () => Promise<void>;
}

/** The test server, or the embedded database seen as one. */
async function aServer(): Promise<AServer> {
  const made = await newServerDatabase();
  if (made !== null) {
    const { hostname, port, username, pathname } = new URL(made.url);
    return {
      target: { host: hostname, port: Number(port) },
      user: username,
      name: pathname.slice(1),
      remove: made.drop,
    };
  }
  const folder = await freshDataFolder();
  const keeper = await keepEmbedded(folder, silentLog);
  const path = socketIn(await keeper.whenServed(10_000));
  const remove = async () => {
    await keeper.close();
    await rm(folder, { recursive: true });
  };
  return { target: { path }, user: "postgres", name: "postgres", remove };
}
