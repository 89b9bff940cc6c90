import { randomUUID } from "node:crypto";
import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type BackupHeader,
  type BackupLine,
  readBackup,
  writeBackup,
} from "../../../src/adapters/postgres/backup-file.ts";
import { createBackup } from "../../../src/adapters/postgres/create-backup.ts";
import { migrate } from "../../../src/adapters/postgres/migrate.ts";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { openDatabase } from "../../../src/adapters/postgres/open-database.ts";
import { readMigrations } from "../../../src/adapters/postgres/read-migrations.ts";
import { restoreBackup } from "../../../src/adapters/postgres/restore-backup.ts";
import { bareDatabase } from "../../support/bare-database.ts";
import { emptyFolder, freshDataFolder } from "../../support/data-folders.ts";
import { freshDatabase, testEngine } from "../../support/database.ts";
import { silentLog } from "../../support/silent-log.ts";

describe("a backup", { timeout: 60_000 }, () => {
  let folder: string;
  let file: string;
  let source: Database;

  beforeAll(async () => {
    folder = await emptyFolder();
    file = join(folder, "everything.backup");
    source = await freshDatabase();
    await fill(source);
    expect(await createBackup(source, file)).toMatchObject({ kind: "written" });
  });

  afterAll(async () => {
    await source.close();
    await rm(folder, { recursive: true });
  });

  test("restored into a fresh database gives every row as it was", async () => {
    const target = await freshDatabase();
    const outcome = await restoreBackup(target, file, { replace: false });

    expect(outcome).toMatchObject({ kind: "restored", skippedVectors: false });
    expect(await everyRow(target)).toEqual(await everyRow(source));
    expect(await target.prisma.auditEntry.findMany()).toMatchObject([{ action: "backup-restored" }]);
    await target.close();
  });

  test("restored leaves the counters and the references between records working", async () => {
    const target = await freshDatabase();
    await restoreBackup(target, file, { replace: false });
    const document = await target.prisma.document.findFirstOrThrow({ where: { sourceKey: "old.md" } });

    const passage = { documentId: document.id, ordinal: 7, text: "new", termCount: 1 };
    const added = await target.prisma.passage.create({ data: passage });
    await target.prisma.document.deleteMany();

    expect(added.id).toBeGreaterThan(1);
    expect(await target.prisma.passage.count()).toBe(0);
    await target.close();
  });

  test("restored does not answer again what was open when it was made", async () => {
    const origin = await freshDatabase();
    const asked = { deliveryKey: "slack:2", platform: "slack", request: {}, replyAddress: { token: "old" } };
    await origin.prisma.question.create({ data: asked });
    const open = join(folder, "open.backup");
    await createBackup(origin, open);
    const target = await freshDatabase();
    await restoreBackup(target, open, { replace: false });

    const [question] = await target.prisma.question.findMany();

    expect(question).toMatchObject({ deliveryKey: "slack:2", state: "uncertain", replyAddress: null });
    await Promise.all([origin.close(), target.close()]);
  });

  test("is one instant: what is written meanwhile is in it in whole or not at all", async () => {
    const many = join(folder, "meanwhile.backup");

    const [outcome] = await Promise.all([createBackup(source, many), addPairs(source)]);
    const target = await freshDatabase();
    await restoreBackup(target, many, { replace: false });

    expect(outcome.kind).toBe("written");
    const [left, right] = await Promise.all(["left", "right"].map((side) => countFacts(target, side)));
    expect(left).toBe(right);
    await target.close();
  });

  test("is not restored over records that are there, unless that is asked for", async () => {
    const target = await freshDatabase();
    await target.prisma.installationFact.create({ data: { key: "mine", value: "kept" } });

    expect(await restoreBackup(target, file, { replace: false })).toEqual({
      kind: "refused",
      reason: "not-empty",
    });
    expect(await target.prisma.installationFact.findMany()).toMatchObject([{ key: "mine" }]);

    expect(await restoreBackup(target, file, { replace: true })).toMatchObject({ kind: "restored" });
    expect(await target.prisma.installationFact.findUnique({ where: { key: "mine" } })).toBeNull();
    await target.close();
  });

  test.each([
    ["cut short", (bytes: Buffer) => bytes.subarray(0, bytes.length - 40), "damaged"],
    [
      "whose last line is gone",
      (bytes: Buffer) => withLines(bytes, (lines) => lines.slice(0, -1)),
      "damaged",
    ],
    ["with a row missing", (bytes: Buffer) => withLines(bytes, (lines) => lines.toSpliced(-2, 1)), "damaged"],
    [
      "with a changed word",
      (bytes: Buffer) => withText(bytes, (text) => text.replace("agreed", "denied")),
      "damaged",
    ],
    ["that is something else", () => Buffer.from("# Minutes\n"), "not-a-backup"],
    ["that is something else, zipped", () => gzipSync('{"a":1}\n'), "not-a-backup"],
    ["that is empty", () => Buffer.alloc(0), "damaged"],
  ])("file %s is refused and nothing is changed", async (_what, change, reason) => {
    const broken = join(folder, `${randomUUID()}.backup`);
    await writeFile(broken, change(await readFile(file)));
    const before = await everyRow(source);

    expect(await restoreBackup(source, broken, { replace: true })).toEqual({ kind: "refused", reason });
    expect(await everyRow(source)).toEqual(before);
  });

  test("of a newer version is refused", async () => {
    const newer = join(folder, "newer.backup");
    await writeBackup(newer, asIfNewer(file));

    const outcome = await restoreBackup(source, newer, { replace: true });

    expect(outcome).toEqual({ kind: "refused", reason: "newer-version" });
  });

  test("of an older version is restored and brought up to date", async () => {
    const older = join(folder, "older.backup");
    const bare = await bareDatabase();
    await bare.prepare(
      (await readMigrations()).slice(0, 1),
      "INSERT INTO cluster (id, name) VALUES ('old', 'Old')",
    );
    await bare.use(async (pool) => void (await createBackup({ pool }, older)));
    const target = await freshDatabase();

    const outcome = await restoreBackup(target, older, { replace: false });

    expect(outcome).toMatchObject({ kind: "restored", rows: 1 });
    expect(await target.prisma.cluster.findMany()).toMatchObject([{ id: "old" }]);
    expect(await target.prisma.question.count()).toBe(0);
    expect(await migrate(target.pool, await readMigrations())).toEqual([]);
    await target.close();
    await bare.remove();
  });

  test("that is not there is refused", async () => {
    const outcome = await restoreBackup(source, join(folder, "nowhere"), { replace: true });

    expect(outcome).toEqual({ kind: "refused", reason: "no-such-file" });
  });

  test.skipIf(testEngine === "server")(
    "restored where vectors cannot be kept says so only when it holds some",
    async () => {
      const origin = await freshDatabase();
      await fill(origin);
      const target = await freshDatabase();
      const withoutVectors = { pool: target.pool, hasVectors: false };
      const none = join(folder, "no-vectors.backup");
      await origin.pool.query("DELETE FROM passage_embedding");
      await createBackup(origin, none);

      const withSome = await restoreBackup(withoutVectors, file, { replace: true });
      const withNone = await restoreBackup(withoutVectors, none, { replace: true });

      expect(withSome).toMatchObject({ kind: "restored", skippedVectors: true });
      expect(withNone).toMatchObject({ kind: "restored", skippedVectors: false });
      await origin.close();
      await target.close();
    },
  );

  test("never takes the place of a file, can be read by its owner only, and leaves nothing behind when it fails", async () => {
    expect(await createBackup(source, file)).toEqual({ kind: "refused", reason: "file-exists" });
    expect(await createBackup(source, join(folder, "no", "folder"))).toMatchObject({ reason: "unwritable" });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await source.ping();
  });

  test.skipIf(testEngine === "embedded")("goes from a server to the embedded database and back", async () => {
    const dataFolder = await freshDataFolder();
    const embedded = await openDatabase({ databaseUrl: null, dataFolder, role: "short" }, silentLog);
    const there = join(folder, "there.backup");
    await createBackup(source, there);
    await restoreBackup(embedded, there, { replace: false });
    const id = (await embedded.prisma.passage.findFirstOrThrow()).id;
    await embedded.pool.query("INSERT INTO passage_embedding VALUES ($1, 'a model', '[1,2,3]')", [id]);
    const back = join(folder, "back.backup");
    await createBackup(embedded, back);

    expect(await everyRow(embedded)).toEqual(await everyRow(source));
    expect(await restoreBackup(source, back, { replace: true })).toMatchObject({ skippedVectors: true });
    expect(await everyRow(source)).toEqual(await everyRow(embedded));
    await embedded.close();
    await rm(dataFolder, { recursive: true });
  });
});

