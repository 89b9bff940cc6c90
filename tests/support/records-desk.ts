import { Temporal } from "temporal-polyfill";
import { readTable } from "../../src/adapters/feeds/read-table.ts";
import { createClusterDirectory } from "../../src/adapters/postgres/cluster-directory.ts";
import { createClusterList } from "../../src/adapters/postgres/cluster-list.ts";
import { createEventSearch } from "../../src/adapters/postgres/event-search.ts";
import { createEventStore } from "../../src/adapters/postgres/event-store.ts";
import { createInquirySearch } from "../../src/adapters/postgres/inquiry-search.ts";
import { createMembershipSearch } from "../../src/adapters/postgres/membership-search.ts";
import { createMembershipStore } from "../../src/adapters/postgres/membership-store.ts";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import { createPositionSearch } from "../../src/adapters/postgres/position-search.ts";
import { consultRecords } from "../../src/answering/records/consult-records.ts";
import type { Consulted, Told } from "../../src/answering/records/told.ts";
import { findZone, toInstant, ukZone } from "../../src/calendar/zones.ts";
import { recordsCard } from "../../src/commands/cards/records-card.ts";
import { findEventColumns } from "../../src/directory/events/event-columns.ts";
import { importEvents } from "../../src/directory/events/import-events.ts";
import { understandSource } from "../../src/directory/events/source-defaults.ts";
import { stateTable } from "../../src/directory/events/state-table.ts";
import { importRecords } from "../../src/directory/membership/import-records.ts";
import type { Table } from "../../src/directory/table/table.ts";
import { english } from "../../src/messages/english.ts";
import type { Reader } from "../../src/people/readership.ts";
import { publicReadership } from "../../src/shared/audience.ts";
import { onCommandLine } from "../../src/shared/doing.ts";
import { freshDatabase } from "./database.ts";

const importedOn = new Date("2026-11-16T09:00:00Z");

interface Cluster {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly nicknames: readonly string[];
  readonly status?: string;
  readonly note?: string;
}

/** Records over a real database, and questions put to them. */
export class RecordsDesk {
  readonly database: Database;

  private readonly directory;

  private constructor(database: Database) {
    this.database = database;
    this.directory = createClusterDirectory(database.prisma);
  }

  static async open(clusters: readonly Cluster[]): Promise<RecordsDesk> {
    const database = await freshDatabase();
    for (const { id, name, region, nicknames, status = "active", note = null } of clusters) {
      await database.pool.query(
        `INSERT INTO cluster (id, name, region, nicknames, is_federation, status, status_note)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [id, name, region, nicknames, id === "fed", status, note],
      );
      await database.pool.query(
        "INSERT INTO contact (cluster_id, topic, role, address) VALUES ($1, 'general', $2, NULL)",
        [id, `the office of ${name}`],
      );
    }
    return new RecordsDesk(database);
  }

  async events(content: string): Promise<void> {
    const table = tableOf(content);
    const store = createEventStore(this.database.pool);
    const clusters = await store.clusters();
    const understood = understandSource({}, {}, clusters);
    if (understood.kind === "refused") throw new Error("the events belong to nobody");
    const columns = findEventColumns(table);
    const context = { label: "events.csv", defaults: understood.defaults, columns, clusters, findZone };
    const file = await stateTable(table, context);
    if (file.refused.length > 0) throw new Error(JSON.stringify(file.refused));
    const needs = { store, clock: { now: () => importedOn } };
    await importEvents({ file, sourceKey: "events.csv", by: null, dryRun: false }, needs);
  }

  async members(kind: "organisations" | "tiers", content: string): Promise<void> {
    const order = { label: kind, cluster: null, isComplete: false, today: "2026-11-16", by: onCommandLine };
    await importRecords(
      { ...order, kind, table: tableOf(content) },
      {
        store: createMembershipStore(this.database.pool),
        clusters: await createClusterList(this.database.pool).all(),
        newId: () => crypto.randomUUID(),
      },
    );
  }

  /** At noon on 25 November 2026, of somebody from outside, unless it is said otherwise. */
  consult(question: string, asked: Asked = {}): Promise<Consulted> {
    const { at = "2026-11-25T12:00", reader = anybody, pool = this.database.pool } = asked;
    const now = new Date(toInstant(Temporal.PlainDateTime.from(at), ukZone).epochMilliseconds);
    return consultRecords(question, reader, {
      events: createEventSearch(pool),
      membership: createMembershipSearch(pool),
      positions: createPositionSearch(pool),
      inquiries: createInquirySearch(pool),
      directory: this.directory,
      clock: { now: () => now },
    });
  }

  /** The outcome and the words of the reply; of what is left to documents, what is said when they know nothing. */
  async ask(question: string, asked: Asked = {}): Promise<Said> {
    const consulted = await this.consult(question, asked);
    const told: Told | null = consulted.kind === "told" ? consulted.told : consulted.otherwise;
    if (told === null) return { outcome: "documents", text: "" };
    const { blocks, summary } = recordsCard(told, { messages: english, calendarAddress: () => null });
    return { outcome: told.outcome, text: `${summary}\n${JSON.stringify(blocks)}` };
  }

  close(): Promise<void> {
    return this.database.close();
  }
}

export interface Asked {
  readonly at?: string;
  readonly reader?: Reader;
  /** What the records are read through, where a test changes what is asked. */
  readonly pool?: Pick<Database["pool"], "query">;
}

interface Said {
  readonly outcome: Told["outcome"] | "documents";
  readonly text: string;
}

const anybody: Reader = { cluster: null, readership: publicReadership };

function tableOf(content: string): Table {
  const reading = readTable(Buffer.from(content), { messages: english.tables });
  if (reading.kind === "refused") throw new Error(reading.sentence);
  return reading.table;
}
