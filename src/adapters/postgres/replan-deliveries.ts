import { isDeepStrictEqual } from "node:util";
import type { PoolClient } from "pg";
import type { AnewAsked, PlannedAnew, StandingDelivery } from "../../announcing/plan-anew.ts";
import type { Word } from "../../commands/announcing/announcement-word-store.port.ts";
import type { Workspace } from "../../people/workspace.ts";
import type { Clock } from "../../shared/clock.port.ts";
import { isNoted } from "../../shared/is-noted.ts";
import { lateWords, statusWord, writeWords } from "./announcement-words.ts";
import { countsTowardsCap } from "./daily-cap.ts";

/** How deliveries are planned, and by which clock; adapters know the types only. */
export interface Replanning {
  readonly planAnew: (asked: AnewAsked) => readonly PlannedAnew[];
  /** Whose bank holidays count in a cluster's region. */
  readonly divisionOf: (region: string | null) => AnewAsked["after"]["division"];
  readonly clock: Clock;
}

interface Replanned {
  readonly before: Workspace;
  readonly after: Workspace;
}

/**
 * Plans what nothing was tried of anew, in the transaction that changes what the workspace agrees to or whose it is: its
 * row is locked, and so are these. How many changed. What asks a region's own cluster for a position goes out whatever
 * it agrees to.
 */
export async function replanDeliveries(
  client: PoolClient,
  { before, after }: Replanned,
  { planAnew, divisionOf, clock }: Replanning,
): Promise<number> {
  if (isDeepStrictEqual(before.consent, after.consent) && before.cluster === after.cluster) return 0;
  const now = clock.now();
  const standing = await standingIn(client, after.id);
  if (standing.length === 0) return 0;
  const regions = await regionsOf(client);
  const agreed = ({ consent, cluster }: Workspace) => ({
    consent,
    cluster,
    division: divisionOf(regions.get(cluster ?? "") ?? null),
  });
  const others = await othersIn(client, { id: after.id, now, except: standing.map(({ id }) => id) });
  const planned = planAnew({
    deliveries: standing,
    before: agreed(before),
    after: agreed(after),
    others,
    now,
  });
  await client.query(
    `UPDATE delivery d SET due_at = p."dueAt", next_at = CASE WHEN p."isMoved" THEN p."dueAt" ELSE d.next_at END,
       state = p.state, reason = p.reason, notes = p.notes, finished_at = CASE WHEN p.state = 'late' THEN $2::timestamptz END,
       filled = CASE WHEN p."isMoved" THEN NULL ELSE d.filled END
     FROM jsonb_to_recordset($1::jsonb) AS p (id uuid, "dueAt" timestamptz, "isMoved" boolean, state delivery_state,
       reason text, notes jsonb)
     WHERE d.id = p.id`,
    [JSON.stringify(planned), now],
  );
  await writeWords(client, wordsOf(planned, standing, after.revision));
  return planned.length;
}

interface StandingRow extends StandingDelivery {
  /** Id of the announcement; `announcement` is what of it counts. */
  readonly about: string;
}

async function standingIn(client: PoolClient, workspace: string): Promise<readonly StandingRow[]> {
  const { rows } = await client.query<StandingRow>(
    `SELECT d.id, d.run_id AS run, r.slot, a.id AS about, d.state::text, d.due_at AS "dueAt", d.notes,
       jsonb_build_object('schedule', a.schedule, 'cluster', a.cluster_id, 'topic', a.content -> 'topic') AS announcement,
       COALESCE((SELECT max(p.at) FROM announcement_approval p
         WHERE p.announcement_id = a.id AND p.kind = 'approved' AND p.fingerprint = a.fingerprint), a.created_at) AS "approvedAt"
     FROM delivery d JOIN announcement_run r ON r.id = d.run_id JOIN announcement a ON a.id = d.announcement_id
     WHERE d.workspace_id = $1::uuid AND d.goal = 'post' AND d.sending_since IS NULL AND d.receipts = '[]'
       AND (d.state IN ('waiting', 'held') OR (d.state = 'skipped' AND d.reason = 'run-skipped'))
       AND a.state = 'approved' AND a.position_version_id IS NULL
     ORDER BY d.id FOR UPDATE OF d`,
    [workspace],
  );
  return rows;
}

/** By the clock there as it is set now: the workspace is saved already. */
async function othersIn(
  client: PoolClient,
  { id, now, except }: { readonly id: string; readonly now: Date; readonly except: readonly string[] },
): Promise<AnewAsked["others"]> {
  const { rows } = await client.query<{ run: string; day: string }>(
    `SELECT DISTINCT d.run_id AS run, to_char(d.due_at AT TIME ZONE w.zone, 'YYYY-MM-DD') AS day
     FROM delivery d JOIN announcement a ON a.id = d.announcement_id JOIN workspace w ON w.id = d.workspace_id
     WHERE d.workspace_id = $1::uuid AND d.due_at >= $2::timestamptz - interval '2 days' AND d.id <> ALL ($3::uuid[])
       AND ${countsTowardsCap("d", "a")}`,
    [id, now, except],
  );
  return rows;
}

async function regionsOf(client: PoolClient): Promise<ReadonlyMap<string, string | null>> {
  const { rows } = await client.query<{ id: string; region: string | null }>(
    "SELECT id, region FROM cluster",
  );
  return new Map(rows.map(({ id, region }) => [id, region]));
}

/** The author's message says how its run stands; whoever looks after the workspace may have something to decide. */
function wordsOf(
  planned: readonly PlannedAnew[],
  standing: readonly StandingRow[],
  revision: number,
): readonly Word[] {
  const known = new Map(standing.map((row) => [row.id, row]));
  return planned.flatMap(({ id, state, notes }): readonly Word[] => {
    const row = known.get(id);
    if (row === undefined) return [];
    const { run, about } = row;
    const isHeldNow = state === "held" && row.state !== "held";
    const mayVetoNow = state === "waiting" && isNoted(notes, "may-veto") && !isNoted(row.notes, "may-veto");
    const asks = isHeldNow || mayVetoNow;
    return [
      ...(state === "late" ? lateWords(run) : [statusWord(run)]),
      ...(asks ? [{ kind: "regions" as const, about, part: `${run} ${revision}` }] : []),
    ];
  });
}
