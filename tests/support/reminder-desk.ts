import { createClusterDirectory } from "../../src/adapters/postgres/cluster-directory.ts";
import { createEventSearch } from "../../src/adapters/postgres/event-search.ts";
import { createInquirySearch } from "../../src/adapters/postgres/inquiry-search.ts";
import { createMembershipSearch } from "../../src/adapters/postgres/membership-search.ts";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import { createLexicalSearch } from "../../src/adapters/postgres/passage-search.ts";
import { createPeopleDirectory } from "../../src/adapters/postgres/people-directory.ts";
import { createPositionSearch } from "../../src/adapters/postgres/position-search.ts";
import { createReminderStore } from "../../src/adapters/postgres/reminder-store.ts";
import { consultRecords } from "../../src/answering/records/consult-records.ts";
import type { DirectMessage, LookedUp, Platform, SendOutcome } from "../../src/chat/platform.port.ts";
import type { Reply } from "../../src/chat/reply.ts";
import type { Request } from "../../src/chat/request.ts";
import { type DispatchNeeds, dispatch } from "../../src/commands/dispatch.ts";
import { deliverReminders } from "../../src/commands/reminding/deliver-reminders.ts";
import type { SourceDefaults } from "../../src/directory/events/source-defaults.ts";
import { createPassageSearch } from "../../src/knowledge/search-passages.ts";
import { english } from "../../src/messages/english.ts";
import { aDispatchNeeds } from "./command-needs.ts";
import { clusters, openEventDesk, statedCalendar } from "./event-desk.ts";
import { anIncomingRequest } from "./incoming-request.ts";
import { silentLog } from "./silent-log.ts";

const going = new AbortController().signal;

/** Events, people who ask to be reminded of them, and a clock that is moved. */
export class ReminderDesk {
  now = new Date("2026-12-01T09:00:00Z");
  readonly clock = { now: () => this.now };
  /** What was sent, whatever became of it. */
  readonly messages: DirectMessage[] = [];
  /** How the next attempts end; `sent` when there are none left. */
  readonly outcomes: SendOutcome[] = [];
  /** What an account is in its workspace. */
  standing: LookedUp | null = { standing: "member", groups: [] };
  /** The process ends before it can tell how an attempt went. */
  isCrashing = false;
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Three clusters, and a workspace of one of them. */
  static async furnish(database: Database): Promise<void> {
    await openEventDesk(database).clear();
    await database.prisma.workspace.create({
      data: {
        platform: "slack",
        externalId: "T1",
        state: "confirmed",
        clusterId: "leeds",
        everyoneIsMember: true,
      },
    });
  }

  /** No events, and nobody who asked for anything. */
  async clear(): Promise<void> {
    const tables = ["question", "event", "audit_entry", "installation_fact"];
    await this.database.pool.query(tables.map((table) => `DELETE FROM ${table}`).join(";"));
  }

  /** The calendar says this, and no more, from now on. */
  async calendar(
    events: readonly (readonly string[])[],
    defaults: Partial<SourceDefaults> = {},
  ): Promise<void> {
    await openEventDesk(this.database).importFile(statedCalendar(events, { defaults }), { at: this.now });
  }

  /** What dispatch is given. */
  needs(): DispatchNeeds {
    const { pool, prisma } = this.database;
    const records = {
      events: createEventSearch(pool),
      membership: createMembershipSearch(pool),
      positions: createPositionSearch(pool),
      inquiries: createInquirySearch(pool),
      search: createPassageSearch({ lexical: createLexicalSearch(pool), meaning: null, log: silentLog }),
      directory: createClusterDirectory(prisma),
      clock: this.clock,
    };
    return aDispatchNeeds({
      clock: this.clock,
      consult: (question, reader) => consultRecords(question, reader, records),
      reminders: createReminderStore(pool),
      people: createPeopleDirectory(pool),
      federation: clusters[0].id,
    });
  }

  async says(command: string, text: string, changes: Partial<Request> = {}): Promise<Reply> {
    const said = { command, text, visibility: "private", ...changes } as const;
    return (await dispatch(anIncomingRequest(said).request, this.needs())).reply;
  }

  /** One look of one process at what is due; another one each time. */
  async look(at?: string, platforms: readonly Platform[] = [this.platform()]): Promise<void> {
    if (at !== undefined) this.now = new Date(at);
    const { pool } = this.database;
    await deliverReminders(
      {
        store: createReminderStore(pool),
        platforms,
        people: createPeopleDirectory(pool),
        federation: clusters[0].id,
        clock: this.clock,
        messages: english,
        calendarAddress: () => null,
        log: silentLog,
      },
      going,
    );
  }

  /** What the messages sent since then say. */
  since(count: number): readonly string[] {
    return this.messages.slice(count).map(({ reply }) => reply.summary);
  }

  async rows(): Promise<
    readonly { stage: string; lastOutcome: string | null; dueAt: Date | null; sending: unknown }[]
  > {
    return this.database.prisma.reminder.findMany({
      select: { stage: true, lastOutcome: true, dueAt: true, sending: true },
      orderBy: { askedAt: "asc" },
    });
  }

  /** As if every process that works on them had gone. */
  async letLeasesEnd(): Promise<void> {
    await this.database.pool.query("UPDATE reminder SET lease_until = now() - interval '1 second'");
  }

  private platform(): Platform {
    return {
      name: "slack",
      canAnswerLater: true,
      start: async () => {},
      stop: async () => {},
      health: () => ({ state: "connected", detail: "" }),
      send: async () => ({ kind: "refused", reason: "only directly" }),
      sendDirectly: async (message) => {
        if (this.isCrashing) throw new Error("the process has ended");
        this.messages.push(message);
        return this.outcomes.shift() ?? { kind: "sent", remoteId: null };
      },
      lookUp: async () => this.standing,
    };
  }
}
