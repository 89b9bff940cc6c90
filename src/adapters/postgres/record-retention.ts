import type { Pool, PoolClient } from "pg";
import type { ForgottenRecords, RecordRetention } from "../../people/record-retention.port.ts";
import { endGroupRoles } from "./end-group-roles.ts";
import { inTransaction } from "./in-transaction.ts";
import { lockPeople } from "./people-lock.ts";
import { translatingErrors } from "./translate-error.ts";

interface RetentionRule {
  readonly kind: keyof ForgottenRecords;
  readonly table: string;
  /** Which rows may go; `age` is how long they are kept. */
  readonly where: string;
}

const age = "make_interval(days => $1::int)";
const usedOrEnded = `used_at < now() - ${age} OR expires_at < now() - ${age}`;

const rules: readonly RetentionRule[] = [
  {
    kind: "questions",
    table: "question",
    // What was left lying by a process that is gone is nobody's any more either.
    where: `finished_at < now() - ${age}
      OR (received_at < now() - ${age} AND (lease_until IS NULL OR lease_until < now()))`,
  },
  { kind: "audit", table: "audit_entry", where: `at < now() - ${age}` },
  { kind: "drafts", table: "document_draft", where: `created_at < now() - ${age}` },
  { kind: "attempts", table: "failed_attempt", where: `at < now() - ${age}` },
  { kind: "codes", table: "link_code", where: usedOrEnded },
  { kind: "codes", table: "install_state", where: usedOrEnded },
  { kind: "codes", table: "web_login", where: usedOrEnded },
  { kind: "codes", table: "web_session", where: `expires_at < now() - ${age}` },
  { kind: "reminders", table: "reminder", where: `finished_at < now() - ${age}` },
  {
    kind: "notices",
    table: "notice",
    // What nobody could be told in all that time is of no use any more.
    where: `finished_at < now() - ${age} OR written_at < now() - ${age}`,
  },
  {
    kind: "persons",
    table: "person",
    where: `created_at < now() - ${age}
      AND (SELECT count(*) FROM platform_account WHERE person_id = person.id) < 2
      AND NOT EXISTS (SELECT FROM role_grant WHERE person_id = person.id AND (expires_at IS NULL OR expires_at > now()))
      AND NOT EXISTS (SELECT FROM web_session WHERE person_id = person.id AND expires_at > now())
      AND NOT EXISTS (
        SELECT FROM web_login WHERE person_id = person.id AND used_at IS NULL AND expires_at > now())`,
  },
  { kind: "workspaces", table: "workspace", where: `state = 'gone' AND gone_at < now() - ${age}` },
];

/** Rows deleted at a time: on the embedded database everybody else waits meanwhile. */
const batch = 1_000;

export function createRecordRetention(pool: Pool): RecordRetention {
  return translatingErrors<RecordRetention>({
    forget: async (retention, signal) => {
      const forgotten = {
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
      for (const rule of rules) {
        let count = batch;
        while (count === batch && !signal.aborted) {
          count = await inTransaction(pool, (client) => forgetBatch(client, rule, retention[rule.kind]));
          forgotten[rule.kind] += count;
        }
      }
      return forgotten;
    },
  });
}

/** How many rows went. Whoever was just linked with another account, or given a role, is not to go at that moment. */
async function forgetBatch(client: PoolClient, rule: RetentionRule, days: number): Promise<number> {
  if (rule.kind === "workspaces") return forgetWorkspaces(client, rule, days);
  if (rule.kind === "persons") await lockPeople(client);
  const { table, where } = rule;
  // A row that somebody is just working with is left for the next time.
  const { rowCount } = await client.query(
    `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
       SELECT ctid FROM ${table} WHERE ${where} LIMIT $2 FOR UPDATE SKIP LOCKED))`,
    [days, batch],
  );
  return rowCount ?? 0;
}

/** With a line in the audit trail for each, and for each role that their groups still hold. */
async function forgetWorkspaces(client: PoolClient, { where }: RetentionRule, days: number): Promise<number> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM workspace WHERE ${where} LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [days, batch],
  );
  const workspaces = rows.map(({ id }) => id);
  await endGroupRoles(client, { workspaces }, { actor: "retention", place: "retention" });
  await client.query(
    `WITH gone AS (DELETE FROM workspace WHERE id = ANY ($1::uuid[]) RETURNING platform, external_id, cluster_id)
     INSERT INTO audit_entry (actor, action, subject, cluster_id, place, before)
     SELECT 'retention', 'workspace-forgotten', 'workspace:' || platform || ':' || external_id, cluster_id,
            'retention', jsonb_build_object('state', 'gone', 'cluster', cluster_id) FROM gone`,
    [workspaces],
  );
  return workspaces.length;
}
