import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAccountStore } from "../../../src/adapters/postgres/account-store.ts";
import { startBackgroundJobs } from "../../../src/adapters/postgres/background-jobs.ts";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { createPersonalData } from "../../../src/adapters/postgres/personal-data.ts";
import { createQuestionStore } from "../../../src/adapters/postgres/question-store.ts";
import { plainReply } from "../../../src/chat/reply.ts";
import { newLinkCode } from "../../../src/people/link-code.ts";
import type { ErasureOrder, ErasureReport } from "../../../src/people/personal-data.port.ts";
import { freshDatabase } from "../../support/database.ts";
import { databaseDump, emptyDatabase } from "../../support/database-dump.ts";
import { anIncomingRequest } from "../../support/incoming-request.ts";
import { ada, addEverywhere, addPerson, addQuestion, bob } from "../../support/person-everywhere.ts";
import { silentLog } from "../../support/silent-log.ts";

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

async function erased(changes: Partial<ErasureOrder> = {}): Promise<ErasureReport> {
  const erasure = await createPersonalData(database.pool).erase({ ...order, ...changes });
  if (erasure.kind !== "erased") throw new Error(`it ended with ${erasure.kind}`);
  return erasure.report;
}

const everythingOfAda = [ada.slack, ada.slackUser, ada.discord, ada.person, ada.name];

/** What of Ada still stands in the database; Bob's ids begin like hers. */
async function leftOfAda(): Promise<readonly string[]> {
  const dump = (await databaseDump(database.pool))
    .replaceAll(bob.slack, "Bob")
    .replaceAll(bob.discord, "Bob");
  const withoutBob = dump.replaceAll(bob.slackUser, "Bob");
  return [...everythingOfAda, ada.discordUser].filter((word) => withoutBob.includes(word));
}

