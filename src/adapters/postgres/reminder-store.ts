import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import type {
  Added,
  ClaimedReminder,
  DateFound,
  ReminderOutcome,
  ReminderStore,
  SendingReminder,
} from "../../commands/reminding/reminder-store.port.ts";
import { eventAudience, type FoundRow, foundColumns, toFoundEvent } from "./event-search.ts";
import { translatingErrors } from "./translate-error.ts";

/** How long a process may be silent before another takes its reminders over. */
const leaseSeconds = 60;
/** Reminders an account may have at a time. */
const openAtMost = 50;

/** A date without one is of an event that no longer has it. */
interface DateRow extends Omit<FoundRow, "occurrence_id"> {
  readonly occurrence_id: string | null;
  readonly original: string | null;
}

/** Every statement that shows something of an event has its audience condition in it: $1 and $2 are the readers. */
const shownDates = (join: string, condition: string): string => `
SELECT occurrence.original, ${foundColumns}
FROM event JOIN cluster ON cluster.id = event.cluster_id ${join}
WHERE event.withdrawn_at IS NULL AND ${eventAudience} AND ${condition}`;

const dateById = shownDates(
  "JOIN event_occurrence AS occurrence ON occurrence.event_id = event.id",
  "occurrence.id = $3",
);
const dateOf = shownDates(
  "LEFT JOIN event_occurrence AS occurrence ON occurrence.event_id = event.id AND occurrence.original = $4",
  "event.id = $3",
);
const ofAccount = `SELECT reminder.id, reminder.last_outcome, shown.* FROM (${shownDates(
  "JOIN event_occurrence AS occurrence ON occurrence.event_id = event.id",
  "event.id IN (SELECT event_id FROM reminder WHERE reference = $3)",
)}) AS shown
JOIN reminder ON reminder.event_id = shown.event_id AND reminder.original = shown.original
WHERE reminder.reference = $3 AND reminder.finished_at IS NULL
ORDER BY (SELECT starts_at FROM event_occurrence WHERE id = shown.occurrence_id), reminder.id`;

/** Asked again after it was over counts as new. */
const add = `
INSERT INTO reminder (id, reference, workspace, event_id, original, known, is_off, stage, due_at)
SELECT $1::uuid, $2, $3, $4::uuid, $5, $6::jsonb, $7, $8::reminder_stage, $9
WHERE (SELECT count(*) FROM reminder WHERE reference = $2 AND finished_at IS NULL) < ${openAtMost}
ON CONFLICT (reference, event_id, original) DO UPDATE SET id = EXCLUDED.id, workspace = EXCLUDED.workspace,
  known = EXCLUDED.known, is_off = EXCLUDED.is_off, stage = EXCLUDED.stage, due_at = EXCLUDED.due_at, sending = NULL,
  attempted_at = NULL, last_outcome = NULL, asked_at = now(), finished_at = NULL
WHERE reminder.finished_at IS NOT NULL
RETURNING id`;

/**
 * CASE hides what is asked beside the time from the planner, which without statistics (the embedded database gathers
 * none by itself) expects to find next to nothing and reads the whole table instead of the first few by their time.
 */
const claim = `
UPDATE reminder SET runner = $1, lease_until = now() + make_interval(secs => ${leaseSeconds})
WHERE id IN (
  SELECT id FROM reminder
  WHERE due_at <= $2 AND CASE WHEN split_part(reference, ':', 1) = ANY ($3::text[])
    AND (lease_until IS NULL OR lease_until < now()) THEN TRUE ELSE FALSE END
  ORDER BY due_at LIMIT $4
  FOR UPDATE SKIP LOCKED)
RETURNING id, reference, workspace, event_id AS "eventId", original, known, is_off AS "isOff", stage,
  due_at AS "dueAt", sending, attempted_at AS since`;

/** An import that changed the date while it was worked on made it due again: that stays. */
const unlessDueAnew = (dueAt: string, claimedDue: string): string =>
  `CASE WHEN due_at IS NOT DISTINCT FROM ${claimedDue}::timestamptz THEN ${dueAt}::timestamptz ELSE due_at END`;

/** Reminders in PostgreSQL. */
export function createReminderStore(pool: Pick<Pool, "query">): ReminderStore {
  const runner = randomUUID();
  return translatingErrors<ReminderStore>({ ...asking(pool), ...delivering(pool, runner) });
}

type Delivering = Pick<ReminderStore, "claim" | "begin" | "postpone" | "settle">;

