import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { createPersonalData } from "../../../src/adapters/postgres/personal-data.ts";
import { freshDatabase } from "../../support/database.ts";
import { databaseDump, emptyDatabase } from "../../support/database-dump.ts";
import { ada, addEverywhere, bob } from "../../support/person-everywhere.ts";

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(() => emptyDatabase(database.pool));

describe("an export of what is kept about a person", () => {
  it("has every table in which they are, under a heading in plain English", async () => {
    await addEverywhere(database);

    const found = await createPersonalData(database.pool).export({ account: ada.discord });

    expect(found).toMatchObject({
      person: ada.person,
      accounts: [ada.discord, ada.slack],
      requestsOfOthers: 2,
    });
    expect(found?.sections.map(({ table, rows }) => [table, rows.length])).toEqual([
      ["question", 1],
      ["link_code", 1],
      ["failed_attempt", 1],
      ["web_login", 1],
      ["web_session", 1],
      ["document_draft", 1],
      ["reminder", 1],
      ["notice", 1],
      ["role_grant", 1],
      ["platform_account", 2],
      ["person", 1],
      ["audit_entry", 3],
      ["installation_fact", 1],
    ]);
    expect(found?.sections[8]).toMatchObject({ section: "Roles given by name", rows: [{ role: "manager" }] });
    expect(found?.sections[0]?.rows).toMatchObject([{ request: { text: "Who covers Kent?" } }]);
  });

  it("shows no token, no hash and no request of others", async () => {
    await addEverywhere(database);

    const found = JSON.stringify(await createPersonalData(database.pool).export({ account: ada.slack }));

    for (const word of ["short-lived", "the-hash", "code_hash", "reply_address", bob.name])
      expect(found).not.toContain(word);
  });

  it("is empty for somebody nothing is kept of, and changes nothing", async () => {
    await addEverywhere(database);
    const before = await databaseDump(database.pool);
    const personalData = createPersonalData(database.pool);

    expect(await personalData.export({ account: "discord:1" })).toBeNull();
    await personalData.export({ account: ada.slack });

    expect(await databaseDump(database.pool)).toBe(before);
  });
});
