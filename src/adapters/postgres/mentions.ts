import { createHash } from "node:crypto";

/** Whom to look for: what names them in the records. */
export interface Named {
  /** `slack:<team id>/<user id>`, `discord:<user id>` (chat/reference.ts). */
  readonly accounts: readonly string[];
  /** Ids of persons. */
  readonly people: readonly string[];
  /** As platforms show them. */
  readonly names: readonly string[];
}

/** What names one person in a row, found and taken out. */
export interface Mentions {
  /** Texts of which at least one stands in every row that names them; for a search in SQL. */
  readonly needles: readonly string[];
  /** Whether a row, written as text, names them. */
  isIn(row: string): boolean;
  /** The text, with the account's SHA-256 in place of each of their accounts. */
  hashed(text: string): string;
  /** The value with “erased” in place of what names them; `row` is the whole row as text, for what counts there. */
  without(value: unknown, row: string): unknown;
}

/** What takes the place of whatever named somebody. */
const erasedWord = "erased";

/** Keys under which people's names stand in requests, replies and audit lines; elsewhere a name may be a mere word. */
const textKeys: ReadonlySet<string> = new Set(["name", "text", "summary", "label", "title"]);
/** A shorter name would be taken out of words that are none. */
const shortestName = 3;

export function createMentions({ accounts, people, names }: Named): Mentions {
  const always = anyOf([...accounts, ...people, ...accounts.flatMap(ownId)]);
  const inTheirTeam = accounts.flatMap(slackParts);
  const nameInText = anyWordOf(names.filter((name) => name.length >= shortestName));

  // Slack's user ids are certain only beside their team's.
  const patternsFor = (row: string): readonly RegExp[] => {
    const local = inTheirTeam.filter(({ team }) => anyOf([team]).test(row));
    return [always, anyOf(local.map(({ user }) => user))];
  };
  const replaceNames = (text: string): string =>
    names.includes(text) ? erasedWord : text.replaceAll(nameInText, erasedWord);
  const strip = (value: unknown, patterns: readonly RegExp[], key: string): unknown => {
    if (typeof value === "string") {
      const stripped = patterns.reduce((text, pattern) => text.replaceAll(pattern, erasedWord), value);
      return textKeys.has(key) ? replaceNames(stripped) : stripped;
    }
    if (Array.isArray(value)) return value.map((item: unknown) => strip(item, patterns, key));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        String(strip(name, patterns, "")),
        strip(item, patterns, name),
      ]),
    );
  };

  return {
    needles: [...new Set([...accounts, ...people, ...accounts.flatMap(bareIds)])],
    isIn: (row) => patternsFor(row).some((pattern) => row.search(pattern) >= 0),
    hashed: (text) => text.replaceAll(anyOf(accounts), accountHash),
    without: (value, row) => strip(value, patternsFor(row), ""),
  };
}

/** How an erased account is written where it has to be known again. */
export function accountHash(account: string): string {
  return `sha256:${createHash("sha256").update(account).digest("hex")}`;
}

/** The same in SQL, of a column that holds an account. */
export function accountHashed(column: string): string {
  return `'sha256:' || encode(sha256(convert_to(${column}, 'UTF8')), 'hex')`;
}

/** Discord's user ids are nobody else's anywhere; a shorter number is none of Discord's, and may count something. */
function ownId(account: string): readonly string[] {
  return /^discord:(\d{15,})$/.exec(account)?.slice(1) ?? [];
}

function slackParts(account: string): readonly { readonly team: string; readonly user: string }[] {
  const [, team, user] = /^slack:([^/]+)\/(.+)$/.exec(account) ?? [];
  return team === undefined || user === undefined ? [] : [{ team, user }];
}

function bareIds(account: string): readonly string[] {
  return [...ownId(account), ...slackParts(account).map(({ user }) => user)];
}

/** Finds the ids as whole words; a user id that follows another team's is another person's. */
function anyOf(ids: readonly string[]): RegExp {
  const longestFirst = ids.toSorted((left, right) => right.length - left.length).map(literally);
  return new RegExp(
    `(?<![A-Za-z0-9])(?<!slack:[TE][A-Z0-9]+/)(?:${longestFirst.join("|") || "(?!)"})(?![A-Za-z0-9])`,
    "g",
  );
}

function anyWordOf(words: readonly string[]): RegExp {
  const longestFirst = words.toSorted((left, right) => right.length - left.length).map(literally);
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join("|") || "(?!)"})(?![\\p{L}\\p{N}])`, "gu");
}

/** A text as a pattern that finds just that. */
function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
