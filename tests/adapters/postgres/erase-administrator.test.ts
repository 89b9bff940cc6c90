import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { createPersonalData } from "../../../src/adapters/postgres/personal-data.ts";
import { createRoleStore } from "../../../src/adapters/postgres/role-store.ts";
import { createSettingsImport } from "../../../src/adapters/postgres/settings-import.ts";
import type { ErasureOrder } from "../../../src/people/personal-data.port.ts";
import { PeopleSettings } from "../../../src/people/workspace-settings.ts";
import { freshDatabase } from "../../support/database.ts";
import { databaseDump, emptyDatabase } from "../../support/database-dump.ts";
import { ada, addPerson, addQuestion, bob } from "../../support/person-everywhere.ts";

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(() => emptyDatabase(database.pool));

const order: ErasureOrder = {
  whom: { account: ada.slack },
  by: { actor: "command line", place: "command line" },
  keptDelivery: null,
};

async function addWorkspace(state: "waiting" | "confirmed" | "gone"): Promise<void> {
  await database.prisma.workspace.create({ data: { platform: "slack", externalId: "T012AB3CD", state } });
}

describe("erasing an administrator", { timeout: 60_000 }, () => {
  it("is refused while they are the only one, and nothing is changed", async () => {
    await addPerson(database.pool, ada, "administrator");
    await addQuestion(database, ada);
    const before = await databaseDump(database.pool);

    expect(await createPersonalData(database.pool).erase(order)).toEqual({ kind: "last-administrator" });
    expect(await databaseDump(database.pool)).toBe(before);
  });

  it("is refused while the only other one's time is over", async () => {
    await addPerson(database.pool, ada, "administrator");
    await addPerson(database.pool, bob, "administrator");
    await database.pool.query(
      "UPDATE role_grant SET expires_at = now() - interval '1 second' WHERE person_id = $1::uuid",
      [bob.person],
    );

    expect(await createPersonalData(database.pool).erase(order)).toEqual({ kind: "last-administrator" });
  });

  it.each([
    ["has left", "gone", false],
    ["was never in", null, false],
    ["is in, though nobody confirmed it", "waiting", true],
  ] as const)("counts on another one in a Slack workspace that the bot %s", async (_, state, isErased) => {
    await addPerson(database.pool, ada, "administrator");
    await addPerson(database.pool, bob, "administrator");
    await database.pool.query("DELETE FROM platform_account WHERE reference = $1", [bob.discord]);
    if (state !== null) await addWorkspace(state);

    const { kind } = await createPersonalData(database.pool).erase(order);

    expect(kind).toBe(isErased ? "erased" : "last-administrator");
  });

  it("of two who go at the same moment erases one", async () => {
    await addPerson(database.pool, ada, "administrator");
    await addPerson(database.pool, bob, "administrator");
    const personalData = createPersonalData(database.pool);

    const outcomes = await Promise.all(
      [ada.slack, bob.slack].map((account) => personalData.erase({ ...order, whom: { account } })),
    );

    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(["erased", "last-administrator"]);
  });

  it("and taking the other one's role at the same moment leaves one of the two", async () => {
    await addPerson(database.pool, ada, "administrator");
    await addPerson(database.pool, bob, "administrator");
    const grantee = { kind: "person", account: bob.slack } as const;
    const gift = { role: "administrator", cluster: null, grantee } as const;
    const by = { actor: "command line", place: "command line" };

    await Promise.all([
      createPersonalData(database.pool).erase(order),
      createRoleStore(database.pool).take(gift, by),
    ]);

    expect(await database.prisma.roleGrant.count({ where: { role: "administrator" } })).toBe(1);
  });

  it("lasts through a start, though the settings file still names them; what is kept for that goes with the line", async () => {
    const settings = PeopleSettings.parse({ administrators: [ada.slack, bob.slack] });
    const settingsImport = createSettingsImport(database.pool);
    await settingsImport.importOnce(settings);
    await addWorkspace("confirmed");
    await createPersonalData(database.pool).erase(order);

    await settingsImport.importOnce(settings);

    const dump = (await databaseDump(database.pool)).replaceAll(bob.slack, "Bob");
    expect(dump).not.toContain(ada.slackUser);
    expect(await database.prisma.roleGrant.count()).toBe(1);
    const hashes = () => database.prisma.installationFact.count({ where: { key: { contains: "sha256:" } } });
    expect(await hashes()).toBe(1);
    await settingsImport.importOnce(PeopleSettings.parse({ administrators: [bob.slack] }));
    expect(await hashes()).toBe(0);
  });
});
