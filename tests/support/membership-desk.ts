import { readFileSync } from "node:fs";
import { readTable } from "../../src/adapters/feeds/read-table.ts";
import { createAuditTrail } from "../../src/adapters/postgres/audit-trail.ts";
import { createClusterList } from "../../src/adapters/postgres/cluster-list.ts";
import { createMembershipStore } from "../../src/adapters/postgres/membership-store.ts";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import {
  type ImportRecordsNeeds,
  importRecords,
  planRecordImport,
  type TableToImport,
} from "../../src/directory/membership/import-records.ts";
import { membershipTableKind } from "../../src/directory/membership/membership-fields.ts";
import type { RecordPlan } from "../../src/directory/membership/record-plan.ts";
import { tableMessages } from "../../src/messages/table-messages.ts";
import { onCommandLine } from "../../src/shared/doing.ts";
import { freshDatabase } from "./database.ts";

/** The clusters of the sample records, and the federation. */
const clusters = [
  ...["manchester-digital", "techwm", "leeds-digital", "software-cornwall", "sheffield-digital", "c4di"],
  ...["dynamo-north-east", "sunderland-software-city", "digital-lancashire", "tech-south-west", "techspark"],
  ...["tech4good-south-west", "scotlandis", "technology-connected", "tech-nottingham", "cambridge-wireless"],
  ...[
    "saltmere-tech",
    "thornbeck-digital",
    "catalyst",
    "norfolk-developers",
    "tech-east",
    "ukc3",
    "wired-sussex",
  ],
  ...["north", "south"],
];

type Options = Partial<Pick<TableToImport, "cluster" | "isComplete" | "today" | "label">>;

/** Imports of organisations and tiers over a real database. */
export class MembershipDesk {
  readonly database: Database;

  private constructor(database: Database) {
    this.database = database;
  }

  static async open(): Promise<MembershipDesk> {
    return new MembershipDesk(await freshDatabase());
  }

  get store() {
    return createMembershipStore(this.database.pool);
  }

  get audit() {
    return createAuditTrail(this.database.pool);
  }

  /** No record at all; the clusters are there. */
  async empty(): Promise<void> {
    await this.database.pool.query(
      "TRUNCATE record_import, record_import_row, membership, organisation, membership_tier, audit_entry RESTART IDENTITY",
    );
    await this.database.pool.query(
      `INSERT INTO cluster (id, name, region, nicknames, is_federation)
       SELECT id, initcap(replace(id, '-', ' ')), 'UK', ARRAY[]::text[], id = 'fed' FROM unnest($1::text[]) AS id
       ON CONFLICT DO NOTHING`,
      [["fed", ...clusters]],
    );
  }

  async import(content: string, options: Options = {}) {
    return importRecords(toImport(content, options), await this.needs());
  }

  async plan(content: string, options: Options = {}): Promise<RecordPlan> {
    return (await planRecordImport(toImport(content, options), await this.needs())).plan;
  }

  /** Every record there is, as rows. */
  async records(): Promise<unknown> {
    const { rows } = await this.database.pool.query(
      `SELECT (SELECT jsonb_agg(to_jsonb(one) ORDER BY id) FROM organisation AS one) AS organisations,
              (SELECT jsonb_agg(to_jsonb(one) ORDER BY id) FROM membership AS one) AS memberships,
              (SELECT jsonb_agg(to_jsonb(one) ORDER BY id) FROM membership_tier AS one) AS tiers`,
    );
    return rows[0];
  }

  async close(): Promise<void> {
    await this.database.close();
  }

  private async needs(): Promise<ImportRecordsNeeds> {
    return {
      store: this.store,
      clusters: await createClusterList(this.database.pool).all(),
      newId: () => crypto.randomUUID(),
    };
  }
}

function toImport(content: string, options: Options): TableToImport {
  const reading = readTable(Buffer.from(content), { messages: tableMessages });
  if (reading.kind === "refused") throw new Error(`line ${reading.line}: ${reading.sentence}`);
  const kind = membershipTableKind(reading.table);
  if (kind === null) throw new Error("neither organisations nor tiers");
  const usual = {
    cluster: null,
    isComplete: false,
    today: "2026-11-29",
    label: "members.csv",
    by: onCommandLine,
  };
  return { ...usual, ...options, kind, table: reading.table };
}

export function sampleRecords(name: "organisations.csv" | "tiers.csv"): string {
  return readFileSync(new URL(`../../samples/records/${name}`, import.meta.url), "utf8");
}

/** `line fate label` of each line of a plan, with the reason where it was refused. */
export function fatesOf({ lines }: RecordPlan): readonly string[] {
  return lines.map(({ line, fate, label, refusal }) => {
    const reason = refusal === null ? "" : `: ${[refusal.code, ...refusal.values].join(" ")}`;
    return `${line ?? "-"} ${fate} ${label}${reason}`;
  });
}

/** `line code values` of each finding. */
export function findingsOf({ findings }: RecordPlan): readonly string[] {
  return findings.map(({ line, code, values }) => [line ?? "-", code, ...values].join(" ").trim());
}
