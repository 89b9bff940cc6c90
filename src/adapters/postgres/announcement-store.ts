import { randomUUID } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import type { Announcement } from "../../announcing/announcement.ts";
import type {
  AnnouncementChange,
  AnnouncementStore,
  ChangeExpectation,
  DeliveryShown,
  PromisedOnDay,
} from "../../announcing/announcement-store.port.ts";
import type { Doing } from "../../shared/doing.ts";
import { allStopKey } from "./all-stop.ts";
import {
  type AnnouncementRow,
  announcementColumns,
  auditedOf,
  type DeliveryRow,
  selectDeliveries,
  toAnnouncement,
  toDelivery,
} from "./announcement-rows.ts";
import { insertAudit } from "./audit-trail.ts";
import { changeDeliveries, settleDeliveries, skipRun, writeRuns } from "./delivery-changes.ts";
import { inTransaction } from "./in-transaction.ts";
import { translatingErrors } from "./translate-error.ts";

export function createAnnouncementStore(pool: Pool): AnnouncementStore {
  return translatingErrors<AnnouncementStore>({
    ...createReading(pool),

    create: (made, by) =>
      inTransaction(pool, async (client) => {
        const { rows } = await client.query<AnnouncementRow>(
          `INSERT INTO announcement AS a (id, cluster_id, author, content, aim, schedule, late_minutes)
           VALUES ($1::uuid, $2, $3, $4::jsonb, $5::jsonb, $6::jsonb, $7) RETURNING ${announcementColumns}`,
          [
            randomUUID(),
            made.cluster,
            made.author,
            JSON.stringify(made.content),
            JSON.stringify(made.aim),
            JSON.stringify(made.schedule),
            made.lateMinutes,
          ],
        );
        const announcement = onlyRow(rows);
        await note(client, { action: "announcement-written", before: null, after: announcement }, by);
        return announcement;
      }),

    save: (id, change, expected) => inTransaction(pool, (client) => save(client, { id, change, expected })),

    settle: (deliveries, settlement, by) =>
      inTransaction(pool, (client) => settleDeliveries(client, { deliveries, settlement, ...by })),

    stop: (by) =>
      inTransaction(pool, async (client) => {
        const { rowCount } = await client.query(
          `INSERT INTO installation_fact (key, value) VALUES ('${allStopKey}', $1) ON CONFLICT (key) DO NOTHING`,
          [by.actor],
        );
        if (rowCount === 1) await insertAudit(client, stopLine("announcements-stopped", by, null));
      }),

    resume: (by, now) =>
      inTransaction(pool, async (client) => {
        const { rowCount: ended } = await client.query(
          `DELETE FROM installation_fact WHERE key = '${allStopKey}'`,
        );
        if (ended === 0) return 0;
        const { rowCount: late } = await client.query(
          `UPDATE delivery d SET state = 'late', finished_at = $1 FROM announcement a
           WHERE a.id = d.announcement_id AND a.state = 'approved' AND NOT a.is_paused AND d.state = 'waiting' AND d.goal = 'post'
             AND d.sending_since IS NULL AND d.receipts = '[]' AND d.due_at <= $1`,
          [now],
        );
        await insertAudit(client, stopLine("announcements-resumed", by, { late }));
        return late ?? 0;
      }),
  });
}

type Reading = Omit<AnnouncementStore, "create" | "save" | "settle" | "stop" | "resume">;

function createReading(pool: Pool): Reading {
  const one = async (condition: string, values: readonly unknown[]): Promise<Announcement | null> =>
    (await many(`${condition} LIMIT 1`, values))[0] ?? null;
  const many = async (condition: string, values: readonly unknown[]): Promise<readonly Announcement[]> => {
    const { rows } = await pool.query<AnnouncementRow>(
      `SELECT ${announcementColumns} FROM announcement a ${condition}`,
      [...values],
    );
    return rows.map(toAnnouncement);
  };
  const deliveries = async (
    condition: string,
    values: readonly unknown[],
  ): Promise<readonly DeliveryShown[]> => {
    const { rows } = await pool.query<DeliveryRow>(`${selectDeliveries} ${condition}`, [...values]);
    return rows.map(toDelivery);
  };
  return {
    find: (number) => one("WHERE number = $1", [number]),
    byId: (id) => one("WHERE id = $1::uuid", [id]),
    list: ({ clusters, limit }) =>
      many(
        "WHERE $1::text[] IS NULL OR cluster_id = ANY ($1) ORDER BY updated_at DESC, number DESC LIMIT $2",
        [clusters, limit],
      ),
    toMake: (before, limit) =>
      many("WHERE state = 'approved' AND made_until < $1 ORDER BY made_until, number LIMIT $2", [
        before,
        limit,
      ]),
    expired: (now, limit) =>
      many("WHERE state = 'awaiting-approval' AND expires_at <= $1 ORDER BY expires_at, number LIMIT $2", [
        now,
        limit,
      ]),
    deliveries: (id) =>
      deliveries("WHERE d.announcement_id = $1::uuid ORDER BY d.due_at, w.name, d.channel_id, d.id", [id]),
    delivery: async (id) => (await deliveries("WHERE d.id = $1::uuid", [id]))[0] ?? null,
    held: (clusters) =>
      deliveries(
        `WHERE d.state = 'held' AND ($1::text[] IS NULL OR w.cluster_id = ANY ($1)) ORDER BY d.due_at, d.id LIMIT 200`,
        [clusters],
      ),
    approvedBy: async (id) => {
      const { rows } = await pool.query<{ account: string }>(
        `SELECT account FROM announcement_approval JOIN announcement a ON a.id = announcement_id
         WHERE a.id = $1::uuid AND kind = 'approved' AND announcement_approval.fingerprint = a.fingerprint
         ORDER BY at DESC LIMIT 1`,
        [id],
      );
      return rows[0]?.account ?? null;
    },
    promisedByDay: async (from) => {
      const { rows } = await pool.query<PromisedOnDay>(
        `SELECT d.workspace_id AS "workspaceId", to_char(d.due_at AT TIME ZONE w.zone, 'YYYY-MM-DD') AS day,
           count(DISTINCT d.run_id)::int AS count
         FROM delivery d JOIN announcement a ON a.id = d.announcement_id JOIN workspace w ON w.id = d.workspace_id
         WHERE d.due_at >= $1 AND d.state IN ('waiting', 'sending', 'done', 'unconfirmed')
           AND a.cluster_id IS DISTINCT FROM w.cluster_id AND a.state IN ('approved', 'finished')
         GROUP BY 1, 2`,
        [from],
      );
      return rows;
    },
    stoppedBy: async () => {
      const { rows } = await pool.query<{ account: string; at: Date }>(
        `SELECT value AS account, created_at AS at FROM installation_fact WHERE key = '${allStopKey}'`,
      );
      return rows[0] ?? null;
    },
    ofMessage: ({ platform, workspace, channel, message }) =>
      one(
        `JOIN delivery d ON d.announcement_id = a.id JOIN workspace w ON w.id = d.workspace_id
         WHERE w.platform = $1 AND w.external_id = $2 AND d.channel_id = $3
           AND d.receipts @> jsonb_build_array(jsonb_build_object('id', $4::text)) ORDER BY d.due_at DESC`,
        [platform, workspace, channel, message],
      ),
  };
}

