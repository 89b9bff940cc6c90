import { randomBytes } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import type { PositionVersion } from "../../directory/positions/position.ts";
import type { NewPositionRequest, PositionRequest } from "../../directory/positions/position-request.ts";
import type { PositionRequests } from "../../directory/positions/position-requests.port.ts";
import type { Doing } from "../../shared/doing.ts";
import { insertAudit } from "./audit-trail.ts";
import { inTransaction } from "./in-transaction.ts";
import { inLinkingTransaction } from "./link-documents.ts";
import { describe, lockPosition, lockVersion, withdraw } from "./position-changes.ts";
import { auditedVersion, fromVersions, toVersion, type VersionRow, versionColumns } from "./position-rows.ts";

/** Of `position_request r`. */
const requestColumns = `r.id, r.kind, r.version_id AS version, r.revision, r.asked_by AS by, r.asked_at AS at,
  CASE WHEN r.kind = 'widen'
    THEN json_build_object('audience', r.audience, 'audienceBefore', r.audience_before) END AS widening`;

/** The condition on a request that holds still, of `position_version v` and `position p`. */
const holds = `r.version_id = v.id AND r.revision = v.revision
  AND CASE r.kind WHEN 'withdraw' THEN v.is_line ELSE r.audience_before = p.audience END`;

/** What waits for a second person, in PostgreSQL. */
export function createPositionRequests(pool: Pool): PositionRequests {
  return {
    requests: async (version) => {
      const { rows } = await pool.query<PositionRequest>(
        `SELECT ${requestColumns} FROM position_version v JOIN position p ON p.id = v.position_id
           JOIN position_request r ON ${holds} WHERE v.id = $1::uuid ORDER BY r.asked_at, r.id`,
        [version],
      );
      return rows;
    },
    waiting: async (owners) => {
      const { rows } = await pool.query<VersionRow>(
        `SELECT ${versionColumns} ${fromVersions} WHERE ($1::text[] IS NULL OR p.owner_id = ANY ($1))
           AND EXISTS (SELECT FROM position_request r WHERE ${holds}) ORDER BY p.topic, p.owner_id, v.version LIMIT 200`,
        [owners],
      );
      return rows.map(toVersion);
    },
    ask: (request, made) => inTransaction(pool, (client) => ask(client, request, made)),
    confirm: (id, confirmed) => inLinkingTransaction(pool, (client) => confirm(client, id, confirmed)),
    refuse: (id, by) => inTransaction(pool, (client) => refuse(client, id, by)),
  };
}

/** Under the lock of the version: whoever asks for the same at once finds what the first one asked. */
async function ask(
  client: PoolClient,
  { kind, version: id, revision, widening, by: account }: NewPositionRequest,
  { by, now }: Parameters<PositionRequests["ask"]>[1],
): Promise<{ readonly request: PositionRequest; readonly isNew: boolean } | null> {
  const version = await lockVersion(client, id, revision);
  if (version === null || !isStillTrue({ kind, widening }, version)) return null;
  const { rows: present } = await client.query<PositionRequest>(
    `SELECT ${requestColumns} FROM position_request r WHERE r.version_id = $1::uuid AND r.kind = $2 AND r.revision = $3
       AND (r.audience, r.audience_before) IS NOT DISTINCT FROM ($4::text, $5::text)`,
    [id, kind, revision, widening?.audience, widening?.audienceBefore],
  );
  const [same] = present;
  if (same !== undefined) return { request: same, isNew: false };
  const { rows } = await client.query<PositionRequest>(
    `INSERT INTO position_request AS r (id, version_id, kind, revision, audience, audience_before, asked_by, asked_at)
     VALUES ($1, $2::uuid, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (version_id, kind) DO UPDATE SET id = EXCLUDED.id, revision = EXCLUDED.revision,
       audience = EXCLUDED.audience, audience_before = EXCLUDED.audience_before, asked_by = EXCLUDED.asked_by, asked_at = EXCLUDED.asked_at
     RETURNING ${requestColumns}`,
    [
      randomBytes(8).toString("hex"),
      id,
      kind,
      revision,
      widening?.audience,
      widening?.audienceBefore,
      account,
      now,
    ],
  );
  const [request] = rows;
  if (request === undefined) throw new Error("what was just asked for is not there");
  await note(client, { action: "position-request-made", request, version, by });
  return { request, isNew: true };
}

async function confirm(
  client: PoolClient,
  id: string,
  confirmed: Parameters<PositionRequests["confirm"]>[1],
): Promise<PositionVersion | null> {
  const found = await takeRequest(client, id);
  if (found === null) return null;
  const { request, version } = found;
  await note(client, { action: "position-request-confirmed", request, version, by: confirmed.by });
  const { revision } = version;
  const { widening } = request;
  if (widening !== null)
    return await describe(client, version, {
      ...widening,
      ...confirmed,
      alsoCalled: version.position.alsoCalled,
    });
  return await withdraw(client, version.id, { ...confirmed, revision, because: "taken-back" });
}

async function refuse(client: PoolClient, id: string, by: Doing): Promise<boolean> {
  const found = await takeRequest(client, id);
  if (found !== null) await note(client, { action: "position-request-refused", ...found, by });
  return found !== null;
}

interface Taken {
  readonly request: PositionRequest;
  readonly version: PositionVersion;
}

/** Takes it away: nobody else can confirm or refuse it then. Null: it is not there, or holds no more. */
async function takeRequest(client: PoolClient, id: string): Promise<Taken | null> {
  const { rows: found } = await client.query<Pick<PositionRequest, "version" | "revision">>(
    `SELECT ${requestColumns} FROM position_request r WHERE r.id = $1`,
    [id],
  );
  const [seen] = found;
  if (seen !== undefined) await lockPosition(client, seen.version);
  const version = seen === undefined ? null : await lockVersion(client, seen.version, seen.revision);
  if (version === null) return null;
  const { rows } = await client.query<PositionRequest>(
    `DELETE FROM position_request r WHERE r.id = $1 AND r.revision = $2 RETURNING ${requestColumns}`,
    [id, version.revision],
  );
  const [request] = rows;
  return request === undefined || !isStillTrue(request, version) ? null : { request, version };
}

/** Whether what is asked for is there to be done. */
function isStillTrue(
  { kind, widening }: Pick<NewPositionRequest, "kind" | "widening">,
  { status, position }: PositionVersion,
): boolean {
  return kind === "withdraw" ? status === "adopted" : widening?.audienceBefore === position.audience;
}

interface Noting extends Taken {
  readonly action: string;
  readonly by: Doing;
}

async function note(client: PoolClient, { action, request, version, by }: Noting): Promise<void> {
  const told = { ...auditedVersion(version), asked: request.kind, ...request.widening };
  await insertAudit(client, {
    ...by,
    action,
    subject: `position-version:${version.id}`,
    cluster: version.position.owner,
    before: action === "position-request-made" ? null : told,
    after: action === "position-request-made" ? told : null,
  });
}