function asking(pool: Pick<Pool, "query">): Omit<ReminderStore, keyof Delivering> {
  return {
    dateById: async (occurrenceId, { memberOf, boardOf }) => {
      const { rows } = await pool.query<DateRow>(dateById, [memberOf, boardOf, occurrenceId]);
      return toDate(rows[0]);
    },
    dateOf: async ({ eventId, original }, { memberOf, boardOf }) => {
      const { rows } = await pool.query<DateRow>(dateOf, [memberOf, boardOf, eventId, original]);
      return toDate(rows[0]);
    },
    add: async ({ reference, workspace, key, known, isOff, stage, dueAt }): Promise<Added> => {
      const { eventId, original } = key;
      const values = [reference, workspace, eventId, original, JSON.stringify(known), isOff, stage, dueAt];
      const { rows: added } = await pool.query<{ id: string }>(add, [randomUUID(), ...values]);
      if (added[0] !== undefined) return { kind: "added", id: added[0].id };
      const { rows: present } = await pool.query<{ id: string }>(
        "SELECT id FROM reminder WHERE reference = $1 AND event_id = $2::uuid AND original = $3 AND finished_at IS NULL",
        [reference, eventId, original],
      );
      return present[0] === undefined ? { kind: "too-many" } : { kind: "already", id: present[0].id };
    },
    ofAccount: async (reference, { memberOf, boardOf }) => {
      const { rows } = await pool.query<ListedRow>(ofAccount, [memberOf, boardOf, reference]);
      return rows.map((row) => ({
        id: row.id,
        event: toFoundEvent(row),
        isRefused: row.last_outcome === "refused",
      }));
    },
    stop: async (reference, id) => {
      const { rowCount } = await pool.query("DELETE FROM reminder WHERE reference = $1 AND id = $2::uuid", [
        reference,
        id,
      ]);
      return rowCount === 1;
    },
  };
}

interface ListedRow extends FoundRow {
  readonly id: string;
  readonly last_outcome: ReminderOutcome | null;
}

interface ClaimedRow extends Omit<ClaimedReminder, "sending"> {
  readonly sending: SendingReminder | null;
  readonly since: Date | null;
}

function delivering(pool: Pick<Pool, "query">, runner: string): Delivering {
  return {
    claim: async ({ platforms, now, limit }) => {
      const { rows } = await pool.query<ClaimedRow>(claim, [runner, now, platforms, limit]);
      return rows.map(({ since, ...row }) => ({
        ...row,
        sending: row.sending === null || since === null ? null : { ...row.sending, since },
      }));
    },
    begin: async ({ id }, sending, since) => {
      const { rowCount } = await pool.query(
        `UPDATE reminder SET sending = $3::jsonb, attempted_at = $4,
           lease_until = now() + make_interval(secs => ${leaseSeconds})
         WHERE id = $1::uuid AND runner = $2`,
        [id, runner, JSON.stringify(sending), since],
      );
      return rowCount === 1;
    },
    postpone: async ({ id, dueAt: claimedDue }, dueAt, doubtSince) => {
      await pool.query(
        `UPDATE reminder SET due_at = ${unlessDueAnew("$4", "$3")}, attempted_at = $5,
           sending = CASE WHEN $5::timestamptz IS NULL THEN NULL ELSE sending END, runner = NULL, lease_until = NULL
         WHERE id = $1::uuid AND runner = $2`,
        [id, runner, claimedDue, dueAt, doubtSince],
      );
    },
    settle: async ({ id, dueAt: claimedDue }, { known, isOff, stage, dueAt, outcome, at }) => {
      await pool.query(
        `UPDATE reminder SET known = $4::jsonb, is_off = $5, stage = $6::reminder_stage,
           due_at = ${unlessDueAnew("$7", "$3")}, last_outcome = COALESCE($8, last_outcome),
           finished_at = CASE WHEN ${unlessDueAnew("$7", "$3")} IS NULL THEN $9::timestamptz END,
           sending = NULL, attempted_at = NULL, runner = NULL, lease_until = NULL
         WHERE id = $1::uuid AND runner = $2`,
        [id, runner, claimedDue, JSON.stringify(known), isOff, stage, dueAt, outcome, at],
      );
    },
  };
}

function toDate(row: DateRow | undefined): DateFound | null {
  if (row === undefined) return null;
  const { occurrence_id, original } = row;
  if (occurrence_id === null || original === null) {
    return { kind: "gone", event: { title: row.title, clusterName: row.cluster_name, url: row.url } };
  }
  const event = toFoundEvent({ ...row, occurrence_id });
  return { kind: "date", event, key: { eventId: event.eventId, original } };
}
