import type { PoolClient } from "pg";
import type { DeliveryShown, Settlement } from "../../announcing/announcement-store.port.ts";
import type { Doing } from "../../shared/doing.ts";
import { statusWord, writeWords } from "./announcement-words.ts";
import { insertAuditLines } from "./audit-trail.ts";
import { keepsText } from "./delivery-changes.ts";
import { knowAsItIs } from "./event-limit.ts";
import { ownApproval } from "./present-consent.ts";

/** More parts are to come, or what is there was corrected or taken back since. */
const goesOn = `(d.reason = 'parts-left' OR a.state = 'recalled'
    OR (a.content_revision <> d.attempted_revision AND NOT d.notes @> '[${keepsText}]'))`;

const isHeldEdit = "d.goal = 'edit' AND d.state = 'held'";

/**
 * The region approves for itself, and the text was corrected since it let through what was tried then. What is late was
 * held again with the correction itself.
 */
const isForRegionAnew = `(d.goal = 'post' AND d.receipts = '[]' AND d.state <> 'late' AND d.attempted_revision <> a.content_revision
  AND w.holds_announcements AND d.notes @> ${ownApproval})`;

/** Which state each settlement is for, and what becomes of it. */
const settlements: Readonly<
  Record<Settlement, { readonly from: string; readonly and?: string; readonly set: string }>
> = {
  // The part that was in doubt counts as there, with a receipt that names no message; what is left goes on from there.
  there: {
    from: "'unconfirmed'",
    set: `receipts = receipts || '[{"id": "", "link": null}]', sending_since = NULL, next_at = $2,
      state = (CASE WHEN ${goesOn} THEN 'waiting' ELSE 'done' END)::delivery_state,
      reason = CASE WHEN ${goesOn} THEN NULL ELSE 'said-to-be-there' END,
      finished_at = CASE WHEN ${goesOn} THEN NULL ELSE finished_at END`,
  },
  again: {
    from: "'unconfirmed', 'refused', 'late'",
    set: `state = (CASE WHEN ${isForRegionAnew} THEN 'held' ELSE 'waiting' END)::delivery_state, next_at = $2,
      due_at = CASE WHEN receipts = '[]' THEN $2 ELSE due_at END, sending_since = NULL, reason = NULL, finished_at = NULL,
      filled = CASE WHEN receipts = '[]' AND d.state <> 'unconfirmed' THEN NULL ELSE filled END`,
  },
  leave: {
    from: "'held', 'late', 'refused', 'unconfirmed'",
    // What is there stays as it is when its correction is left out.
    set: `state = (CASE WHEN ${isHeldEdit} THEN 'done' ELSE 'skipped' END)::delivery_state, goal = (CASE WHEN ${isHeldEdit} THEN 'post' ELSE goal::text END)::delivery_goal,
      reason = CASE WHEN ${isHeldEdit} THEN 'correction-left-out' ELSE 'left-out' END, finished_at = CASE WHEN ${isHeldEdit} THEN finished_at ELSE $2 END`,
  },
  veto: {
    from: "'waiting'",
    and: "d.goal = 'post' AND d.sending_since IS NULL AND d.receipts = '[]'",
    set: "state = 'skipped', reason = 'vetoed', finished_at = $2",
  },
  release: {
    from: "'held'",
    set: `state = 'waiting', next_at = GREATEST(due_at, $2), due_at = CASE WHEN goal = 'post' THEN GREATEST(due_at, $2) ELSE due_at END, finished_at = NULL`,
  },
};

/** Of several runs that would all go out at once in the same channel only the newest does. */
async function leaveOvertaken(
  client: PoolClient,
  { deliveries, from, now }: Pick<Settling, "deliveries" | "now"> & { readonly from: string },
): Promise<void> {
  const isMeant = (one: string): string =>
    `${one}.id = ANY ($1::uuid[]) AND ${one}.state IN (${from}) AND ${one}.goal = 'post' AND ${one}.receipts = '[]' AND ${one}.due_at <= $2`;
  await client.query(
    `UPDATE delivery d SET state = 'skipped', reason = 'overtaken', finished_at = $2
     WHERE ${isMeant("d")} AND d.state <> 'unconfirmed'
       AND EXISTS (SELECT FROM delivery newer WHERE ${isMeant("newer")} AND newer.announcement_id = d.announcement_id
         AND newer.workspace_id = d.workspace_id AND newer.channel_id = d.channel_id AND newer.due_at > d.due_at)`,
    [deliveries, now],
  );
}

interface Settling {
  readonly deliveries: readonly string[];
  readonly settlement: Settlement;
  readonly doing: Doing;
  readonly now: Date;
}

interface SettledRow {
  readonly id: string;
  readonly run: string;
  /** Id of the announcement. */
  readonly about: string;
  readonly number: number;
  readonly revision: number;
  readonly goal: DeliveryShown["goal"];
  readonly state: DeliveryShown["state"];
  readonly cluster: string;
}

export async function settleDeliveries(
  client: PoolClient,
  { deliveries, settlement, doing, now }: Settling,
): Promise<number> {
  const { from, and = "TRUE", set } = settlements[settlement];
  if (settlement === "again") await client.query(knowAsItIs, [deliveries]);
  if (settlement === "again" || settlement === "release")
    await leaveOvertaken(client, { deliveries, from, now });
  const { rows } = await client.query<SettledRow>(
    `UPDATE delivery d SET ${set} FROM announcement a, workspace w
     WHERE d.id = ANY ($1::uuid[]) AND d.state IN (${from}) AND ${and} AND a.id = d.announcement_id AND w.id = d.workspace_id
       AND ($2::timestamptz IS NOT NULL) AND ($3 <> 'again' OR d.goal <> 'post' OR d.receipts <> '[]' OR a.state IN ('approved', 'finished'))
     RETURNING d.id, d.run_id AS run, a.id AS about, a.number, a.content_revision AS revision, d.goal::text AS goal, d.state::text AS state,
       COALESCE(w.cluster_id, a.cluster_id) AS cluster`,
    [deliveries, now, settlement],
  );
  if (settlement === "again" || settlement === "release")
    await client.query(
      `UPDATE announcement SET state = 'approved', revision = revision + 1
       WHERE number = ANY ($1::int[]) AND state = 'finished'`,
      [rows.filter(({ goal }) => goal === "post").map(({ number }) => number)],
    );
  await insertAuditLines(
    client,
    rows.map(({ id, number, cluster }) => ({
      actor: doing.actor,
      place: doing.place,
      action: `delivery-${settlement}`,
      subject: `delivery:${id}`,
      cluster,
      before: null,
      after: { announcement: `A${number}` },
    })),
  );
  const asked = rows.filter(({ state }) => state === "held");
  await writeWords(client, [
    ...rows.map(({ run }) => statusWord(run)),
    ...asked.map(({ about, run, revision }) => ({
      kind: "regions" as const,
      about,
      part: `${run} ${revision}`,
    })),
  ]);
  return rows.length;
}
