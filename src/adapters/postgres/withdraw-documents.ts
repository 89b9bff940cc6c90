import type { PoolClient } from "pg";
import type { Audience } from "../../shared/audience.ts";
import type { WithdrawnDocument } from "./document-lines.ts";
import { unlinkDocuments } from "./link-documents.ts";

/** Within the caller's transaction, who also writes the lines of the audit trail. Returns those that were current. */
export async function withdrawDocuments(
  client: PoolClient,
  sourceKeys: readonly string[],
): Promise<readonly WithdrawnDocument[]> {
  const { rows } = await client.query<WithdrawnRow>(
    `UPDATE document SET status = 'withdrawn', withdrawn_at = now(), updated_at = now()
     WHERE source_key = ANY($1::text[]) AND status = 'current' RETURNING id, cluster_id, title, audience, current_version`,
    [sourceKeys],
  );
  const ids = rows.map((row) => row.id);
  await client.query("DELETE FROM passage WHERE document_id = ANY($1::uuid[])", [ids]);
  await unlinkDocuments(client, ids);
  // What a withdrawn document replaced stands again.
  await client.query("UPDATE document SET superseded_by_id = NULL WHERE superseded_by_id = ANY($1::uuid[])", [
    ids,
  ]);
  return rows.map(({ id, cluster_id: cluster, title, audience, current_version: version }) => ({
    id,
    cluster,
    former: { title, audience, version },
  }));
}

interface WithdrawnRow {
  readonly id: string;
  readonly cluster_id: string;
  readonly title: string;
  readonly audience: Audience;
  readonly current_version: number;
}
