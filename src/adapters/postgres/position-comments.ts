import { randomUUID } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import type { NewPositionComment, PositionComment } from "../../directory/positions/position-comment.ts";
import type {
  CommentDecision,
  CommentsKept,
  PositionComments,
} from "../../directory/positions/position-comments.port.ts";
import type { Consultation } from "../../directory/positions/stance.ts";
import type { Doing } from "../../shared/doing.ts";
import { insertAudit } from "./audit-trail.ts";
import { inTransaction } from "./in-transaction.ts";
import { readConsultation } from "./position-reading.ts";
import { auditedVersion, fromVersions, toVersion, type VersionRow, versionColumns } from "./position-rows.ts";

/** Comments on versions that are put to clusters, in PostgreSQL. */
export function createPositionComments(pool: Pool): PositionComments {
  return {
    comments: async (version, { skip, most }) => {
      const { rows: counted } = await pool.query<{ total: number }>(
        "SELECT count(*)::int AS total FROM position_comment WHERE version_id = $1::uuid",
        [version],
      );
      const total = counted[0]?.total ?? 0;
      if (total === 0) return { total, comments: [] };
      const { rows: comments } = await pool.query<PositionComment>(
        `SELECT m.cluster_id AS cluster, c.name, m.role, m.account, m.text, m.fingerprint, m.at
         FROM position_comment m JOIN cluster c ON c.id = m.cluster_id WHERE m.version_id = $1::uuid
         ORDER BY m.at DESC, m.id DESC OFFSET $2 LIMIT $3`,
        [version, skip, most],
      );
      return { total, comments };
    },
    commentOn: (version, made, decide) =>
      inTransaction(pool, (client) => commentOn(client, { version, ...made, decide })),
    commentedSince: async (since) => {
      const { rows } = await pool.query<VersionRow>(
        `SELECT ${versionColumns} ${fromVersions} WHERE v.status = 'consulting' AND EXISTS (
           SELECT FROM position_comment m WHERE m.version_id = v.id AND m.at >= $1 AND m.account <> v.author
             AND NOT EXISTS (SELECT FROM platform_account theirs JOIN platform_account own USING (person_id)
               WHERE theirs.reference = m.account AND own.reference = v.author))
         ORDER BY p.topic, p.owner_id LIMIT 200`,
        [since],
      );
      return rows.map(toVersion);
    },
  };
}

interface Commenting<Outcome> extends Pick<NewPositionComment, "account" | "text"> {
  readonly version: string;
  readonly by: Doing;
  readonly decide: (kept: CommentsKept) => CommentDecision<Outcome>;
}

/** Under the lock of the version: the same said twice at once, on two platforms, stands once. */
async function commentOn<Outcome>(
  client: PoolClient,
  { version, account, text, by, decide }: Commenting<Outcome>,
): Promise<{ readonly outcome: Outcome; readonly consultation: Consultation } | null> {
  const consultation = await readConsultation(client, version, "lock");
  if (consultation === null) return null;
  const { rows } = await client.query<{ total: number; isSaid: boolean }>(
    `SELECT count(*)::int AS total, COALESCE(bool_or(account = $2 AND text = $3), false) AS "isSaid"
     FROM position_comment WHERE version_id = $1::uuid`,
    [version, account, text],
  );
  const { total, isSaid } = rows[0] ?? { total: 0, isSaid: false };
  const { outcome, comment } = decide({ consultation, total, isSaid });
  if (comment !== null) await saveComment(client, consultation, { comment, by });
  return { outcome, consultation };
}

/** The audit trail is told that it was made, and not what it says. */
async function saveComment(
  client: PoolClient,
  { version }: Consultation,
  { comment, by }: { readonly comment: NewPositionComment; readonly by: Doing },
): Promise<void> {
  const { cluster, role, account, text, fingerprint, at } = comment;
  await client.query(
    `INSERT INTO position_comment (id, version_id, cluster_id, role, account, text, fingerprint, at)
     VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6, $7, $8)`,
    [randomUUID(), version.id, cluster, role, account, text, fingerprint, at],
  );
  await insertAudit(client, {
    ...by,
    action: "position-comment-made",
    subject: `position-version:${version.id}`,
    cluster,
    before: null,
    after: { ...auditedVersion(version), role },
  });
}
