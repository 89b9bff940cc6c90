import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeDataFolder } from "../../../src/adapters/postgres/make-data-folder.ts";
import { type Database, openDatabase } from "../../../src/adapters/postgres/open-database.ts";
import { prepareSocketFolder, socketIn } from "../../../src/adapters/postgres/socket-folder.ts";
import { withCodedErrors } from "../../../src/adapters/postgres/translate-error.ts";
import { emptyFolder, freshDataFolder } from "../../support/data-folders.ts";
import { testEngine } from "../../support/database.ts";
import { silentLog } from "../../support/silent-log.ts";
import { startStorageProcess } from "../../support/storage-process.ts";

// The embedded database only: a server looks after itself.
describe.skipIf(testEngine === "server")("the data folder", { timeout: 60_000 }, () => {
  let folder: string;
  const opened: Database[] = [];

  beforeEach(async () => {
    folder = await freshDataFolder();
  });

  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(role: "resident" | "short" = "resident"): Promise<Database> {
    const database = await openDatabase({ databaseUrl: null, dataFolder: folder, role }, silentLog);
    opened.push(database);
    return database;
  }

  test("keeps what was written when the process is killed, and opens again at once", async () => {
    const killed = await startStorageProcess(folder, "resident", "before the kill");
    await killed.kill();

    const database = await open();

    expect(killed.serving).toBe(true);
    expect(database.isServing()).toBe(true);
    expect(await factsOf(database)).toEqual(["before the kill"]);
  });

  test("is used by a second process through the first", async () => {
    const first = await open();
    const second = await startStorageProcess(folder, "short", "from the second");

    expect(second.serving).toBe(false);
    expect(await factsOf(first)).toEqual(["from the second"]);
    expect(await second.leave()).toBe(0);
  });

  test("is served by the second within five seconds once the first leaves, and nothing fails meanwhile", async () => {
    const first = await open("short");
    const second = await open("resident");
    await first.prisma.installationFact.create({ data: { key: "from the first", value: "" } });

    await first.close();
    const left = performance.now();
    const facts = await factsOf(second);

    expect(facts).toEqual(["from the first"]);
    expect(second.isServing()).toBe(true);
    expect(performance.now() - left).toBeLessThan(5_000);
  });

  test("is served by the second within five seconds once the first is killed; what was in hand fails with a code", async () => {
    const first = await startStorageProcess(folder, "short", "from the first");
    const second = await open("resident");

    const inHand = withCodedErrors(() => second.pool.query("SELECT pg_sleep(30)"));
    const failure = expect(inHand).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE" });
    await first.kill();
    const killed = performance.now();
    await failure;
    const facts = await factsOf(second);

    expect(facts).toEqual(["from the first"]);
    expect(performance.now() - killed).toBeLessThan(5_000);
  });

  test("lets a transaction end before the process that serves it leaves", async () => {
    const first = await open();
    const second = await open();
    const leaving = Promise.withResolvers<void>();

    const transaction = second.prisma.$transaction(async (records) => {
      await records.installationFact.create({ data: { key: "first half", value: "" } });
      leaving.resolve(first.close());
      await records.installationFact.create({ data: { key: "second half", value: "" } });
    });
    await transaction;
    await leaving.promise;

    expect(await factsOf(second)).toEqual(["first half", "second half"]);
  });

  test("serves two short commands that start at the same instant", async () => {
    const commands = await Promise.all([
      startStorageProcess(folder, "short", "one"),
      startStorageProcess(folder, "short", "two"),
    ]);

    const codes = await Promise.all(commands.map((command) => command.leave()));

    expect(commands.filter((command) => command.serving)).toHaveLength(1);
    expect(codes).toEqual([0, 0]);
    expect(await factsOf(await open())).toEqual(["one", "two"]);
  });

  test("leaves no socket behind when the last process has left", async () => {
    const socketFolder = await prepareSocketFolder(folder);
    const database = await open();
    expect(existsSync(socketIn(socketFolder))).toBe(true);

    await database.close();

    expect(existsSync(socketFolder)).toBe(false);
  });

  test("is made again when its first making was cut short", async () => {
    const cutShort = await emptyFolder();
    await mkdir(join(cutShort, "postgres"));
    await writeFile(join(cutShort, "postgres", "PG_VERSION"), "18\n");
    await writeFile(join(cutShort, "postgres.unfinished"), "");

    const settings = { databaseUrl: null, dataFolder: cutShort, role: "short" } as const;
    const database = await openDatabase(settings, silentLog);

    expect(database.appliedMigrations.length).toBeGreaterThan(0);
    await database.close();
    await rm(cutShort, { recursive: true });
  });

  test("that cannot be used is named in one coded error, and nothing is left open", async () => {
    const file = join(folder, "a file");
    await writeFile(file, "");

    const settings = { databaseUrl: null, dataFolder: join(file, "data"), role: "short" } as const;

    await expect(openDatabase(settings, silentLog)).rejects.toMatchObject({ code: "DATA_FOLDER_UNUSABLE" });
  });

  test.skipIf(process.platform !== "linux")(
    "that the system never lets be made is refused with a code, not tried for ever",
    async () => {
      const settings = { databaseUrl: null, dataFolder: "/proc/clusterbot/data", role: "short" } as const;

      await expect(openDatabase(settings, silentLog)).rejects.toMatchObject({ code: "DATA_FOLDER_UNUSABLE" });
    },
  );

  test("is made with the folders above it, and beside settings and hidden files", async () => {
    const made = join(folder, "new", "data");
    await makeDataFolder(made);
    for (const name of ["clusterbot.yaml", ".env", "lost+found"]) await writeFile(join(made, name), "");

    await makeDataFolder(made);

    expect(existsSync(made)).toBe(true);
  });

  test("that holds something else is refused, and nothing is put into it", async () => {
    const documents = await emptyFolder();
    await writeFile(join(documents, "minutes.md"), "Text");
    const settings = { databaseUrl: null, dataFolder: documents, role: "short" } as const;

    const opening = openDatabase(settings, silentLog);

    await expect(opening).rejects.toMatchObject({
      code: "DATA_FOLDER_UNUSABLE",
      detail: expect.stringContaining('it holds "minutes.md" and nothing of Clusterbot'),
    });
    expect(await readdir(documents)).toEqual(["minutes.md"]);
    await rm(documents, { recursive: true });
  });

  test("with a broken database in it is refused with a code, not emptied", async () => {
    await writeFile(join(folder, "postgres", "PG_VERSION"), "7\n");

    await expect(open()).rejects.toMatchObject({ code: "DATA_FOLDER_UNUSABLE" });
  });

  test.skipIf(userInfo().uid === 0)("without the right to write is refused with a code", async () => {
    await chmod(folder, 0o500);

    const settings = { databaseUrl: null, dataFolder: join(folder, "data"), role: "short" } as const;

    await expect(openDatabase(settings, silentLog)).rejects.toMatchObject({ code: "DATA_FOLDER_UNUSABLE" });
    await chmod(folder, 0o700);
  });
});

async function factsOf(database: Database): Promise<readonly string[]> {
  const facts = await database.prisma.installationFact.findMany({ orderBy: { key: "asc" } });
  return facts.map((fact) => fact.key);
}
