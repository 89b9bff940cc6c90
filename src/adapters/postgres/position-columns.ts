import { none, type PersonalTable } from "./personal-table.ts";

/** Policy positions, and what of them may hold something of a person: personal-columns.ts. */
export const tablesOfPositions: Readonly<Record<string, PersonalTable>> = {
  position: {
    section: "Policy positions",
    theirs: null,
    columns: {
      ...none(
        "id number owner_id topic topic_key also_called audience audience_clusters is_sample is_edited created_at",
      ),
    },
  },
  position_version: {
    section: "Texts of policy positions",
    theirs: null,
    columns: {
      ...none(
        `id position_id version fingerprint status at_work is_line withdrawn_because effective_from effective_until
          embargo_until review_on quorum closes_at closes_zone closes_instant link revision opened_at adopted_at created_at`.replaceAll(
          /\s+/g,
          " ",
        ),
      ),
      title: "published",
      text: "published",
      author: "mentions",
    },
  },
  position_request: {
    section: "What is asked for of policy positions",
    theirs: null,
    columns: {
      ...none("id version_id kind revision audience audience_before asked_at"),
      asked_by: "mentions",
    },
  },
  position_document: {
    section: "Documents that belong to positions",
    theirs: null,
    columns: none("position_id document_id found_by sort is_linked"),
  },
  position_asked: {
    section: "Clusters asked for their stance",
    theirs: null,
    columns: none("version_id cluster_id left_at"),
  },
  position_stance: {
    section: "Stances of clusters",
    theirs: null,
    columns: {
      ...none("id version_id cluster_id kind role fingerprint at is_current replaced_at"),
      // A cluster's word stays provable: whoever gave it is known again by their account's hash, and by nothing else.
      account: "hashed",
      reason: "published",
    },
  },
  position_comment: {
    section: "Comments on policy positions",
    theirs: "account = ANY (subject.accounts)",
    columns: {
      ...none("id version_id cluster_id fingerprint"),
      role: "theirs",
      account: "theirs",
      text: "mentions",
      at: "theirs",
    },
  },
};
