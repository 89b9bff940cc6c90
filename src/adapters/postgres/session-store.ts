import type { Pool, PoolClient } from "pg";
import { z } from "zod";
import type {
  LinkState,
  Redeemed,
  Redeeming,
  SessionStore,
  SignedInAs,
} from "../../people/session-store.port.ts";
import { insertAudit } from "./audit-trail.ts";
import { inTransaction } from "./in-transaction.ts";
import { personWith } from "./person-rows.ts";
import { translatingErrors } from "./translate-error.ts";

const Row = z.object({
  person_id: z.string(),
  reference: z.string(),
  standing: z.enum(["member", "guest", "outsider", "bot", "unknown"]),
  groups: z.array(z.string()).nullable(),
  name: z.string(),
  platform: z.enum(["slack", "discord"]).nullable(),
  external_id: z.string().nullable(),
  workspace_name: z.string().nullable(),
});

/**
 * A link or a session counts only while its account is still the same person's and its workspace still has the bot in
 * it. Whoever was signed in from a workspace that is gone must not go on with what they were there.
 */
const whose = `entry.person_id, entry.reference, entry.standing, entry.groups, account.name,
  workspace.platform, workspace.external_id, workspace.name AS workspace_name`;
const standing = `JOIN platform_account account ON account.reference = entry.reference AND account.person_id = entry.person_id
  LEFT JOIN workspace ON workspace.id = entry.workspace_id
  WHERE (entry.workspace_id IS NULL OR workspace.state <> 'gone')`;

export function createSessionStore(pool: Pool): SessionStore {
  return translatingErrors<SessionStore>({
    addLink: (signer, { tokenHash, now, expiresAt }) =>
      inTransaction(pool, async (client) => {
        await forgetWhatIsOver(client, now);
        const personId = await personWith(client, signer.account, signer.name);
        await client.query(
          `INSERT INTO web_login (token_hash, person_id, reference, workspace_id, standing, groups, expires_at)
           VALUES ($1, $2::uuid, $3, $4::uuid, $5, $6, $7)`,
          [
            tokenHash,
            personId,
            signer.account,
            signer.workspaceId,
            signer.standing,
            signer.groups,
            expiresAt,
          ],
        );
      }),
    look: (tokenHash, now) => stateOf(pool, tokenHash, now),
    redeem: (redeeming) => inTransaction(pool, (client) => redeem(client, redeeming)),
    find: async (sessionHash, now) => {
      const { rows } = await pool.query(
        `SELECT ${whose} FROM web_session entry ${standing} AND session_hash = $1 AND expires_at > $2`,
        [sessionHash, now],
      );
      return rows[0] === undefined ? null : read(rows[0]);
    },
    end: async (sessionHash) => {
      await pool.query("DELETE FROM web_session WHERE session_hash = $1", [sessionHash]);
    },
    endAll: ({ personId, account }) =>
      inTransaction(pool, async (client) => {
        await client.query("DELETE FROM web_login WHERE person_id = $1::uuid", [personId]);
        const { rowCount } = await client.query("DELETE FROM web_session WHERE person_id = $1::uuid", [
          personId,
        ]);
        const change = { before: { sessions: rowCount ?? 0 }, after: { sessions: 0 } };
        await insertAudit(client, { ...lineOf({ personId, account }, "sessions-ended"), ...change });
      }),
    accountsOf: async (personId) => {
      const { rows } = await pool.query<{ account: string; name: string }>(
        `SELECT reference AS account, name FROM platform_account WHERE person_id = $1::uuid
         ORDER BY added_at, reference`,
        [personId],
      );
      return rows;
    },
  });
}

async function stateOf(client: Pick<PoolClient, "query">, tokenHash: string, now: Date): Promise<LinkState> {
  const { rows } = await client.query(
    `SELECT ${whose}, entry.used_at IS NOT NULL AS is_used, entry.expires_at <= $2 AS is_over
     FROM web_login entry ${standing} AND token_hash = $1`,
    [tokenHash, now],
  );
  const [row] = rows;
  if (row === undefined) return { kind: "unknown" };
  const { is_used, is_over } = z.object({ is_used: z.boolean(), is_over: z.boolean() }).parse(row);
  if (is_used) return { kind: "used" };
  return is_over ? { kind: "expired" } : { kind: "good", whose: read(row) };
}

async function redeem(client: PoolClient, redeeming: Redeeming): Promise<Redeemed> {
  const { tokenHash, sessionHash, earlierSessionHash, now, expiresAt } = redeeming;
  // Locked, so that the second of two at once sees that it was used.
  await client.query("SELECT 1 FROM web_login WHERE token_hash = $1 FOR UPDATE", [tokenHash]);
  const state = await stateOf(client, tokenHash, now);
  if (state.kind !== "good") return state;
  await client.query("UPDATE web_login SET used_at = $2 WHERE token_hash = $1", [tokenHash, now]);
  await client.query(
    `INSERT INTO web_session (session_hash, person_id, reference, workspace_id, standing, groups, created_at, expires_at)
     SELECT $2, person_id, reference, workspace_id, standing, groups, $3, $4 FROM web_login WHERE token_hash = $1`,
    [tokenHash, sessionHash, now, expiresAt],
  );
  if (earlierSessionHash !== null)
    await client.query("DELETE FROM web_session WHERE session_hash = $1", [earlierSessionHash]);
  await insertAudit(client, { ...lineOf(state.whose, "session-begun"), before: null, after: null });
  return { kind: "signed-in", whose: state.whose };
}

/** A used or expired link is told from a forged one for a day. */
async function forgetWhatIsOver(client: PoolClient, now: Date): Promise<void> {
  await client.query("DELETE FROM web_login WHERE expires_at < $1::timestamptz - interval '1 day'", [now]);
  await client.query("DELETE FROM web_session WHERE expires_at <= $1", [now]);
}

function lineOf({ personId, account }: Pick<SignedInAs, "personId" | "account">, action: string) {
  return { actor: account, action, subject: `person:${personId}`, cluster: null, place: "web" };
}

function read(row: unknown): SignedInAs {
  const found = Row.parse(row);
  const { platform, external_id: externalId, workspace_name: name } = found;
  return {
    personId: found.person_id,
    account: found.reference,
    name: found.name,
    workspace: platform === null || externalId === null ? null : { platform, externalId, name: name ?? "" },
    standing: found.standing,
    groups: found.groups ?? [],
  };
}
