import { readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "../../src/adapters/postgres/open-database.ts";
import { auditTable } from "../../src/cli/audit.ts";
import { type Ended, runClusterbot } from "../support/command-line.ts";
import { emptyFolder } from "../support/data-folders.ts";
import { type KeptEngine, takeEngine } from "../support/kept-engines.ts";
import { ada, addEverywhere, bob } from "../support/person-everywhere.ts";
import { silentLog } from "../support/silent-log.ts";

let engine: KeptEngine;
let folder = "";
let database: Database;
beforeAll(async () => {
  engine = await takeEngine();
  folder = await emptyFolder();
  // Stays open, as the bot does: the commands work beside it.
  database = await openDatabase(
    { databaseUrl: null, dataFolder: engine.dataFolder, role: "resident" },
    silentLog,
  );
  await addEverywhere(database);
});
afterAll(async () => {
  await database.close();
  engine.giveBack();
  await rm(folder, { recursive: true, force: true });
});

function clusterbot(...words: readonly string[]): Promise<Ended> {
  return runClusterbot(words, { CLUSTERBOT_DATA: engine.dataFolder, LOG_LEVEL: "silent" });
}

describe("what is kept of people, on the command line", { timeout: 180_000 }, () => {
  test("is shown, exported into a file of one's own, and erased, in this order", async () => {
    const csv = await clusterbot("audit", "--csv", "--limit", "1");
    expect(csv.code).toBe(0);
    expect(csv.out).toMatch(/^"when",.*\r\n".*","role-taken","account:discord:\d+","north",.*\r\n$/);

    const file = join(folder, "ada.json");
    expect(await clusterbot("export-person", ada.discord, "--out", file)).toMatchObject({ code: 0, err: "" });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ person: ada.person });
    const again = await clusterbot("export-person", ada.discord, "--out", file);
    expect(again).toMatchObject({ code: 2, out: "" });

    const unasked = await clusterbot("erase", ada.slack);
    expect(unasked).toMatchObject({ code: 2, out: "" });
    expect(unasked.err).toContain("Nothing was deleted. Add --yes");

    const only = await clusterbot("erase", bob.person, "--yes");
    expect(only.code).toBe(2);
    expect(only.out).toContain("only administrator");

    const erased = await clusterbot("erase", ada.slack, "--yes");
    expect(erased.code).toBe(0);
    expect(erased.out).toMatch(/^Accounts +2 deleted$/m);
    expect(erased.out).toContain("Searched again: nothing else names them.");

    expect(await clusterbot("erase", ada.slack, "--yes")).toMatchObject({ code: 1 });
    expect(await clusterbot("export-person", ada.slack)).toMatchObject({ code: 1, out: "" });
    expect((await clusterbot("audit")).out).toMatch(/command line +person-erased +person:erased/);
  });

  test("is asked for by an account or an id, nothing else", async () => {
    const wrong = await clusterbot("erase", "Ada", "--yes");

    expect(wrong).toMatchObject({ code: 2, out: "" });
    expect(wrong.err).toContain("slack:T012AB3CD/U045EF6GH");
  });
});

test("the table of changes moves no cursor, whatever was stored", () => {
  const entry = {
    id: "1",
    at: new Date("2026-11-23T12:34:56Z"),
    actor: "web",
    action: "thing-changed",
    subject: "a\u001b[2Jb",
    cluster: null,
    place: "web",
    before: null,
    after: null,
  };

  expect(auditTable([entry]).split("\n")).toEqual([
    "When (UTC)        Who  What           Subject  Cluster  Where",
    "2026-11-23 12:34  web  thing-changed  a\ufffd[2Jb   –        web",
    "",
  ]);
});
