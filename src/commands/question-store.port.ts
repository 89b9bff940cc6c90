import type { IncomingRequest } from "../chat/platform.port.ts";
import type { Reply } from "../chat/reply.ts";
import type { PlatformName, Request } from "../chat/request.ts";

/** A stored request, held by this process until its lease ends. */
export interface StoredQuestion {
  readonly id: string;
  readonly request: Request;
  readonly replyAddress: unknown;
  readonly receivedAt: Date;
  /** How often it was taken in hand, this time included; from 1. */
  readonly attempts: number;
  /** The reply, once it was worked out; a later attempt sends the same. */
  readonly reply: Reply | null;
  /** When an attempt to send it began of which nobody recorded how it ended; null when there was none. */
  readonly mayHaveBeenSentSince: Date | null;
}

/** Which unfinished questions to take over. */
export interface Claim {
  readonly platforms: readonly PlatformName[];
  /** Also those whose lease has not ended: no other process can be alive that answers for these platforms. */
  readonly includeLeased: boolean;
  readonly limit: number;
}

export type QuestionEnd =
  | { readonly state: "sent"; readonly remoteId: string | null }
  | { readonly state: "uncertain" | "undeliverable" };

/**
 * Requests that have to be answered. A row is held by one process at a time, through a lease that it renews;
 * whoever claims a row whose lease has ended goes on where the other stopped. Each method throws BotError
 * DATABASE_UNAVAILABLE.
 */
export interface QuestionStore {
  /** Stores and leases a request; null when this delivery is known already. */
  add(incoming: IncomingRequest): Promise<StoredQuestion | null>;
  /** Oldest first; one that cannot be read any more is put down as undeliverable and left out. */
  claim(claim: Claim): Promise<readonly StoredQuestion[]>;
  renew(ids: readonly string[]): Promise<void>;
  /** Records the reply before it is sent. False when another process has taken the question over. */
  beginSending(id: string, reply: Reply): Promise<boolean>;
  /** Gives the question back, to be claimed no earlier than in `seconds`; `doubtSince` as in SendOutcome. */
  postpone(question: StoredQuestion, seconds: number, doubtSince?: Date): Promise<void>;
  /** Deletes the question when its reply says so (`forgetsAsker`). */
  finish(id: string, end: QuestionEnd): Promise<void>;
  /** False once it is deleted: whoever asked was erased meanwhile. */
  isStored(id: string): Promise<boolean>;
}