describe("erasing a person", { timeout: 60_000 }, () => {
  it.each([
    ["an account on Slack", { account: ada.slack }],
    ["the account on Discord that is linked to it", { account: ada.discord }],
    ["the person's id", { person: ada.person }],
  ])("by %s leaves nothing of them anywhere", async (_how, whom) => {
    await addEverywhere(database);
    expect(await leftOfAda()).toHaveLength(6);

    const report = await erased({ whom });

    expect(await leftOfAda()).toEqual([]);
    expect(report.leftovers).toEqual([]);
    expect(Object.fromEntries(report.done.map((row) => [row.table, [row.deleted, row.replaced]]))).toEqual({
      question: [1, 1],
      link_code: [1, 0],
      failed_attempt: [0, 1],
      web_login: [1, 0],
      web_session: [1, 0],
      document_draft: [1, 0],
      reminder: [1, 0],
      notice: [1, 1],
      role_grant: [1, 0],
      platform_account: [2, 0],
      person: [1, 0],
      audit_entry: [0, 3],
      installation_fact: [0, 1],
    });
  });

  it("keeps what was changed, in lines that do not say whose it was, and everything of others", async () => {
    await addEverywhere(database);

    await erased();

    const { rows } = await database.pool.query("SELECT actor, subject, before FROM audit_entry ORDER BY id");
    expect(rows.slice(0, 3)).toEqual([
      { actor: "erased", subject: `person:${bob.person}`, before: { role: "board" } },
      {
        actor: bob.slack,
        subject: "person:erased",
        before: { role: "manager", person: "erased", name: "erased" },
      },
      {
        actor: bob.slack,
        subject: "account:erased",
        before: { accounts: ["erased", bob.discord], erased: "board" },
      },
    ]);
    const [question] = await database.prisma.question.findMany();
    expect(question?.request).toMatchObject({
      text: "roles of erased and <@erased>",
      asker: { name: bob.name },
    });
    expect(question?.reply).toMatchObject({
      summary: `erased (erased) and ${bob.name} (${bob.discord}) are managers.`,
    });
    expect(await database.prisma.platformAccount.count()).toBe(2);
  });

  it("is a line of the audit trail that says when and how much, not whom", async () => {
    await addEverywhere(database);

    await erased();

    const { rows } = await database.pool.query(
      "SELECT actor, action, subject, place, after FROM audit_entry ORDER BY id DESC LIMIT 1",
    );
    expect(rows).toEqual([
      {
        actor: "command line",
        action: "person-erased",
        subject: "person:erased",
        place: "command line",
        after: { deleted: 11, replaced: 7, left: 0 },
      },
    ]);
  });

  it("who became one of two by linking accounts leaves no id of either", async () => {
    const { pool } = database;
    const accounts = createAccountStore(pool);
    const hash = newLinkCode().hash;
    await accounts.addCode({ hash, minutes: 10, account: { reference: ada.slack, name: ada.name } });
    await pool.query("INSERT INTO person (id) VALUES ($1::uuid)", [ada.person]);
    await pool.query("INSERT INTO platform_account (reference, person_id) VALUES ($1, $2::uuid)", [
      ada.discord,
      ada.person,
    ]);
    await pool.query(
      `INSERT INTO audit_entry (actor, action, subject, place) VALUES ('web', 'role-given', $1, 'web')`,
      [`person:${ada.person}`],
    );
    await pool.query("UPDATE person SET created_at = now() + interval '1 day'");
    const account = { reference: ada.discord, name: ada.name };
    await accounts.redeem({ hash, account, isInChat: true, place: "discord" });
    expect(await accounts.confirm({ account, other: ada.slack, place: "discord" })).toMatchObject({
      kind: "linked",
    });
    const [kept] = await database.prisma.person.findMany();
    expect(kept?.id).not.toBe(ada.person);

    await erased();

    expect(await leftOfAda()).toEqual([]);
    expect(await databaseDump(pool)).not.toContain(kept?.id);
  });

  it("finds nothing the second time, and writes nothing then", async () => {
    await addEverywhere(database);
    await erased();
    const lines = await database.prisma.auditEntry.count();

    expect(await createPersonalData(database.pool).erase(order)).toEqual({ kind: "nothing-kept" });
    expect(await database.prisma.auditEntry.count()).toBe(lines);
  });

  it("of somebody who only ever asked deletes their questions, also one whose answer is being written", async () => {
    const id = await addQuestion(database, ada);
    await addQuestion(database, bob);
    const store = createQuestionStore(database.prisma);

    await erased();

    expect(await store.beginSending(id, plainReply("Nobody does."))).toBe(false);
    await store.finish(id, { state: "sent", remoteId: null });
    expect(await leftOfAda()).toEqual([]);
    expect(await database.prisma.question.count()).toBe(1);
  });

  it("finds what they asked on Discord and, signed in, on the web page; the same Slack id elsewhere is another's", async () => {
    await addPerson(database.pool, ada);
    const store = createQuestionStore(database.prisma);
    for (const [platform, workspace, id] of [
      ["discord", null, ada.discordUser],
      ["web", "slack:T012AB3CD", ada.slack],
      ["slack", "T0ELSE", ada.slackUser],
    ] as const) {
      const { request, replyAddress } = anIncomingRequest({ platform, workspace });
      await store.add({ request: { ...request, asker: { ...request.asker, id } }, replyAddress });
    }

    await erased();

    expect(await database.prisma.question.findMany()).toMatchObject([
      { request: { workspace: "T0ELSE", asker: { id: ada.slackUser } } },
    ]);
  });

  it("deletes jobs that name them, waiting or done, and no others", async () => {
    await addPerson(database.pool, ada);
    const jobs = await startBackgroundJobs([], { database, log: silentLog });
    await jobs.stop();
    await database.pool.query(
      "SELECT pgboss.create_queue('greeting-send', '{\"policy\": \"standard\"}'::jsonb)",
    );
    for (const [state, whom] of [
      ["created", ada.discord],
      ["completed", ada.person],
      ["created", bob.slack],
    ]) {
      await database.pool.query(
        "INSERT INTO pgboss.job (name, data, state) VALUES ('greeting-send', $1::jsonb, $2::pgboss.job_state)",
        [JSON.stringify({ whom }), state],
      );
    }

    const report = await erased();

    expect(report.done).toContainEqual({
      table: "pgboss.job",
      section: "Background work",
      deleted: 2,
      replaced: 0,
    });
    const { rows } = await database.pool.query("SELECT data FROM pgboss.job WHERE name = 'greeting-send'");
    expect(rows).toEqual([{ data: { whom: bob.slack } }]);
    expect(await leftOfAda()).toEqual([]);
  });

  it("says what is left where it could not be taken out, and counts what clusters published", async () => {
    await addEverywhere(database);
    await database.pool.query(
      "INSERT INTO workspace (id, platform, external_id, name) VALUES (gen_random_uuid(), 'slack', 'T1', $1)",
      [`The workspace of ${ada.discord}`],
    );
    await database.pool.query("INSERT INTO cluster (id, name, status_note) VALUES ('north', 'North', $1)", [
      `Ask ${ada.discord}`,
    ]);

    const report = await erased();

    expect(report.leftovers).toEqual([{ table: "workspace", rows: 1 }]);
    expect(report.published).toEqual([{ table: "cluster", rows: 1 }]);
  });

  it("is undone as a whole when it cannot be finished", async () => {
    await addEverywhere(database);
    await database.pool.query(
      "ALTER TABLE audit_entry ADD CONSTRAINT no_erasure CHECK (action <> 'person-erased')",
    );
    const before = await databaseDump(database.pool);

    await expect(erased()).rejects.toThrow();

    await database.pool.query("ALTER TABLE audit_entry DROP CONSTRAINT no_erasure");
    expect(await databaseDump(database.pool)).toBe(before);
  });
});
