import { createInquirySearch } from "../../src/adapters/postgres/inquiry-search.ts";
import { createInquiryStore } from "../../src/adapters/postgres/inquiry-store.ts";
import { closingAt } from "../../src/calendar/closing.ts";
import { answerInquiry } from "../../src/directory/inquiries/answer-inquiry.ts";
import type { Inquiry, InquiryAnswer } from "../../src/directory/inquiries/inquiry.ts";
import type { NewInquiry } from "../../src/directory/inquiries/inquiry-store.port.ts";
import { byPaula, opened, PositionDesk } from "./position-desk.ts";

/** It closes two days after the clocks change. */
export const anInquiry: NewInquiry = {
  owner: "fed",
  title: "AI and copyright",
  asker: "Department for Science",
  link: "https://example.org/ai",
  opensOn: null,
  closes: closingAt("2027-03-30T17:00", "Europe/London"),
  audience: "public",
  audienceClusters: [],
  isSample: false,
  positions: [],
  asked: ["c1", "c2"],
};

/** Inquiries beside a register of positions, over a real database. */
export class InquiryDesk {
  readonly positions: PositionDesk;
  readonly store;
  readonly search;

  private constructor(positions: PositionDesk) {
    this.positions = positions;
    const { pool } = positions.database;
    this.store = createInquiryStore(pool);
    this.search = createInquirySearch(pool);
  }

  static async open(clusters: number): Promise<InquiryDesk> {
    return new InquiryDesk(await PositionDesk.open(clusters));
  }

  get pool() {
    return this.positions.database.pool;
  }

  async empty(): Promise<void> {
    await this.pool.query(
      "DELETE FROM inquiry; DELETE FROM audit_entry; UPDATE cluster SET status = 'active'",
    );
    await this.positions.empty();
  }

  close(): Promise<void> {
    return this.positions.close();
  }

  async add(changed: Partial<NewInquiry> = {}): Promise<Inquiry> {
    const saved = await this.store.add({ ...anInquiry, ...changed }, { by: byPaula, now: opened });
    if (saved.kind !== "saved") throw new Error(saved.kind);
    return saved.inquiry;
  }

  /** What somebody of a cluster says for it. */
  async says(
    { id }: Inquiry,
    cluster: string,
    changed: Partial<InquiryAnswer> = {},
  ): Promise<string | undefined> {
    const account = `slack:T${cluster}/U1`;
    const at = new Date("2026-12-02T09:00:00Z");
    const given = { cluster, kind: "own" as const, link: null, account, role: "signatory", at, ...changed };
    const result = await answerInquiry(id, { given, by: { actor: account, place: "slack:T1" } }, this.store);
    return result?.outcome.kind;
  }
}
