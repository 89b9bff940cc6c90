import { randomUUID } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import type { Position, PositionVersion } from "../../directory/positions/position.ts";
import type {
  NewPosition,
  NewVersion,
  PositionReaders,
  PositionStore,
  VersionExpected,
} from "../../directory/positions/position-store.port.ts";
import type { Doing } from "../../shared/doing.ts";
import { insertAudit } from "./audit-trail.ts";
import { inTransaction } from "./in-transaction.ts";
import { inLinkingTransaction, linkPositions } from "./link-documents.ts";
import { changed, describe, lockPosition, lockVersion, withdraw } from "./position-changes.ts";
import { createPositionComments } from "./position-comments.ts";
import { documentsCalled, saveLink } from "./position-documents.ts";
import { importVersions } from "./position-import.ts";
import { allPositions } from "./position-reading.ts";
import { createPositionRequests } from "./position-requests.ts";
import { positionColumns } from "./position-rows.ts";
import { decideOn } from "./position-stances.ts";
import { createPositionQueue, createPositionReading } from "./read-positions.ts";
import { translatingErrors } from "./translate-error.ts";

/** The register of positions in PostgreSQL. */
export function createPositionStore(pool: Pool): PositionStore {
  return translatingErrors<PositionStore>({
    ...createPositionReading(pool),
    ...createPositionQueue(pool),
    ...createPositionRequests(pool),
    ...createPositionComments(pool),
    all: () => allPositions(pool),
    ensure: (position, by) => inLinkingTransaction(pool, (client) => ensure(client, position, by)),
    addVersion: (position, version, made) =>
      inLinkingTransaction(pool, (client) => addVersion(client, { position, version, made })),
    change: (id, written, expected) =>
      inLinkingTransaction(pool, (client) => changeVersion(client, { id, written, expected })),
    describe: (id, readers, expected) =>
      inLinkingTransaction(pool, (client) => describeAsShown(client, { id, readers, expected })),
    open: (id, expected) => inTransaction(pool, (client) => open(client, id, expected)),
    withdraw: (id, expected) => inTransaction(pool, (client) => withdraw(client, id, expected)),
    decideOn: (id, by, decide) => inTransaction(pool, (client) => decideOn(client, { id, by, decide })),
    importVersions: (named, made, plan) =>
      inLinkingTransaction(pool, (client) => importVersions(client, { named, made, plan })),
    documentsCalled: (words, readership, of) => documentsCalled(pool, words, { readership, of }),
    saveLink: (said, by) => inLinkingTransaction(pool, (client) => saveLink(client, said, by)),
  });
}

async function ensure(client: PoolClient, position: NewPosition, by: Doing): Promise<Position> {
  const { owner, topic, alsoCalled, audience, audienceClusters, isSample } = position;
  const { rows } = await client.query<Position & { readonly isNew: boolean }>(
    `INSERT INTO position AS p (id, owner_id, topic, topic_key, also_called, audience, audience_clusters, is_sample)
     VALUES ($1::uuid, $2, $3, lower($3), $4, $5, $6, $7)
     ON CONFLICT (owner_id, topic_key) DO UPDATE SET topic_key = EXCLUDED.topic_key
     RETURNING ${positionColumns}, p.id = $1::uuid AS "isNew"`,
    [randomUUID(), owner, topic.trim(), alsoCalled, audience, audienceClusters, isSample],
  );
  const [found] = rows;
  if (found === undefined) throw new Error("a position that was just written is not there");
  const { isNew, ...made } = found;
  if (isNew) await linkPositions(client, [made.id]);
  if (isNew)
    await insertAudit(client, {
      ...by,
      action: "position-made",
      subject: `position:${made.id}`,
      cluster: owner,
      before: null,
      after: { position: `P${made.number}`, audience },
    });
  return made;
}

interface Adding {
  readonly position: string;
  readonly version: NewVersion;
  readonly made: Omit<VersionExpected, "revision">;
}

