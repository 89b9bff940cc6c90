import { tablesOfAnnouncements } from "./announcement-columns.ts";
import { tablesOfClusters } from "./cluster-columns.ts";
import { countingAttempts } from "./failed-attempts.ts";
import { tablesOfInquiries } from "./inquiry-columns.ts";
import type { PersonalTable } from "./personal-table.ts";
import { tablesOfPositions } from "./position-columns.ts";

/** The account of whoever asked, as chat/reference.ts writes it. */
const asker = `CASE request->>'platform'
  WHEN 'slack' THEN 'slack:' || (request->>'workspace') || '/' || (request->'asker'->>'id')
  WHEN 'discord' THEN 'discord:' || (request->'asker'->>'id')
  WHEN 'web' THEN request->'asker'->>'id' END`;

/**
 * Every column of every table, in the order in which rows are deleted: what hangs on a person before the person.
 * tests/adapters/postgres/personal-columns.test.ts compares it with the database: a column that a migration adds is
 * one line here.
 */
export const personalTables: Readonly<Record<string, PersonalTable>> = {
  question: {
    section: "Requests and the replies to them",
    theirs: `${asker} = ANY (subject.accounts) AND delivery_key IS DISTINCT FROM subject.kept`,
    columns: {
      id: "none",
      delivery_key: "theirs",
      platform: "none",
      request: "mentions",
      reply_address: "secret",
      state: "none",
      reply: "mentions",
      attempts: "none",
      runner: "none",
      lease_until: "none",
      remote_id: "theirs",
      received_at: "theirs",
      sending_since: "none",
      finished_at: "none",
      cited_documents: "none",
    },
  },
  link_code: {
    section: "Codes made to link accounts",
    theirs: "reference = ANY (subject.accounts)",
    columns: {
      code_hash: "secret",
      purpose: "none",
      reference: "theirs",
      name: "theirs",
      claimed_by: "mentions",
      expires_at: "none",
      used_at: "theirs",
    },
  },
  failed_attempt: {
    section: "Codes and links that were wrong",
    theirs: "reference = ANY (subject.accounts)",
    // Else whoever guesses codes would have themselves forgotten after every fifth.
    leftHashed: countingAttempts,
    columns: { id: "none", reference: "hashed", at: "theirs" },
  },
  web_login: {
    section: "Links to sign in on the web page",
    theirs: "person_id = ANY (subject.people) OR reference = ANY (subject.accounts)",
    columns: {
      token_hash: "secret",
      person_id: "theirs",
      reference: "theirs",
      workspace_id: "theirs",
      standing: "theirs",
      groups: "theirs",
      expires_at: "none",
      used_at: "theirs",
    },
  },
  web_session: {
    section: "Sessions on the web page",
    theirs: "person_id = ANY (subject.people) OR reference = ANY (subject.accounts)",
    columns: {
      session_hash: "secret",
      person_id: "theirs",
      reference: "theirs",
      workspace_id: "theirs",
      standing: "theirs",
      groups: "theirs",
      created_at: "theirs",
      expires_at: "none",
    },
  },
  document_draft: {
    section: "Documents and events handed in and not published",
    theirs: "reference = ANY (subject.accounts)",
    columns: {
      id: "none",
      cluster_id: "none",
      reference: "theirs",
      source_key: "theirs",
      attachment: "theirs",
      prepared: "theirs",
      created_at: "theirs",
      expires_at: "none",
    },
  },
  reminder: {
    section: "Reminders they asked for",
    theirs: "reference = ANY (subject.accounts)",
    columns: {
      id: "none",
      reference: "theirs",
      workspace: "theirs",
      event_id: "theirs",
      original: "theirs",
      known: "theirs",
      is_off: "none",
      stage: "theirs",
      due_at: "none",
      sending: "theirs",
      attempted_at: "none",
      runner: "none",
      lease_until: "none",
      last_outcome: "theirs",
      asked_at: "theirs",
      finished_at: "none",
    },
  },
  notice: {
    section: "Messages to them that nobody asked for",
    theirs: "reference = ANY (subject.accounts)",
    columns: {
      key: "none",
      reference: "theirs",
      reply: "mentions",
      due_at: "none",
      sending: "mentions",
      attempted_at: "none",
      runner: "none",
      lease_until: "none",
      remote_id: "theirs",
      shown_at: "theirs",
      outcome: "theirs",
      written_at: "theirs",
      finished_at: "none",
    },
  },
  role_grant: {
    section: "Roles given by name",
    theirs: "person_id = ANY (subject.people)",
    columns: {
      id: "none",
      role: "theirs",
      cluster_id: "theirs",
      person_id: "theirs",
      workspace_id: "none",
      group_id: "none",
      expires_at: "theirs",
      granted_at: "theirs",
      // Known again by its hash: whoever gave a role vouches for nobody but others, also after they were erased.
      given_by: "hashed",
    },
  },
  once_linked: {
    section: "Accounts that were one person's once",
    // With the last account of a human what is left of their others goes too.
    theirs: `human IN (SELECT own.human FROM once_linked AS own WHERE own.reference = ANY (subject.accounts))
      AND (reference = ANY (subject.accounts) OR reference LIKE 'sha256:%')`,
    // Else whoever unlinked an account would become two people by having one of them forgotten.
    leftHashed: `EXISTS (SELECT FROM once_linked AS other WHERE other.human = once_linked.human
      AND other.reference <> ALL (subject.accounts) AND other.reference NOT LIKE 'sha256:%')`,
    columns: { reference: "hashed", human: "theirs" },
  },
  platform_account: {
    section: "Accounts",
    // Of guests who were erased it holds the SHA-256 of the account: kept-guests.ts.
    theirs: "person_id = ANY (subject.people) OR reference = ANY (subject.accounts)",
    columns: { reference: "theirs", person_id: "theirs", name: "theirs", added_at: "theirs" },
  },
  person: {
    section: "The person",
    theirs: "id = ANY (subject.people)",
    columns: { id: "theirs", created_at: "theirs" },
  },
  audit_entry: {
    section: "Changes they made, or that were made to what is theirs",
    theirs: null,
    columns: {
      id: "none",
      at: "none",
      actor: "mentions",
      action: "none",
      subject: "mentions",
      cluster_id: "none",
      place: "none",
      before: "mentions",
      after: "mentions",
    },
  },
  installation_fact: {
    section: "Taken over from the settings file",
    theirs: null,
    // `settings-file administrator:<account>`: without it the next start would make them administrator again.
    // Of the all-stop the value says who stopped.
    columns: { key: "hashed", value: "mentions", created_at: "none" },
  },
  ...tablesOfAnnouncements,
  ...tablesOfClusters,
  ...tablesOfPositions,
  ...tablesOfInquiries,
};