interface Saving {
  readonly id: string;
  readonly change: AnnouncementChange;
  readonly expected: ChangeExpectation;
}

async function save(client: PoolClient, { id, change, expected }: Saving): Promise<Announcement | null> {
  const locked = await client.query<AnnouncementRow>(
    `SELECT ${announcementColumns} FROM announcement a WHERE id = $1::uuid AND revision = $2 FOR UPDATE`,
    [id, expected.revision],
  );
  if (locked.rows[0] === undefined) return null;
  const before = toAnnouncement(locked.rows[0]);
  // What was tried is corrected or taken back, never made anew.
  if (change.deliveries === "unmake" && (await hasTried(client, id))) return null;
  const { rows } = await client.query<AnnouncementRow>(
    `UPDATE announcement a SET revision = revision + 1, updated_at = $2, state = $3::announcement_state, is_paused = $4,
       content = $5::jsonb, content_revision = content_revision + $6, proposed = $7::jsonb, proposed_by = $8,
       aim = $9::jsonb, schedule = $10::jsonb, late_minutes = $11, fingerprint = $12, expires_at = $13,
       made_until = CASE WHEN $14 THEN $15 ELSE made_until END,
       earlier_contents = CASE WHEN $16
         THEN earlier_contents || jsonb_build_object(content_revision::text, content) ELSE earlier_contents END
     WHERE id = $1::uuid RETURNING ${announcementColumns}`,
    [id, expected.now, ...valuesOf({ ...before, ...change }, change)],
  );
  const after = onlyRow(rows);
  const { approval, deliveries, runs, skip } = change;
  if (approval !== undefined)
    await client.query(
      `INSERT INTO announcement_approval (id, announcement_id, kind, fingerprint, account, at)
       VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6)`,
      [randomUUID(), id, approval.kind, approval.fingerprint, approval.account, expected.now],
    );
  if (deliveries !== undefined) await changeDeliveries(client, { id, deliveries, now: expected.now });
  if (skip !== undefined) await skipRun(client, { id, ...skip });
  if (runs !== undefined) await writeRuns(client, id, runs.made);
  if (expected.move !== "make-runs")
    await note(client, { action: `announcement-${expected.move}`, before, after }, expected.by);
  return after;
}

function valuesOf(to: Announcement, change: AnnouncementChange): readonly unknown[] {
  return [
    to.state,
    to.isPaused,
    JSON.stringify(to.content),
    change.content === undefined ? 0 : 1,
    to.proposed === null ? null : JSON.stringify(to.proposed.content),
    to.proposed?.by ?? null,
    JSON.stringify(to.aim),
    JSON.stringify(to.schedule),
    to.lateMinutes,
    to.fingerprint,
    to.expiresAt,
    change.runs !== undefined,
    change.runs?.until ?? null,
    change.deliveries === "edit",
  ];
}

async function note(
  client: PoolClient,
  { action, before, after }: { action: string; before: Announcement | null; after: Announcement },
  { actor, place }: Doing,
): Promise<void> {
  await insertAudit(client, {
    actor,
    place,
    action,
    subject: `announcement:A${after.number}`,
    cluster: after.cluster,
    before: before === null ? null : auditedOf(before),
    after: auditedOf(after),
  });
}

function stopLine(action: string, { actor, place }: Doing, after: unknown) {
  return { actor, place, action, subject: "announcements", cluster: null, before: null, after };
}

/** Locks its deliveries, so that none is begun meanwhile. */
async function hasTried(client: PoolClient, id: string): Promise<boolean> {
  const { rows } = await client.query<{ isTried: boolean }>(
    `SELECT sending_since IS NOT NULL OR receipts <> '[]' AS "isTried" FROM delivery
     WHERE announcement_id = $1::uuid FOR UPDATE`,
    [id],
  );
  return rows.some(({ isTried }) => isTried);
}

function onlyRow([row]: readonly AnnouncementRow[]): Announcement {
  if (row === undefined) throw new Error("an announcement that was just written is not there");
  return toAnnouncement(row);
}
