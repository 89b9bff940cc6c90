import { rm } from "node:fs/promises";
import { expect, test } from "vitest";
import { createAccountStore } from "../../src/adapters/postgres/account-store.ts";
import { openDatabase } from "../../src/adapters/postgres/open-database.ts";
import { concealCode } from "../../src/people/link-code.ts";
import { runCommandLine } from "../support/command-line.ts";
import { freshDataFolder } from "../support/data-folders.ts";
import { silentLog } from "../support/silent-log.ts";

test("the command line prints a code that makes the first administrator; the records keep its hash only", async () => {
  const dataFolder = await freshDataFolder();

  const environment = { CLUSTERBOT_DATA: dataFolder, LOG_LEVEL: "silent" };
  const stdout = await runCommandLine(["administrator"], environment);

  const code = /\/cluster link ([0-9A-Z]{5}-[0-9A-Z]{5})\n/.exec(stdout)?.[1] ?? "no code";
  const database = await openDatabase({ databaseUrl: null, dataFolder, role: "short" }, silentLog);
  const kept = await database.prisma.linkCode.findMany();
  expect(kept).toMatchObject([{ codeHash: concealCode(code), purpose: "administrator", reference: null }]);
  expect(JSON.stringify(kept)).not.toContain(code);
  const redeemed = await createAccountStore(database.pool).redeem({
    hash: concealCode(code),
    account: { reference: "discord:5", name: "Sam" },
    isInChat: true,
    place: "discord:7",
  });
  expect(redeemed).toEqual({ kind: "administrator" });
  await database.close();
  await rm(dataFolder, { recursive: true, force: true });
}, 60_000);
