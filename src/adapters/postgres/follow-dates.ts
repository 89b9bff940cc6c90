import type { PoolClient } from "pg";

/** A single event that is moved is another date to the records: what was asked of it goes along. Of several asks one does. */
const follow = `
WITH chosen AS (
  SELECT DISTINCT ON (reminder.reference, reminder.event_id) reminder.id, dated.original
  FROM reminder JOIN event ON event.id = reminder.event_id AND NOT event.is_series
  JOIN event_occurrence AS dated ON dated.event_id = event.id
  WHERE reminder.event_id = ANY ($1::uuid[])
  ORDER BY reminder.reference, reminder.event_id, (reminder.original = dated.original) DESC, reminder.asked_at DESC)
UPDATE reminder SET original = chosen.original FROM chosen
WHERE reminder.id = chosen.id AND reminder.original <> chosen.original`;

const lookAgain = "UPDATE reminder SET due_at = $2 WHERE event_id = ANY ($1::uuid[]) AND finished_at IS NULL";

/** Has the reminders of events that were just changed looked at again; in the transaction that changes them. */
export async function followDates(client: PoolClient, eventIds: readonly string[], at: Date): Promise<void> {
  await client.query(follow, [eventIds]);
  await client.query(lookAgain, [eventIds, at]);
}
