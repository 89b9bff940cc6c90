import type { Reply } from "../chat/reply.ts";

/** A message this process works on. */
export interface ClaimedNotice {
  readonly key: string;
  readonly reference: string;
  /** What it is to say. */
  readonly reply: Reply;
  /** Of the message that is there and to be changed; null before it is. */
  readonly remoteId: string | null;
  /** What may have been sent, since when. */
  readonly sending: { readonly reply: Reply; readonly since: Date } | null;
}

export type NoticeOutcome = "sent" | "refused" | "uncertain";

/**
 * The outbox: messages to single people. Whoever causes one writes it down in the transaction of the cause. Any number
 * of processes may send them: what one has claimed the others pass over until its lease ends. Due times are compared
 * with the time given, leases with the database's clock. Every method throws BotError DATABASE_UNAVAILABLE.
 */
export interface NoticeStore {
  /** Those due at `now` for accounts on these platforms, at most `limit`, the longest due first. */
  claim(due: {
    readonly platforms: readonly string[];
    readonly now: Date;
    readonly limit: number;
  }): Promise<readonly ClaimedNotice[]>;
  /**
   * Before anything is sent: `sending` is what a new message says; null when one is only changed, which may be done
   * twice. False when it is no longer to be: erased, taken over.
   */
  begin(claimed: ClaimedNotice, sending: ClaimedNotice["sending"]): Promise<boolean>;
  /** Gives it back until `dueAt`; `doubtSince` when what is in hand may have been shown. */
  postpone(claimed: ClaimedNotice, dueAt: Date, doubtSince: Date | null): Promise<void>;
  /** Gives it back with how it ended. What is to be said differently by now is due again a little later. */
  settle(
    claimed: ClaimedNotice,
    ended: {
      readonly outcome: NoticeOutcome;
      readonly remoteId: string | null;
      readonly shown: Reply;
      readonly at: Date;
    },
  ): Promise<void>;
}