/** Rows with everything that is easily lost on the way: quotes, umlauts, arrays, nulls, dates, JSON, references. */
async function fill({ prisma, pool, hasVectors }: Database): Promise<void> {
  await prisma.cluster.create({
    data: {
      id: "north",
      name: 'Tech "North" \\ Nörd\nline',
      nicknames: ["a,b", 'c"d', ""],
      contacts: { create: { topic: "events", role: "events lead" } },
    },
  });
  const shared = { clusterId: "north", kind: "policy", audienceClusters: ["north"], topics: [] };
  const next = await prisma.document.create({
    data: {
      ...shared,
      sourceKey: "new.md",
      title: "New",
      audience: "members",
      effectiveFrom: new Date("2026-01-31"),
    },
  });
  const passages = {
    create: { ordinal: 0, headingPath: ["A", "B"], text: "It was agreed.\u2028", termCount: 2.25 },
  };
  await prisma.document.create({
    data: {
      ...shared,
      sourceKey: "old.md",
      title: "Old",
      audience: "public",
      supersededById: next.id,
      passages,
    },
  });
  const passage = await prisma.passage.findFirstOrThrow();
  await prisma.posting.create({ data: { term: "agre", passageId: passage.id, frequency: 0.1 } });
  const request = { text: "what’s on? 🎉", nested: { empty: null, list: [1, 2.5] } };
  await prisma.question.create({
    data: { deliveryKey: "slack:1", platform: "slack", request, state: "sent" },
  });
  if (hasVectors) {
    await pool.query("INSERT INTO passage_embedding VALUES ($1, 'a model', '[0.1,-2,3e-9]')", [passage.id]);
  }
}

