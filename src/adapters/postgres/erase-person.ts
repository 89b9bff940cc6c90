import type { PoolClient } from "pg";
import type { ErasedRows, Erasure, ErasureOrder, ErasureReport } from "../../people/personal-data.port.ts";
import { holdLastAdministrator } from "./administrators.ts";
import { insertAudit } from "./audit-trail.ts";
import { deleteJobs, jobsNaming, jobTablesNaming } from "./job-payloads.ts";
import { guestRolesOf, keepGuests } from "./kept-guests.ts";
import { columnsOf } from "./our-tables.ts";
import { lockPeople } from "./people-lock.ts";
import {
  columnsHolding,
  findSubject,
  holds,
  mentioningRows,
  type OwnTable,
  ownTables,
  queryTheirs,
  rewriteRows,
  type Subject,
} from "./personal-rows.ts";

/** Erases a person within the caller's transaction; see people/personal-data.port.ts. */
export async function erasePerson(client: PoolClient, order: ErasureOrder): Promise<Erasure> {
  await lockPeople(client);
  const subject = await findSubject(client, order.whom, order.keptDelivery);
  if (await holdLastAdministrator(client, subject.people)) return { kind: "last-administrator" };
  const tables = await ownTables(client);
  const guestRoles = await guestRolesOf(client, subject.people);
  const done: ErasedRows[] = [];
  for (const table of tables) {
    const deleted = table.theirs === null ? 0 : await deleteTheirs(client, table, subject);
    done.push({ table: table.name, section: table.section, deleted, replaced: 0 });
  }
  // What is kept by a hash already is erased by the person's id, for good.
  await keepGuests(client, subject.accounts.filter(isInClear), guestRoles);
  // Only now: what is deleted needs no replacing.
  for (const [index, table] of tables.entries()) {
    const entry = done[index];
    const replaced = await replaceMentions(client, table, subject);
    if (entry !== undefined) done[index] = { ...entry, replaced };
  }
  done.push(...(await eraseJobs(client, subject)));
  const changed = done.filter(({ deleted, replaced }) => deleted + replaced > 0);
  if (changed.length === 0) return { kind: "nothing-kept" };
  const report: ErasureReport = { done: changed, ...(await verify(client, tables, subject)) };
  await insertAudit(client, erasureLine(order, report));
  return { kind: "erased", report, accounts: subject.accounts };
}

function isInClear(account: string): boolean {
  return !account.startsWith("sha256:");
}

async function deleteTheirs(client: PoolClient, table: OwnTable, subject: Subject): Promise<number> {
  const deleted = await queryTheirs(client, table, {
    subject,
    statement: (name, theirs) =>
      `DELETE FROM ${name} USING subject WHERE (${theirs}) AND NOT (${table.leftHashed ?? "false"}) RETURNING 1 AS gone`,
  });
  return deleted.length;
}

/** How many rows that are not theirs named them. */
async function replaceMentions(client: PoolClient, table: OwnTable, subject: Subject): Promise<number> {
  const wanted = columnsHolding(table, "mentions", "hashed");
  if (wanted.length === 0) return 0;
  const columns = (await columnsOf(client, table.name)).filter(({ name }) => wanted.includes(name));
  const names = columns.map(({ name }) => name);
  const found = await mentioningRows(client, { name: table.name, columns: names, isLocked: true }, subject);
  const rewritten = found.map(({ place, whole, values }) => ({
    place,
    values: columns.map(({ name, type }, index) => {
      const value = values[index] ?? null;
      if (value === null) return null;
      if (table.columns[name] === "hashed") return subject.mentions.hashed(value);
      // JSON is gone through value by value, so that it stays JSON.
      if (type === "jsonb") return JSON.stringify(subject.mentions.without(JSON.parse(value), whole));
      return String(subject.mentions.without(value, whole));
    }),
  }));
  if (rewritten.length > 0) await rewriteRows(client, { name: table.name, columns }, rewritten);
  return rewritten.length;
}

async function eraseJobs(client: PoolClient, subject: Subject): Promise<readonly ErasedRows[]> {
  const naming = await jobsNaming(client, subject);
  await deleteJobs(client, naming);
  return naming.map(({ table, ids }) => ({
    table: `pgboss.${table}`,
    section: "Background work",
    deleted: ids.length,
    replaced: 0,
  }));
}

/** Looks for what names them in every column of every table, whatever personal-columns.ts says of it. */
async function verify(
  client: PoolClient,
  tables: readonly OwnTable[],
  subject: Subject,
): Promise<Pick<ErasureReport, "leftovers" | "published">> {
  const found: { readonly table: string; readonly rows: number; readonly isPublished: boolean }[] = [];
  for (const table of tables) {
    if (table.isIndex === true) continue;
    const rows = await mentioningRows(client, { name: table.name, columns: [] }, subject);
    const isPublished = holds(table, "published");
    if (rows.length > 0) found.push({ table: table.name, rows: rows.length, isPublished });
  }
  const jobs = await jobTablesNaming(client, subject);
  const counts = (isPublished: boolean) =>
    found.filter((one) => one.isPublished === isPublished).map(({ table, rows }) => ({ table, rows }));
  return { leftovers: [...counts(false), ...jobs], published: counts(true) };
}

/** What happened, and nothing of whom. */
function erasureLine({ by }: ErasureOrder, { done, leftovers }: ErasureReport) {
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  return {
    ...by,
    action: "person-erased",
    subject: "person:erased",
    cluster: null,
    before: null,
    after: {
      deleted: sum(done.map(({ deleted }) => deleted)),
      replaced: sum(done.map(({ replaced }) => replaced)),
      left: sum(leftovers.map(({ rows }) => rows)),
    },
  };
}
