/**
 * What a column may hold of a person, and what becomes of it when they are erased.
 *
 * - `none`: nothing of a person.
 * - `theirs`: something of the person whose row it is; it goes with the row.
 * - `secret`: as `theirs`, and left out of an export: it opens something, or is the hash of what does.
 * - `mentions`: may name people in a row that is not theirs (text or JSON): what names the erased one there is
 *   replaced by the word “erased”.
 * - `hashed`: may hold an account that has to be known again: replaced by its SHA-256.
 * - `published`: a cluster's own publication, imported or handed in for others to read. Whoever is named in it was named
 *   by the cluster; it is not data the bot has of its users, and only the cluster can change it.
 */
export type Holding = "none" | "theirs" | "secret" | "mentions" | "hashed" | "published";

export interface PersonalTable {
  /** Heading in an export. */
  readonly section: string;
  /**
   * SQL condition: which rows are a person's. `subject` has their `accounts` (text[]), the ids `people` (uuid[]), and
   * `kept`, the delivery key of the request that asks for it, whose row goes once its reply is sent. Null: no row is
   * anybody's.
   */
  readonly theirs: string | null;
  /** SQL condition: which of their rows an erasure leaves, with the account's SHA-256 in its place. */
  readonly leftHashed?: string;
  /** An index made of other tables' words, of no use to search. */
  readonly isIndex?: boolean;
  readonly columns: Readonly<Record<string, Holding>>;
}

/** Columns that hold nothing of a person, by their names with spaces between. */
export function none(names: string): Readonly<Record<string, Holding>> {
  return Object.fromEntries(names.split(" ").map((name) => [name, "none" as const]));
}
