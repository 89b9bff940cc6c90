import type { Announcement, Correction, CorrectionReach } from "../../announcing/announcement.ts";
import type { DeliveryShown } from "../../announcing/announcement-store.port.ts";
import { aboutEvent } from "./event-limit.ts";
import { approvesForItself } from "./present-consent.ts";

/** Every column an announcement is read from, of `announcement a`. */
export const announcementColumns = `a.id, a.number, a.cluster_id AS cluster, a.author, a.state::text, a.is_paused AS "isPaused",
  a.revision, a.content, a.content_revision AS "contentRevision", a.proposed, a.proposed_by AS "proposedBy", a.aim,
  a.schedule, a.digest, ${aboutEvent} AS about, CASE WHEN a.position_version_id IS NOT NULL
    THEN jsonb_build_object('version', a.position_version_id, 'role', a.position_role) END AS position,
  (SELECT jsonb_build_object('id', p.id, 'number', p.number) FROM announcement p WHERE p.id = a.replaces_id) AS replaces,
  (SELECT jsonb_build_object('number', s.number, 'isApproved', s.state NOT IN ('draft', 'awaiting-approval'))
    FROM announcement s WHERE s.replaces_id = a.id AND s.state <> 'cancelled' ORDER BY s.number DESC LIMIT 1) AS successor,
  a.late_minutes AS "lateMinutes", a.fingerprint, a.expires_at AS "expiresAt", a.created_at AS "createdAt"`;

export interface AnnouncementRow extends Omit<Announcement, "proposed"> {
  /** With what it changes: what was written before that could be chosen changes everything. */
  readonly proposed: (Correction["content"] & { readonly reach?: CorrectionReach }) | null;
  readonly proposedBy: string | null;
}

export function toAnnouncement({ proposed, proposedBy, ...row }: AnnouncementRow): Announcement {
  if (proposed === null) return { ...row, proposed };
  const { reach = "everywhere", ...content } = proposed;
  return { ...row, proposed: { content, by: proposedBy ?? "", reach } };
}

/** What the audit trail shows of an announcement: never what it says. */
export function auditedOf({
  state,
  isPaused,
  contentRevision,
  aim,
  schedule,
  digest,
  ...rest
}: Announcement) {
  const { fingerprint, lateMinutes, proposed } = rest;
  return {
    state,
    isPaused,
    contentRevision,
    aim,
    schedule,
    digest,
    lateMinutes,
    fingerprint,
    isEditProposed: proposed !== null,
    editReaches: proposed?.reach ?? null,
  };
}

export interface DeliveryRow extends Omit<DeliveryShown, "destination"> {
  readonly platform: "slack" | "discord";
  readonly workspace: string;
  readonly channel: string;
}

const shownColumns = `d.id, d.announcement_id AS announcement, a.number, r.slot, r.is_skipped AS "isRunSkipped", w.platform,
  w.external_id AS workspace, d.channel_id AS channel,
  d.channel_name AS "channelName", w.name AS "workspaceName", w.cluster_id AS cluster, w.zone,
  ${approvesForItself} AS "approvesForItself",
  d.due_at AS "dueAt", d.goal::text, d.state::text, d.reason, d.notes, d.receipts,
  d.content_revision AS "contentRevision", d.finished_at AS "finishedAt"`;

/** Deliveries as people are shown them, of `delivery d`, `announcement_run r`, `workspace w`; a condition follows. */
export const selectDeliveries = `SELECT ${shownColumns} FROM delivery d JOIN announcement_run r ON r.id = d.run_id
  JOIN announcement a ON a.id = d.announcement_id JOIN workspace w ON w.id = d.workspace_id`;

export function toDelivery({ platform, workspace, channel, ...row }: DeliveryRow): DeliveryShown {
  return { ...row, destination: { platform, workspace, channel } };
}
