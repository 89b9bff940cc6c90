import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import { createQuestionStore } from "../../src/adapters/postgres/question-store.ts";
import { plainReply } from "../../src/chat/reply.ts";
import { anIncomingRequest } from "./incoming-request.ts";

/** Somebody with an account on Slack and one on Discord, known wherever a person can be. */
export const ada = {
  slackUser: "U045EF6GH",
  slack: "slack:T012AB3CD/U045EF6GH",
  discordUser: "123456789012345678",
  discord: "discord:123456789012345678",
  name: "Ada Lovelace",
  person: "0a0a0a0a-0000-4000-8000-00000000000a",
} as const;

/** Somebody else, in the same workspace, whose Discord id begins as Ada's does. */
export const bob = {
  slackUser: "U045EF6GHX",
  slack: "slack:T012AB3CD/U045EF6GHX",
  discord: "discord:1234567890123456789",
  name: "Bob Babbage",
  person: "0b0b0b0b-0000-4000-8000-00000000000b",
} as const;

type Somebody = typeof ada | typeof bob;

/** The row of a person with both accounts, and a role if one is named. */
export async function addPerson(
  pool: Pool,
  somebody: Somebody,
  role: "administrator" | "manager" | null = null,
): Promise<void> {
  await pool.query("INSERT INTO person (id) VALUES ($1::uuid)", [somebody.person]);
  for (const account of [somebody.slack, somebody.discord]) {
    await pool.query("INSERT INTO platform_account (reference, person_id, name) VALUES ($1, $2::uuid, $3)", [
      account,
      somebody.person,
      somebody.name,
    ]);
  }
  if (role === null) return;
  await pool.query("INSERT INTO role_grant (id, role, person_id) VALUES ($1::uuid, $2::role, $3::uuid)", [
    randomUUID(),
    role,
    somebody.person,
  ]);
}

/** A question of theirs on Slack, taken in hand and not answered yet; its id. */
export async function addQuestion(
  database: Pick<Database, "prisma">,
  somebody: Somebody,
  text = "Who covers Kent?",
): Promise<string> {
  const { slackUser: id, name } = somebody;
  const store = createQuestionStore(database.prisma);
  const asker = { id, name, standing: "member" as const, groups: [], runsWorkspace: false };
  const question = await store.add({
    ...anIncomingRequest({ workspace: "T012AB3CD", asker, text }),
    replyAddress: { user: id, token: "short-lived" },
  });
  if (question === null) throw new Error("the question was taken for a duplicate");
  return question.id;
}

/** Puts them into every table that can hold something of a person, and into lines and replies of others. */
export async function addEverywhere(database: Pick<Database, "prisma" | "pool">): Promise<void> {
  const { pool, prisma } = database;
  await addPerson(pool, ada, "manager");
  await addPerson(pool, bob, "administrator");
  await addQuestion(database, ada);
  const listing = await addQuestion(database, bob, `roles of ${ada.slack} and <@${ada.slackUser}>`);
  await createQuestionStore(prisma).finish(listing, { state: "sent", remoteId: "1.2" });
  const names = `${ada.name} (${ada.discord}) and ${bob.name} (${bob.discord}) are managers.`;
  await pool.query("UPDATE question SET reply = $2::jsonb WHERE id = $1::uuid", [
    listing,
    JSON.stringify(plainReply(names)),
  ]);
  await addShortLivedRows(pool);
  const before = { role: "manager", person: ada.person, name: ada.name };
  for (const [actor, subject, change] of [
    [ada.slack, `person:${bob.person}`, { role: "board" }],
    [bob.slack, `person:${ada.person}`, before],
    [bob.slack, `account:${ada.discord}`, { accounts: [ada.slack, bob.discord], [ada.slack]: "board" }],
  ] as const) {
    await pool.query(
      `INSERT INTO audit_entry (actor, action, subject, cluster_id, place, before)
       VALUES ($1, 'role-taken', $2, 'north', 'slack:T012AB3CD', $3::jsonb)`,
      [actor, subject, JSON.stringify(change)],
    );
  }
  await pool.query("INSERT INTO installation_fact (key, value) VALUES ($1, 'taken over')", [
    `settings-file administrator:${ada.slack}`,
  ]);
}

/** A public event of a cluster, there once however often it is asked for. */
export async function addEvent(pool: Pool): Promise<void> {
  await pool.query(
    "INSERT INTO cluster (id, name) VALUES ('event-house', 'Event House') ON CONFLICT DO NOTHING",
  );
  await pool.query(
    `INSERT INTO event (id, cluster_id, audience, title, is_online, is_in_person, series)
     VALUES ('0e0e0e0e-0000-4000-8000-00000000000e', 'event-house', 'public', 'Meet-up', false, true, '{}')
     ON CONFLICT DO NOTHING`,
  );
}

async function addReminder(pool: Pool, reference: string): Promise<void> {
  await addEvent(pool);
  await pool.query(
    `INSERT INTO reminder (id, reference, event_id, original, known, stage, sending)
     SELECT $1::uuid, $2, id, '2026-12-03', '{}', 'asked', $3::jsonb FROM event`,
    [randomUUID(), reference, JSON.stringify({ reply: plainReply("Meet-up is tomorrow.") })],
  );
}

async function addShortLivedRows(pool: Pool): Promise<void> {
  const hour = "now() + interval '1 hour'";
  await pool.query(
    `INSERT INTO link_code (code_hash, purpose, reference, name, expires_at) VALUES ('code', 'link', $1, $2, ${hour})`,
    [ada.discord, ada.name],
  );
  await pool.query("INSERT INTO failed_attempt (id, reference) VALUES ($1::uuid, $2)", [
    randomUUID(),
    ada.slack,
  ]);
  for (const [table, hash] of [
    ["web_login", "token_hash"],
    ["web_session", "session_hash"],
  ]) {
    await pool.query(
      `INSERT INTO ${table} (${hash}, person_id, reference, standing, groups, expires_at)
       VALUES ('the-hash', $1::uuid, $2, 'member', '{}', ${hour})`,
      [ada.person, ada.slack],
    );
  }
  for (const reference of [ada.discord, bob.slack])
    await pool.query("INSERT INTO notice (key, reference, reply) VALUES ($1, $2, $3::jsonb)", [
      randomUUID(),
      reference,
      JSON.stringify(plainReply(`“${ada.name} (${ada.discord}) speaks” waits for your approval.`)),
    ]);
  await addReminder(pool, ada.discord);
  await addReminder(pool, bob.slack);
  await pool.query(
    `INSERT INTO document_draft (id, reference, attachment, expires_at) VALUES ($1::uuid, $2, $3::jsonb, ${hour})`,
    [randomUUID(), ada.slack, JSON.stringify({ name: "minutes.pdf", from: ada.slackUser })],
  );
}
