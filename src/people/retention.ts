import { z } from "zod";

const wholeDays = "must be a whole number of days, from 1 to 3650, without quotation marks";

function days(standard: number, meaning: string) {
  return z
    .number({ error: wholeDays })
    .int({ error: wholeDays })
    .min(1, { error: wholeDays })
    .max(3650, { error: wholeDays })
    .default(standard)
    .describe(meaning);
}

/**
 * How many days each kind of record is kept. The descriptions are rows of the tables in docs/settings.md and
 * docs/privacy.md; a test compares them.
 */
export const RetentionSettings = z.strictObject({
  questions: days(30, "requests and their replies, after they were answered"),
  audit: days(730, "lines of the audit trail"),
  drafts: days(1, "documents and events that were handed in and not published"),
  attempts: days(1, "notes that somebody entered a wrong code"),
  codes: days(1, "codes, links to sign in and sessions, after they were used or ended"),
  reminders: days(7, "reminders somebody asked for, after the event began"),
  notices: days(30, "messages to people who did not ask, after they were sent"),
  persons: days(30, "people without a role, a second account or a session, after they became known"),
  workspaces: days(90, "what was set up in a workspace, after the bot was removed from it"),
});
export type RetentionSettings = z.infer<typeof RetentionSettings>;
