import type { Pool } from "pg";
import { personalTables } from "../../src/adapters/postgres/personal-columns.ts";
import { emptyTables } from "./empty-tables.ts";

interface Table {
  readonly schema: string;
  readonly name: string;
}

/** Takes everything out of our tables, and the jobs, so that the next test finds them empty. */
export async function emptyDatabase(pool: Pick<Pool, "query">): Promise<void> {
  const tables = Object.keys(personalTables).filter((name) => name !== "passage_embedding");
  await emptyTables(pool, tables.join(", "));
  const jobs = await pool.query<{ found: boolean }>("SELECT to_regclass('pgboss.job') IS NOT NULL AS found");
  if (jobs.rows[0]?.found === true) await pool.query("DELETE FROM pgboss.job");
}

/**
 * Every value in every table, ours and those of background work, as text: what a thief of the database would read. Bytes
 * are in hexadecimal behind `\x`.
 */
export async function databaseDump(pool: Pick<Pool, "query">): Promise<string> {
  const tables = await pool.query<Table>(
    `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'
     ORDER BY table_schema, table_name`,
  );
  const parts: string[] = [];
  for (const { schema, name } of tables.rows) {
    const { rows } = await pool.query<{ line: string }>(
      `SELECT string_agg(each.key || ' ' || each.value, E'\\n') AS line
       FROM "${schema}"."${name}" AS row, jsonb_each_text(to_jsonb(row)) AS each GROUP BY row.ctid, row.tableoid`,
    );
    parts.push(...rows.map(({ line }) => `${schema}.${name}\n${line}`));
  }
  return parts.join("\n");
}
