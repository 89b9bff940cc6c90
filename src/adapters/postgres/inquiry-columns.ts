import { none, type PersonalTable } from "./personal-table.ts";

/** What is asked from outside, and what of it may hold something of a person: personal-columns.ts. */
export const tablesOfInquiries: Readonly<Record<string, PersonalTable>> = {
  inquiry: {
    section: "Consultations and calls for evidence",
    theirs: null,
    columns: {
      ...none(
        "id number owner_id link opens_on closes_at closes_zone closes_instant audience audience_clusters is_sample withdrawn_at imported revision created_at",
      ),
      title: "published",
      title_key: "published",
      asker: "published",
    },
  },
  inquiry_position: {
    section: "Positions that bear on consultations",
    theirs: null,
    columns: none("inquiry_id position_id"),
  },
  inquiry_answer: {
    section: "What clusters answer to consultations",
    theirs: null,
    columns: {
      ...none("inquiry_id cluster_id kind link role at"),
      account: "mentions",
    },
  },
};
