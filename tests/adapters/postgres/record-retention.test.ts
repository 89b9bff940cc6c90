import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { createQuestionStore } from "../../../src/adapters/postgres/question-store.ts";
import { createRecordRetention } from "../../../src/adapters/postgres/record-retention.ts";
import { RetentionSettings } from "../../../src/people/retention.ts";
import { freshDatabase } from "../../support/database.ts";
import { emptyDatabase } from "../../support/database-dump.ts";
import { anIncomingRequest } from "../../support/incoming-request.ts";
import { addEvent } from "../../support/person-everywhere.ts";

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(() => emptyDatabase(database.pool));

const standard = RetentionSettings.parse({});
const running = new AbortController().signal;
const nothing = {
  questions: 0,
  audit: 0,
  drafts: 0,
  attempts: 0,
  codes: 0,
  reminders: 0,
  notices: 0,
  persons: 0,
  workspaces: 0,
};

const forget = (days: Partial<RetentionSettings> = {}, signal = running) =>
  createRecordRetention(database.pool).forget({ ...standard, ...days }, signal);

const run = (sql: string, ...values: readonly unknown[]) => database.pool.query(sql, [...values]);
const count = async (table: string): Promise<number> =>
  (await database.pool.query(`SELECT 1 FROM ${table}`)).rows.length;

/** A row of each kind, so many days old. */
const rows: Readonly<Record<string, (days: number) => Promise<unknown>>> = {
  audit_entry: (days) =>
    run(
      "INSERT INTO audit_entry (at, actor, action, subject, place) VALUES (now() - $1 * interval '1 day', 'a', 'b', 'c', 'd')",
      days,
    ),
  document_draft: (days) =>
    run(
      `INSERT INTO document_draft (id, reference, created_at, expires_at)
       VALUES ($2::uuid, 'discord:1', now() - $1 * interval '1 day', now())`,
      days,
      randomUUID(),
    ),
  failed_attempt: (days) =>
    run(
      "INSERT INTO failed_attempt (id, reference, at) VALUES ($2::uuid, 'discord:1', now() - $1 * interval '1 day')",
      days,
      randomUUID(),
    ),
  link_code: (days) =>
    run(
      "INSERT INTO link_code (code_hash, purpose, expires_at) VALUES ($2, 'link', now() - $1 * interval '1 day')",
      days,
      randomUUID(),
    ),
  install_state: (days) =>
    run(
      "INSERT INTO install_state (state_hash, expires_at) VALUES ($2, now() - $1 * interval '1 day')",
      days,
      randomUUID(),
    ),
  reminder: async (days) => {
    await addEvent(database.pool);
    await run(
      `INSERT INTO reminder (id, reference, event_id, original, known, stage, finished_at)
       SELECT $2::uuid, 'discord:1', id, $2, '{}', 'hour', now() - $1 * interval '1 day' FROM event`,
      days,
      randomUUID(),
    );
  },
  notice: (days) =>
    run(
      `INSERT INTO notice (key, reference, reply, finished_at)
       VALUES ($2, 'discord:1', '{}', now() - $1 * interval '1 day')`,
      days,
      randomUUID(),
    ),
  person: (days) =>
    run(
      "INSERT INTO person (id, created_at) VALUES ($2::uuid, now() - $1 * interval '1 day')",
      days,
      randomUUID(),
    ),
  workspace: (days) =>
    run(
      `INSERT INTO workspace (id, platform, external_id, state, gone_at)
       VALUES ($2::uuid, 'slack', $2, 'gone', now() - $1 * interval '1 day')`,
      days,
      randomUUID(),
    ),
};

/** From now on the database itself refuses to delete a person while the lock of people-lock.ts is not held. */
const deletedUnderLock = `CREATE FUNCTION refuse_without_lock() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 72707371 AND pid = pg_backend_pid())
    THEN RAISE EXCEPTION 'without the lock on people'; END IF;
    RETURN OLD;
  END $$;
  CREATE TRIGGER refuse_without_lock BEFORE DELETE ON person FOR EACH ROW EXECUTE FUNCTION refuse_without_lock()`;

