import { createNoticeStore, putNotices } from "../../src/adapters/postgres/notice-store.ts";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import type {
  DirectChange,
  DirectChangeOutcome,
  DirectMessage,
  Platform,
  SendOutcome,
} from "../../src/chat/platform.port.ts";
import { plainReply } from "../../src/chat/reply.ts";
import { deliverNotices } from "../../src/notices/deliver-notices.ts";
import { noticeKey } from "../../src/notices/notice.ts";
import { silentLog } from "./silent-log.ts";

export const sam = "slack:TA/USAM";

/** The outbox over a real database, a Slack that does as it is told, and a clock that is moved. */
export class NoticeHouse {
  now = new Date("2026-12-01T09:00:00Z");
  /** Every attempt at a new message, whatever became of it. */
  readonly attempts: DirectMessage[] = [];
  readonly changes: DirectChange[] = [];
  /** How the next attempts end; they are shown when there are none left. */
  readonly outcomes: SendOutcome[] = [];
  readonly changeOutcomes: DirectChangeOutcome[] = [];
  /** Called while an attempt is under way. */
  meanwhile: () => Promise<void> = async () => {};
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async clear(): Promise<void> {
    await this.database.pool.query("DELETE FROM notice");
  }

  async put(text: string, { to = sam, isOnlyChange = false, subject = "status" } = {}): Promise<void> {
    const notice = { key: noticeKey(subject, to), reference: to, reply: plainReply(text), isOnlyChange };
    await putNotices(this.database.pool, [notice], this.now);
  }

  /** One look of one process at what is due; another one each time. */
  async look(): Promise<void> {
    await deliverNotices(
      {
        store: createNoticeStore(this.database.pool),
        platforms: [this.platform()],
        clock: { now: () => this.now },
        log: silentLog,
      },
      new AbortController().signal,
    );
  }

  async after(seconds: number): Promise<void> {
    this.now = new Date(this.now.getTime() + seconds * 1_000);
    await this.look();
  }

  /** As if every process that sends had gone. */
  async letLeasesEnd(): Promise<void> {
    await this.database.pool.query("UPDATE notice SET lease_until = now() - interval '1 second'");
  }

  said(): readonly string[] {
    return this.attempts.map(({ reply }) => reply.summary);
  }

  saidInPlace(): readonly string[] {
    return this.changes.map(({ reply }) => reply.summary);
  }

  async rows(): Promise<readonly { outcome: string | null; dueAt: Date | null }[]> {
    const { rows } = await this.database.pool.query<{ outcome: string | null; dueAt: Date | null }>(
      'SELECT outcome, due_at AS "dueAt" FROM notice ORDER BY reference',
    );
    return rows;
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
        this.attempts.push(message);
        await this.meanwhile();
        return this.outcomes.shift() ?? { kind: "sent", remoteId: "D1:1.1" };
      },
      changeDirectly: async (change) => {
        this.changes.push(change);
        return this.changeOutcomes.shift() ?? { kind: "changed" };
      },
    };
  }
}
