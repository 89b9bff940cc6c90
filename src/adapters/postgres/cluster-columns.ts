import { none, type PersonalTable } from "./personal-table.ts";

/**
 * Tables in which no row is a person's: the clusters' own publications, and how workspaces are set up. Part of
 * personal-columns.ts.
 */
export const tablesOfClusters: Readonly<Record<string, PersonalTable>> = {
  cluster: {
    section: "Clusters",
    theirs: null,
    columns: {
      ...none("id name region nicknames is_federation status"),
      website: "published",
      status_note: "published",
    },
  },
  contact: {
    section: "Who answers for a topic: a role, never a person",
    theirs: null,
    columns: { ...none("cluster_id topic"), role: "published", address: "published" },
  },
  contact_in_file: {
    section: "What clusters.yaml said of a contact",
    theirs: null,
    columns: { ...none("cluster_id topic"), role: "published", address: "published" },
  },
  document: {
    section: "Documents",
    theirs: null,
    columns: {
      ...none("id cluster_id region kind audience audience_clusters topics published_on effective_from"),
      ...none("effective_until is_sample status superseded_by_id current_version passage_count term_count"),
      ...none("created_at updated_at withdrawn_at positions"),
      source_key: "published",
      title: "published",
      url: "published",
      source: "published",
      supersedes_key: "published",
    },
  },
  document_version: {
    section: "Versions of documents",
    theirs: null,
    columns: { ...none("document_id number fingerprint media_type imported_at"), title: "published" },
  },
  passage: {
    section: "Passages of documents",
    theirs: null,
    columns: {
      ...none("id document_id ordinal page term_count"),
      heading_path: "published",
      anchor: "published",
      text: "published",
    },
  },
  posting: {
    section: "Index over the words of passages",
    theirs: null,
    isIndex: true,
    columns: { ...none("passage_id frequency"), term: "published" },
  },
  passage_embedding: {
    section: "Index over the meaning of passages",
    theirs: null,
    isIndex: true,
    columns: { ...none("passage_id model"), embedding: "published" },
  },
  event: {
    section: "Events",
    theirs: null,
    columns: {
      ...none("id cluster_id audience audience_clusters postcode is_free is_online is_in_person tags places"),
      ...none(
        "status is_series moved_from worked_out_until sequence is_sample created_at updated_at withdrawn_at",
      ),
      title: "published",
      summary: "published",
      organiser: "published",
      venue: "published",
      address: "published",
      online_url: "published",
      url: "published",
      price: "published",
      terms: "published",
      series: "published",
    },
  },
  event_source: {
    section: "What each source says of an event",
    theirs: null,
    columns: {
      ...none("event_id sequence fingerprint changed_at last_seen_at gone_at"),
      source_key: "published",
      entry_key: "published",
      uid: "published",
      label: "published",
      url: "published",
      canonical_url: "published",
      likeness: "published",
      stated: "published",
    },
  },
  event_occurrence: {
    section: "Dates of events",
    theirs: null,
    columns: {
      ...none("id event_id original starts_at ends_at time moved_from status places"),
      differs: "published",
      terms: "published",
    },
  },
  watched_source: {
    section: "Pages, feeds and folders read by themselves",
    theirs: null,
    columns: {
      ...none(
        "id cluster_id kind audience document_kind every_hours allows_private last_failed last_read_at next_read_at",
      ),
      ...none("added_at etag last_modified"),
      address: "published",
      last_result: "published",
    },
  },
  workspace: {
    section: "Workspaces",
    theirs: null,
    columns: {
      ...none(
        "id platform external_id name state cluster_id everyone_is_member holds_announcements veto_hours daily_cap",
      ),
      ...none("quiet_from quiet_until zone opted_out_topics bank_holidays revision last_error joined_at"),
      ...none("invited_at confirmed_at gone_at"),
    },
  },
  workspace_channel: {
    section: "Channels of workspaces",
    theirs: null,
    columns: none("workspace_id channel_id purposes audience"),
  },
  installation: {
    section: "Sealed tokens of workspaces",
    theirs: null,
    columns: none("workspace_id key_id sealed installed_at"),
  },
  install_state: {
    section: "Installations under way",
    theirs: null,
    columns: none("state_hash expires_at used_at"),
  },
  organisation: {
    section: "Organisations",
    theirs: null,
    columns: {
      ...none("id reference company_number places listed"),
      name: "published",
      plain_name: "published",
      website: "published",
      domain: "published",
      town: "published",
      postcode: "published",
    },
  },
  membership: {
    section: "What organisations are members of",
    theirs: null,
    columns: none("id organisation_id cluster_id tier since until"),
  },
  membership_tier: {
    section: "What membership costs and gives",
    theirs: null,
    columns: {
      ...none("id reference cluster_id name fee valid_from valid_until"),
      who_may_join: "published",
      benefits: "published",
      how_to_join: "published",
      url: "published",
    },
  },
  record_import: {
    section: "Imports of organisations and tiers",
    theirs: null,
    columns: { ...none("id kind cluster_id imported_at undone_at"), label: "published" },
  },
  record_import_row: {
    section: "What each import saw, made and changed",
    theirs: null,
    columns: { ...none("import_id table_name record_id"), before: "published", after: "published" },
  },
};