async function addVersion(
  client: PoolClient,
  { position, version, made: { by, now } }: Adding,
): Promise<PositionVersion | null> {
  // Two who begin at once: the second waits here, and finds the first one's draft.
  await client.query("SELECT FROM position WHERE id = $1::uuid FOR UPDATE", [position]);
  const { title, text, fingerprint, closes } = version;
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO position_version (id, position_id, version, title, text, fingerprint, embargo_until, review_on, quorum,
       closes_at, closes_zone, closes_instant, author, link, created_at)
     SELECT $1::uuid, $2::uuid, 1 + COALESCE((SELECT max(version) FROM position_version WHERE position_id = $2::uuid), 0),
       $3, $4, $5, $6, $7::date, $8::jsonb, $9, $10, $11, $12, $13, $14
     ON CONFLICT (position_id, at_work) DO NOTHING RETURNING id`,
    [
      randomUUID(),
      position,
      title,
      text,
      fingerprint,
      version.embargoUntil,
      version.reviewOn,
      JSON.stringify(version.quorum),
      closes?.at ?? null,
      closes?.zone ?? null,
      closes?.instant ?? null,
      version.author,
      version.link,
      now,
    ],
  );
  const [made] = rows;
  if (made === undefined) return null;
  await saveAsked(client, { id: made.id, asked: version.asked, now });
  if (version.link !== null) await linkPositions(client, [position]);
  return await changed(client, made.id, {
    action: "position-version-drafted",
    before: null,
    by,
  });
}

interface Asking {
  readonly id: string;
  readonly asked: readonly string[];
  readonly now: Date;
}

/** What a cluster said is kept, and counts no more once it is asked no more: asked again, it answers again. */
async function saveAsked(client: PoolClient, { id, asked, now }: Asking): Promise<void> {
  await client.query(
    `UPDATE position_stance s SET is_current = NULL, replaced_at = $3 WHERE s.version_id = $1::uuid AND s.is_current
       AND NOT EXISTS (SELECT FROM position_asked a WHERE a.version_id = s.version_id AND a.cluster_id = s.cluster_id
         AND a.left_at IS NULL AND a.cluster_id = ANY ($2))`,
    [id, asked, now],
  );
  await client.query("DELETE FROM position_asked WHERE version_id = $1::uuid AND NOT cluster_id = ANY ($2)", [
    id,
    asked,
  ]);
  await client.query(
    `INSERT INTO position_asked (version_id, cluster_id) SELECT $1::uuid, unnest($2::text[])
     ON CONFLICT (version_id, cluster_id) DO UPDATE SET left_at = NULL`,
    [id, asked],
  );
}

interface Changing {
  readonly id: string;
  readonly written: NewVersion;
  readonly expected: VersionExpected;
}

async function changeVersion(
  client: PoolClient,
  { id, written, expected }: Changing,
): Promise<PositionVersion | null> {
  const before = await lockVersion(client, id, expected.revision);
  if (before === null || (before.status !== "draft" && before.status !== "consulting")) return null;
  const { title, text, fingerprint, closes } = written;
  await client.query(
    `UPDATE position_version SET title = $2, text = $3, fingerprint = $4, embargo_until = $5, review_on = $6::date,
       quorum = $7::jsonb, closes_at = $8, closes_zone = $9, closes_instant = $10, link = $11, author = $12, revision = revision + 1
     WHERE id = $1::uuid`,
    [
      id,
      title,
      text,
      fingerprint,
      written.embargoUntil,
      written.reviewOn,
      JSON.stringify(written.quorum),
      closes?.at ?? null,
      closes?.zone ?? null,
      closes?.instant ?? null,
      written.link,
      written.author,
    ],
  );
  await saveAsked(client, { id, asked: written.asked, now: expected.now });
  if (written.link !== before.link) await linkPositions(client, [before.position.id]);
  return await changed(client, id, { action: "position-version-changed", before, by: expected.by });
}

interface Describing {
  readonly id: string;
  readonly readers: PositionReaders;
  readonly expected: Parameters<PositionStore["describe"]>[2];
}

async function describeAsShown(
  client: PoolClient,
  { id, readers, expected }: Describing,
): Promise<PositionVersion | null> {
  const { revision, audienceBefore, account, by } = expected;
  await lockPosition(client, id);
  const version = await lockVersion(client, id, revision);
  if (version?.position.audience !== audienceBefore) return null;
  // Else whoever did could put to the clusters what they made known to more people themselves.
  await client.query(
    "UPDATE position_version SET author = $2 WHERE position_id = $1::uuid AND status = 'draft'",
    [version.position.id, account],
  );
  return await describe(client, version, { ...readers, by });
}

async function open(
  client: PoolClient,
  id: string,
  { revision, by, now }: VersionExpected,
): Promise<PositionVersion | null> {
  const before = await lockVersion(client, id, revision);
  // What would be over at once, or asks nobody, is not begun.
  if (before?.status !== "draft" || before.closes === null || before.closes.instant <= now) return null;
  const { rowCount: asked } = await client.query("SELECT FROM position_asked WHERE version_id = $1::uuid", [
    id,
  ]);
  if (asked === 0) return null;
  await client.query(
    "UPDATE position_version SET status = 'consulting', opened_at = $2, revision = revision + 1 WHERE id = $1::uuid",
    [id, now],
  );
  return await changed(client, id, { action: "position-consultation-opened", before, by });
}
