import type { Pool } from "pg";
import type { AboutEvent } from "../../announcing/about-event.ts";
import type { Announcement } from "../../announcing/announcement.ts";
import type {
  AnnouncementAsked,
  AnnouncementStore,
  DeliveryShown,
  PromisedOnDay,
} from "../../announcing/announcement-store.port.ts";
import { allStopKey } from "./all-stop.ts";
import {
  type AnnouncementRow,
  announcementColumns,
  type DeliveryRow,
  selectDeliveries,
  toAnnouncement,
  toDelivery,
} from "./announcement-rows.ts";
import { countsTowardsCap } from "./daily-cap.ts";
import { eventLimit, knownDate } from "./event-limit.ts";
import { runsUnderWay } from "./run-progress.ts";

type OfAnnouncements =
  | "find"
  | "byId"
  | "list"
  | "toMake"
  | "awaitingApproval"
  | "ofPosition"
  | "expired"
  | "stoppedBy";

/** What is read of announcements. */
export function createAnnouncementReading(pool: Pool): Pick<AnnouncementStore, OfAnnouncements> {
  const many = async (condition: string, values: readonly unknown[]): Promise<readonly Announcement[]> => {
    const { rows } = await pool.query<AnnouncementRow>(
      `SELECT ${announcementColumns} FROM announcement a ${condition}`,
      [...values],
    );
    return rows.map(toAnnouncement);
  };
  const one = async (condition: string, values: readonly unknown[]): Promise<Announcement | null> =>
    (await many(`${condition} LIMIT 1`, values))[0] ?? null;
  return {
    find: (number) => one("WHERE number = $1", [number]),
    ofPosition: ({ version, role }) =>
      one("WHERE position_version_id = $1::uuid AND position_role = $2", [version, role]),
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
    awaitingApproval: (before) =>
      many(
        `WHERE updated_at <= $1 AND (state = 'awaiting-approval' OR (proposed IS NOT NULL AND state <> 'recalled'))
         ORDER BY updated_at, number LIMIT 200`,
        [before],
      ),
    expired: (now, limit) =>
      many(
        `WHERE (state = 'awaiting-approval' OR (proposed IS NOT NULL AND state IN ('approved', 'finished', 'cancelled')))
           AND expires_at <= $1 ORDER BY expires_at, number LIMIT $2`,
        [now, limit],
      ),
    stoppedBy: async () => {
      const { rows } = await pool.query<{ account: string; at: Date }>(
        `SELECT value AS account, created_at AS at FROM installation_fact WHERE key = '${allStopKey}'`,
      );
      return rows[0] ?? null;
    },
  };
}

type OfDeliveries = "deliveries" | "delivery" | "fromOthers" | "underWay" | "promisedByDay";

/** What is read of deliveries. */
export function createDeliveryReading(pool: Pool): Pick<AnnouncementStore, OfDeliveries> {
  const many = async (condition: string, values: readonly unknown[]): Promise<readonly DeliveryShown[]> => {
    const { rows } = await pool.query<DeliveryRow>(`${selectDeliveries} ${condition}`, [...values]);
    return rows.map(toDelivery);
  };
  return {
    deliveries: (id) =>
      many("WHERE d.announcement_id = $1::uuid ORDER BY d.due_at, w.name, d.channel_id, d.id", [id]),
    delivery: async (id) => (await many("WHERE d.id = $1::uuid", [id]))[0] ?? null,
    fromOthers: (clusters) =>
      many(
        `WHERE (d.state = 'held' OR (d.state = 'waiting' AND d.goal = 'post' AND d.sending_since IS NULL
             AND d.receipts = '[]' AND a.cluster_id IS DISTINCT FROM w.cluster_id))
           AND (a.state IN ('approved', 'finished') OR d.goal = 'edit') AND ($1::text[] IS NULL OR w.cluster_id = ANY ($1))
         ORDER BY d.due_at, d.id LIMIT 200`,
        [clusters],
      ),
    underWay: (clusters, now) => runsUnderWay(pool, clusters, now),
    promisedByDay: async (from, without) => {
      const { rows } = await pool.query<PromisedOnDay>(
        `SELECT d.workspace_id AS "workspaceId", to_char(d.due_at AT TIME ZONE w.zone, 'YYYY-MM-DD') AS day,
           count(DISTINCT d.run_id)::int AS count
         FROM delivery d JOIN announcement a ON a.id = d.announcement_id JOIN workspace w ON w.id = d.workspace_id
         WHERE d.due_at >= $1 AND ${countsTowardsCap("d", "a")}
           AND a.id IS DISTINCT FROM $2::uuid
         GROUP BY 1, 2`,
        [from, without ?? null],
      );
      return rows;
    },
  };
}

type Asking = Pick<AnnouncementStore, "aboutEvent" | "ofMessage">;
type AskedRow = AnnouncementRow &
  Omit<AnnouncementAsked, "announcement"> & { readonly isShown: AnnouncementRow["content"] };

/** What is asked under an announcement, and of the event it is about. */
export function createAsking(pool: Pool): Asking {
  return {
    aboutEvent: async (event, occurrence) => {
      const { rows } = await pool.query<{ about: AboutEvent }>(
        `SELECT jsonb_strip_nulls(${eventLimit} || jsonb_build_object('event', e.id, 'known',
           (SELECT ${knownDate} FROM event_occurrence o WHERE o.event_id = e.id AND o.id = $2::uuid))) AS about
         FROM event e WHERE e.id = $1::uuid AND e.withdrawn_at IS NULL`,
        [event, occurrence ?? null],
      );
      return rows[0]?.about ?? null;
    },
    ofMessage: async ({ platform, workspace, channel, message }) => {
      const { rows } = await pool.query<AskedRow>(
        // What is there may be an earlier text than what is to come.
        `SELECT ${announcementColumns}, COALESCE(a.earlier_contents->(d.content_revision)::text, a.content) AS "isShown",
           c.name AS "clusterName", d.filled, d.receipts -> 0 ->> 'link' AS link,
           COALESCE(d.finished_at, d.due_at) AS "postedAt"
         FROM delivery d JOIN announcement a ON a.id = d.announcement_id JOIN cluster c ON c.id = a.cluster_id
         JOIN workspace w ON w.id = d.workspace_id
         WHERE w.platform = $1 AND w.external_id = $2 AND d.channel_id = $3 AND a.state <> 'recalled' AND d.goal <> 'recall'
           AND d.receipts @> jsonb_build_array(jsonb_build_object('id', $4::text)) ORDER BY d.due_at DESC LIMIT 1`,
        [platform, workspace, channel, message],
      );
      const [row] = rows;
      if (row === undefined) return null;
      const { clusterName, filled, link, postedAt, isShown: content, ...announcement } = row;
      return {
        announcement: { ...toAnnouncement(announcement), content },
        clusterName,
        filled,
        link,
        postedAt,
      };
    },
  };
}