describe("records that were kept long enough", () => {
  it.each([
    ["audit_entry", "audit", 730],
    ["document_draft", "drafts", 1],
    ["failed_attempt", "attempts", 1],
    ["link_code", "codes", 1],
    ["install_state", "codes", 1],
    ["reminder", "reminders", 7],
    ["notice", "notices", 30],
    ["person", "persons", 30],
    ["workspace", "workspaces", 90],
  ] as const)("of %s go, and younger ones stay", async (table, kind, days) => {
    await rows[table]?.(days + 0.01);
    await rows[table]?.(days - 0.01);

    expect(await forget()).toEqual({ ...nothing, [kind]: 1 });
    expect(await count(table)).toBe(1);
    expect(await forget()).toEqual(nothing);
  });

  it("go as the settings say", async () => {
    await rows.audit_entry?.(8);

    expect(await forget()).toEqual(nothing);
    expect(await forget({ audit: 7 })).toEqual({ ...nothing, audit: 1 });
  });

  it("go in as many batches as it takes, and no further once the bot stops", async () => {
    await run(
      `INSERT INTO failed_attempt (id, reference, at)
       SELECT gen_random_uuid(), 'discord:1', now() - interval '2 days' FROM generate_series(1, 2500)`,
    );
    const stopped = new AbortController();
    stopped.abort();

    expect(await forget({}, stopped.signal)).toEqual(nothing);
    expect(await forget()).toEqual({ ...nothing, attempts: 2500 });
  });

  it("are questions some time after they were finished, and not before", async () => {
    const store = createQuestionStore(database.prisma);
    const question = await store.add(anIncomingRequest());
    await store.add(anIncomingRequest());
    await store.finish(question?.id ?? "", { state: "sent", remoteId: null });

    expect((await forget()).questions).toBe(0);
    await run("UPDATE question SET finished_at = now() - interval '31 days' WHERE finished_at IS NOT NULL");

    expect((await forget()).questions).toBe(1);
    expect(await count("question")).toBe(1);
  });

  it("are questions that a terminal left behind, once nobody can be waiting", async () => {
    await createQuestionStore(database.prisma).add(anIncomingRequest({ platform: "terminal" }));
    await run("UPDATE question SET received_at = now() - interval '31 days'");

    expect((await forget()).questions).toBe(0);
    await run("UPDATE question SET lease_until = now() - interval '1 second'");

    expect((await forget()).questions).toBe(1);
  });

  it("are not people who have a role in force, a second account or a session", async () => {
    for (let each = 0; each < 5; each += 1) await rows.person?.(31);
    const people = (await database.pool.query<{ id: string }>("SELECT id FROM person")).rows;
    const [withRole, withPastRole, withTwo, withSession] = people.map(({ id }) => id);
    const grant =
      "INSERT INTO role_grant (id, role, person_id, expires_at) VALUES ($1::uuid, 'board', $2::uuid, ";
    await run(`${grant} NULL)`, randomUUID(), withRole);
    await run(`${grant} now())`, randomUUID(), withPastRole);
    for (const account of ["discord:1", "discord:2"])
      await run(
        "INSERT INTO platform_account (reference, person_id) VALUES ($1, $2::uuid)",
        account,
        withTwo,
      );
    await run(
      `INSERT INTO web_session (session_hash, person_id, reference, standing, groups, expires_at)
       VALUES ('h', $1::uuid, 'discord:3', 'member', '{}', now() + interval '1 hour')`,
      withSession,
    );

    expect(await forget()).toEqual({ ...nothing, persons: 2 });

    const left = (await database.pool.query<{ id: string }>("SELECT id FROM person")).rows;
    expect(left.map(({ id }) => id).toSorted()).toEqual([withRole, withTwo, withSession].toSorted());
  });

  it("are people only under the lock that linking and giving roles take", async () => {
    await rows.person?.(31);
    await run(deletedUnderLock);
    try {
      await expect(run("DELETE FROM person")).rejects.toThrow("without the lock on people");
      expect(await forget()).toEqual({ ...nothing, persons: 1 });
    } finally {
      await run("DROP FUNCTION refuse_without_lock CASCADE");
    }
  });

  it("leave a line in the audit trail when a workspace goes, and for each role of its groups", async () => {
    await rows.workspace?.(91);
    await run(
      `INSERT INTO role_grant (id, role, cluster_id, workspace_id, group_id)
       SELECT $1::uuid, 'board', 'north', id, 'S1' FROM workspace`,
      randomUUID(),
    );

    await forget();

    const { rows: lines } = await database.pool.query(
      "SELECT actor, action, before - 'whose' AS before FROM audit_entry ORDER BY id",
    );
    const before = { role: "board", cluster: "north", until: null };
    expect(lines).toEqual([
      { actor: "retention", action: "role-taken", before },
      { actor: "retention", action: "workspace-forgotten", before: { state: "gone", cluster: null } },
    ]);
    expect(await count("role_grant")).toBe(0);
  });
});
