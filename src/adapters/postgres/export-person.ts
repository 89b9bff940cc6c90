import type { PoolClient } from "pg";
import type { PersonExport, Whom } from "../../people/personal-data.port.ts";
import { jobsNaming } from "./job-payloads.ts";
import { guestRolesOf } from "./kept-guests.ts";
import { accountHash } from "./mentions.ts";
import {
  columnsHolding,
  findSubject,
  holds,
  mentioningRows,
  type OwnTable,
  ownTables,
  queryTheirs,
  type Subject,
} from "./personal-rows.ts";

/** Everything kept about a person, within the caller's transaction; see people/personal-data.port.ts. */
export async function exportPerson(client: PoolClient, whom: Whom): Promise<PersonExport | null> {
  const subject = await findSubject(client, whom, null);
  const sections: PersonExport["sections"][number][] = [];
  let requestsOfOthers = 0;
  for (const table of await ownTables(client)) {
    const { name, section } = table;
    const own = table.theirs === null ? [] : await rowsOf(client, table, subject);
    const isNaming = holds(table, "mentions") || (table.theirs === null && holds(table, "hashed"));
    const naming = isNaming ? await namingRows(client, table, subject) : [];
    if (table.theirs === null) sections.push({ section, table: name, rows: naming });
    else sections.push({ section, table: name, rows: own });
    if (table.theirs !== null && naming.length > 0) requestsOfOthers += naming.length - own.length;
  }
  for (const { table, rows } of await jobsNaming(client, subject))
    sections.push({ section: "Background work", table: `pgboss.${table}`, rows });
  sections.push(await guestsKept(client, subject));
  const kept = sections.filter(({ rows }) => rows.length > 0);
  if (kept.length === 0 && requestsOfOthers === 0) return null;
  return {
    person: subject.people[0] ?? null,
    accounts: subject.accounts,
    sections: kept,
    requestsOfOthers,
  };
}

/** What an earlier erasure left of their accounts. */
async function guestsKept(
  client: PoolClient,
  { accounts }: Subject,
): Promise<PersonExport["sections"][number]> {
  const { rows } = await client.query<{ person_id: string }>(
    "SELECT person_id FROM platform_account WHERE reference = ANY ($1::text[])",
    [accounts.map(accountHash)],
  );
  const guestRoles = await guestRolesOf(
    client,
    rows.map((row) => row.person_id),
  );
  return {
    section: "That an account is a guest's, kept after it was erased",
    table: "role_grant",
    rows: guestRoles,
  };
}

async function rowsOf(client: PoolClient, table: OwnTable, subject: Subject): Promise<readonly unknown[]> {
  const rows = await queryTheirs<{ line: Record<string, unknown> }>(client, table, {
    subject,
    statement: (name, theirs) => `SELECT to_jsonb(${name}) AS line FROM ${name}, subject WHERE ${theirs}`,
  });
  return rows.map(({ line }) => withoutSecrets(line, table));
}

/** Rows that are nobody's alone and name them. */
async function namingRows(
  client: PoolClient,
  table: OwnTable,
  subject: Subject,
): Promise<readonly unknown[]> {
  const found = await mentioningRows(client, { name: table.name, columns: [] }, subject);
  return found.map(({ line }) => withoutSecrets(line, table));
}

function withoutSecrets(row: Readonly<Record<string, unknown>>, table: OwnTable): unknown {
  const secrets = columnsHolding(table, "secret");
  return Object.fromEntries(Object.entries(row).filter(([column]) => !secrets.includes(column)));
}
