import type { PoolClient } from "pg";
import type { Word } from "../../commands/announcing/announcement-word-store.port.ts";

/** The same word once more: whoever is just working on it has to look again. */
export const wordAgain = `ON CONFLICT (kind, about, part) DO UPDATE SET revision = announcement_word.revision + 1`;

/**
 * Writes down what is to be told, in the transaction of the change that causes it; last in it, and always in the same
 * order, so that no two wait for each other.
 */
export async function writeWords(client: Pick<PoolClient, "query">, words: readonly Word[]): Promise<void> {
  if (words.length === 0) return;
  await client.query(
    `INSERT INTO announcement_word (kind, about, part)
     SELECT DISTINCT kind, about, part FROM jsonb_to_recordset($1::jsonb) AS word (kind text, about uuid, part text)
     ORDER BY 1, 2, 3 ${wordAgain}`,
    [JSON.stringify(words)],
  );
}

/** The author's message about a run is to say how it stands now. */
export function statusWord(run: string): Word {
  return { kind: "status", about: run, part: "" };
}

/** Of the stop of that moment: that it began, and that it is over. */
export function stoppedWord(at: Date): Word {
  return { kind: "stopped", about: "00000000-0000-0000-0000-000000000000", part: at.toISOString() };
}

export function heldBackWords(run: string): readonly Word[] {
  return [statusWord(run), { kind: "held-back", about: run, part: "" }];
}

export function lateWords(run: string): readonly Word[] {
  return [statusWord(run), { kind: "late", about: run, part: "" }];
}
