import type { PoolClient } from "pg";
import type { NewRun } from "../../announcing/announcement-store.port.ts";

/**
 * Keeps every other transaction from writing runs for these workspaces, or setting them up, until this one ends; in one
 * order, so that none waits for the other. Whether each of them still is what the runs were planned for.
 */
export async function lockPlanned(client: PoolClient, runs: readonly NewRun[]): Promise<boolean> {
  const deliveries = runs.flatMap((run) => run.deliveries);
  const ids = [...new Set(deliveries.map(({ workspaceId }) => workspaceId))];
  const { rows } = await client.query<{ id: string; revision: number }>(
    "SELECT id, revision FROM workspace WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE",
    [ids],
  );
  const revisions = new Map(rows.map(({ id, revision }) => [id, revision]));
  return deliveries.every(
    ({ workspaceId, workspaceRevision: planned }) =>
      planned === undefined || planned === revisions.get(workspaceId),
  );
}
