import { none, type PersonalTable } from "./personal-table.ts";

/** Announcements, and what of them may hold something of a person: personal-columns.ts. */
export const tablesOfAnnouncements: Readonly<Record<string, PersonalTable>> = {
  announcement: {
    section: "Announcements they wrote and nobody approved",
    // What was approved is the cluster's own publication.
    theirs: "author = ANY (subject.accounts) AND state IN ('draft', 'awaiting-approval')",
    columns: {
      ...none(
        `id number cluster_id state is_paused revision content_revision aim schedule digest event_id event_limit position_version_id position_role replaces_id
        late_minutes fingerprint expires_at made_until created_at updated_at`.replaceAll(/\s+/g, " "),
      ),
      author: "mentions",
      content: "published",
      earlier_contents: "published",
      proposed: "published",
      proposed_by: "mentions",
    },
  },
  announcement_approval: {
    section: "Approvals of announcements",
    theirs: null,
    columns: { ...none("id announcement_id kind fingerprint at"), account: "mentions" },
  },
  announcement_run: {
    section: "Times an announcement goes out",
    theirs: null,
    columns: none("id announcement_id slot is_skipped"),
  },
  delivery: {
    section: "Where announcements went",
    theirs: null,
    columns: {
      ...none(
        `id run_id announcement_id workspace_id channel_id channel_name lane due_at next_at goal state content_revision attempted_revision
          receipts part reason notes sending_since finished_at`.replaceAll(/\s+/g, " "),
      ),
      filled: "published",
    },
  },
  announcement_word: {
    section: "What is to be told of announcements",
    theirs: null,
    columns: none("kind about part revision written_at runner lease_until"),
  },
  delivery_lane: {
    section: "Who works on deliveries",
    theirs: null,
    columns: none("lane runner lease_until"),
  },
  delivery_circuit: {
    section: "Workspaces that refuse the bot",
    theirs: null,
    columns: none("workspace_id reason opened_at closed_until"),
  },
};
