import type { PoolClient } from "pg";
import type { Whom } from "../../people/personal-data.port.ts";
import { createMentions, type Mentions, type Named } from "./mentions.ts";
import { type Column, existingTables, quoted } from "./our-tables.ts";
import { personalTables } from "./personal-columns.ts";
import type { Holding, PersonalTable } from "./personal-table.ts";

/** One person, as the records know them at this moment. */
export interface Subject extends Named {
  /** Delivery key of a request of theirs that is passed over; null for none. */
  readonly kept: string | null;
  readonly mentions: Mentions;
}

export interface OwnTable extends PersonalTable {
  readonly name: string;
}

type Queries = Pick<PoolClient, "query">;

/** Accounts, id and names of whom it is; an account nothing is known of stands for itself. Locks the person's row. */
export async function findSubject(client: Queries, whom: Whom, kept: string | null): Promise<Subject> {
  const given = "account" in whom ? whom.account : null;
  const found = await client.query<{ id: string }>(
    `SELECT id FROM person WHERE id = $1::uuid OR id = (SELECT person_id FROM platform_account WHERE reference = $2)
     FOR UPDATE`,
    ["person" in whom ? whom.person : null, given],
  );
  const people = found.rows.map(({ id }) => id);
  const known = await client.query<{ reference: string }>(
    "SELECT reference FROM platform_account WHERE person_id = ANY ($1::uuid[]) ORDER BY reference",
    [people],
  );
  const accounts = [
    ...new Set([...(given === null ? [] : [given]), ...known.rows.map((row) => row.reference)]),
  ];
  // The id of somebody who is no row any more may still stand in what was changed.
  const present = "person" in whom && people.length === 0 ? [whom.person] : people;
  const named = { accounts, people: await withMerged(client, present) };
  const names = await namesOf(client, {
    ...named,
    names: [],
    kept,
    mentions: createMentions({ ...named, names: [] }),
  });
  return { ...named, names, kept, mentions: createMentions({ ...named, names }) };
}

/** These persons and those that became one with them when accounts were linked, as the audit trail tells. */
async function withMerged(client: Queries, people: readonly string[]): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    `WITH RECURSIVE same(id) AS (
       SELECT unnest($1::text[])
       UNION
       SELECT merged->>'person' FROM same JOIN audit_entry ON action = 'accounts-linked' AND subject = 'person:' || same.id
       CROSS JOIN LATERAL jsonb_array_elements(
         CASE WHEN jsonb_typeof(before->'persons') = 'array' THEN before->'persons' ELSE '[]' END) AS merged
     ) SELECT id FROM same WHERE id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'`,
    [people],
  );
  return rows.map(({ id }) => id);
}

/** Runs a statement about the rows that are the subject's: `statement` is told the table, quoted, and the condition. */
export async function queryTheirs<Row extends object>(
  client: Queries,
  { name, theirs }: OwnTable,
  { subject, statement }: { subject: Subject; statement: (table: string, theirs: string) => string },
): Promise<readonly Row[]> {
  const { rows } = await client.query<Row>(
    `WITH subject AS (SELECT $1::text[] AS accounts, $2::uuid[] AS people, $3::text AS kept)
     ${statement(quoted(name), theirs ?? "false")}`,
    [subject.accounts, subject.people, subject.kept],
  );
  return [...rows];
}

/** The tables that are there, of those that personal-columns.ts describes. */
export async function ownTables(client: PoolClient): Promise<readonly OwnTable[]> {
  const names = await existingTables(client, Object.keys(personalTables));
  return names.flatMap((name) => {
    const table = personalTables[name];
    return table === undefined ? [] : [{ name, ...table }];
  });
}

export function holds(table: PersonalTable, ...holdings: readonly Holding[]): boolean {
  return columnsHolding(table, ...holdings).length > 0;
}

export function columnsHolding(table: PersonalTable, ...holdings: readonly Holding[]): readonly string[] {
  return Object.entries(table.columns).flatMap(([column, holding]) =>
    holdings.includes(holding) ? [column] : [],
  );
}

/** A row that names the subject: where it is, as one text, as JSON, and the columns asked for as texts. */
export interface MentioningRow {
  readonly place: string;
  readonly whole: string;
  readonly line: Readonly<Record<string, unknown>>;
  readonly values: readonly (string | null)[];
}

interface Wanted {
  readonly name: string;
  readonly columns: readonly string[];
  /** Held until the transaction ends, so that they can be rewritten. */
  readonly isLocked?: boolean;
}

/** Rows of a table, in whatever column, that name the subject; the row of the kept request is passed over. */
export async function mentioningRows(
  client: Queries,
  table: Wanted,
  subject: Subject,
): Promise<readonly MentioningRow[]> {
  const values = table.columns.map((column) => `subject_row.${quoted(column)}::text`).join(", ");
  const kept =
    table.name === "question" ? "delivery_key IS DISTINCT FROM $2" : "$2::text IS NOT DISTINCT FROM $2";
  const { rows } = await client.query<MentioningRow>(
    `SELECT ctid::text AS place, subject_row::text AS whole, to_jsonb(subject_row) AS line, ARRAY[${values}]::text[] AS values
     FROM ${quoted(table.name)} AS subject_row
     WHERE ${kept} AND EXISTS (SELECT FROM unnest($1::text[]) AS needle WHERE strpos(subject_row::text, needle) > 0)
     ${table.isLocked === true ? "FOR UPDATE" : ""}`,
    [subject.mentions.needles, subject.kept],
  );
  return rows.filter(({ whole }) => subject.mentions.isIn(whole));
}

/** Writes other values into the rows found before, in the transaction in which they were found. */
export async function rewriteRows(
  client: Queries,
  table: { readonly name: string; readonly columns: readonly Column[] },
  rows: readonly Pick<MentioningRow, "place" | "values">[],
): Promise<void> {
  const { columns } = table;
  const set = columns.map(({ name, type }, index) => `${quoted(name)} = written.value_${index}::${type}`);
  const names = columns.map((_column, index) => `value_${index}`);
  const arrays = columns.map((_column, index) => `$${index + 2}::text[]`);
  await client.query(
    `UPDATE ${quoted(table.name)} AS target SET ${set.join(", ")}
     FROM unnest($1::text[], ${arrays.join(", ")}) AS written(place, ${names.join(", ")})
     WHERE target.ctid = written.place::tid`,
    [
      rows.map(({ place }) => place),
      ...columns.map((_column, index) => rows.map(({ values }) => values[index])),
    ],
  );
}

/** Names under which platforms showed them: of their accounts, codes and requests. */
async function namesOf(client: Queries, subject: Subject): Promise<readonly string[]> {
  const sources = [
    ["platform_account", "name"],
    ["link_code", "name"],
    ["question", "request->'asker'->>'name'"],
  ] as const;
  const names: string[] = [];
  for (const [name, column] of sources) {
    const table = personalTables[name];
    if (table === undefined) continue;
    // The kept request's name counts too.
    const rows = await queryTheirs<{ name: string | null }>(
      client,
      { name, ...table },
      {
        subject: { ...subject, kept: null },
        statement: (quotedName, theirs) =>
          `SELECT DISTINCT ${column} AS name FROM ${quotedName}, subject WHERE ${theirs}`,
      },
    );
    names.push(...rows.flatMap((row) => row.name ?? []));
  }
  return [...new Set(names.filter((name) => name !== ""))];
}