/** Every row of every table, without the vectors, which a server may not have. */
async function everyRow({ prisma }: Database): Promise<unknown> {
  return {
    clusters: await prisma.cluster.findMany({ include: { contacts: true } }),
    documents: await prisma.document.findMany({ orderBy: { sourceKey: "asc" }, include: { versions: true } }),
    passages: await prisma.passage.findMany({ include: { postings: true } }),
    questions: await prisma.question.findMany(),
    facts: await prisma.installationFact.findMany({ orderBy: { key: "asc" } }),
  };
}

async function addPairs({ prisma }: Database): Promise<void> {
  for (let place = 0; place < 20; place += 1) {
    const sides = ["left", "right"].map((side) => ({ key: `${side} ${place}`, value: side }));
    await prisma.installationFact.createMany({ data: sides });
  }
}

async function countFacts({ prisma }: Database, value: string): Promise<number> {
  return await prisma.installationFact.count({ where: { value } });
}

function withText(bytes: Buffer, change: (text: string) => string): Buffer {
  const text = gunzipSync(bytes).toString();
  const changed = change(text);
  expect(changed).not.toBe(text);
  return gzipSync(changed);
}

function withLines(bytes: Buffer, change: (lines: readonly string[]) => readonly string[]): Buffer {
  return withText(bytes, (text) => `${change(text.trimEnd().split("\n")).join("\n")}\n`);
}

async function* asIfNewer(file: string): AsyncGenerator<BackupLine> {
  for await (const line of readBackup(file)) {
    const later = (header: BackupHeader) => ({
      ...header,
      migrations: [...header.migrations, "20990101_later"],
    });
    yield line.kind === "header" ? { kind: "header", header: later(line.header) } : line;
  }
}
