import type { PoolClient } from "pg";
import { quoted } from "./our-tables.ts";
import type { Subject } from "./personal-rows.ts";

/** Where pg-boss keeps its tables; they are made when background work first starts. */
const schema = "pgboss";

/**
 * pg-boss's columns that hold what it was given: what jobs are asked for and came to, schedules, warnings. Jobs and
 * warnings that name a person are deleted whole. The test that compares columns with the database reads this too.
 */
export const payloadColumns: Readonly<Record<string, readonly string[]>> = {
  bam: [],
  instance: ["config", "metrics", "workers"],
  job: ["data", "output", "source_output", "trace_context"],
  schedule: ["data", "options"],
  warning: ["data"],
};

/** What names the subject in pg-boss's tables, as whole rows. */
export interface NamingJobs {
  readonly table: string;
  readonly ids: readonly string[];
  readonly rows: readonly unknown[];
}

/** Jobs and warnings that name the subject; none where there has been no background work yet. */
export async function jobsNaming(client: PoolClient, subject: Subject): Promise<readonly NamingJobs[]> {
  const naming: NamingJobs[] = [];
  for (const table of ["job", "warning"]) {
    const there = await client.query<{ found: boolean }>("SELECT to_regclass($1) IS NOT NULL AS found", [
      `${schema}.${table}`,
    ]);
    if (there.rows[0]?.found !== true) continue;
    const { rows } = await client.query<{ id: string; whole: string; line: unknown }>(
      `SELECT id::text AS id, entry::text AS whole, to_jsonb(entry) AS line FROM ${schema}.${quoted(table)} AS entry
       WHERE EXISTS (SELECT FROM unnest($1::text[]) AS needle WHERE strpos(entry::text, needle) > 0)`,
      [subject.mentions.needles],
    );
    const found = rows.filter(({ whole }) => subject.mentions.isIn(whole));
    naming.push({ table, ids: found.map(({ id }) => id), rows: found.map(({ line }) => line) });
  }
  return naming;
}

/** Deletes them; says of which table how many. One that runs just now ends, and finds its row gone. */
export async function deleteJobs(client: PoolClient, naming: readonly NamingJobs[]): Promise<void> {
  for (const { table, ids } of naming) {
    await client.query(`DELETE FROM ${schema}.${quoted(table)} WHERE id::text = ANY ($1::text[])`, [ids]);
  }
}

/** pg-boss's tables with rows that name the subject, whatever table it is. */
export async function jobTablesNaming(client: PoolClient, subject: Subject) {
  const { rows } = await client.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = $1 AND table_type = 'BASE TABLE' ORDER BY table_name`,
    [schema],
  );
  const found: { readonly table: string; readonly rows: number }[] = [];
  for (const { name } of rows) {
    const lines = await client.query<{ whole: string }>(
      `SELECT entry::text AS whole FROM ${schema}.${quoted(name)} AS entry
       WHERE EXISTS (SELECT FROM unnest($1::text[]) AS needle WHERE strpos(entry::text, needle) > 0)`,
      [subject.mentions.needles],
    );
    const count = lines.rows.filter(({ whole }) => subject.mentions.isIn(whole)).length;
    if (count > 0) found.push({ table: `${schema}.${name}`, rows: count });
  }
  return found;
}
