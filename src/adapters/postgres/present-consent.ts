/*
 * What a workspace agrees to now, of `delivery d`, `announcement a`, `workspace w`: days may lie between the approval
 * and the post. What decides when it is posted is planned anew when it changes: replan-deliveries.ts.
 */

/** The channel is not for it any more, or seen by more people, or the workspace is another cluster's. */
const isLost = `(NOT EXISTS (SELECT FROM workspace_channel c WHERE c.workspace_id = d.workspace_id AND c.channel_id = d.channel_id
    AND CASE WHEN a.position_version_id IS NOT NULL THEN 'positions' WHEN a.digest IS NULL THEN 'announcements' ELSE 'digests' END = ANY (c.purposes)
    AND c.audience >= (a.aim ->> 'audience')::audience)
  OR NOT COALESCE(a.aim -> 'clusters' = '"all"' OR a.aim -> 'clusters' ? w.cluster_id, false))`;

const isOfOthers = "w.cluster_id IS DISTINCT FROM a.cluster_id";

/** What a position asks a region's own cluster is no announcement of others. */
const isPositions = "a.position_version_id IS NOT NULL";

/** Why nothing is posted there, as a LeaveOutReason; null when nothing is in the way. */
export const leftOutNow = `CASE WHEN ${isLost} THEN 'not-for-channel'
  WHEN ${isOfOthers} AND lower(a.content ->> 'topic') = ANY (w.opted_out_topics) THEN 'topic-opted-out' END`;

/** The workspace approves for itself; of `announcement a` and `workspace w` alone. */
export const approvesForItself = `(NOT ${isPositions} AND w.holds_announcements AND ${isOfOthers})`;

/** Stands among the notes of a delivery that somebody there is asked about, or was. */
export const ownApproval = `'[{"note": "own-approval"}]'::jsonb`;

/** It did not when the run was made; what it let through it was asked about. */
export const isHeldNow = `(${approvesForItself} AND NOT d.notes @> ${ownApproval})`;
