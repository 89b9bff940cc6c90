import type { Form } from "./form.ts";
import type { Reply } from "./reply.ts";
import type { Asker, Attachment, PlatformName, Request } from "./request.ts";

/**
 * What came of storing a request. `stored`: it will be answered, also after a crash. `duplicate`: this delivery
 * was seen before and is being or has been answered; acknowledge it and do nothing.
 * When neither can be said (database gone), `accept` throws a BotError and the adapter must not acknowledge
 * where the platform would retry, and tell the person where it would not.
 */
export type Acceptance = "stored" | "duplicate";

/** A request with what its platform needs to reply later; the address may hold short-lived tokens. */
export interface IncomingRequest {
  readonly request: Request;
  /** JSON, understood by the adapter that wrote it only; cleared from the database once the reply is sent. */
  readonly replyAddress: unknown;
}

/** What an adapter calls for each thing a person said. */
export interface RequestInbox {
  /** Stores the request; the answer follows through `Platform.send`. Within a few ms; throws BotError. */
  accept(incoming: IncomingRequest): Promise<Acceptance>;
  /**
   * The form that this request asks for; null when it asks for none, or may not: then it is to be accepted like any
   * other and gets its reply. Nothing is stored. Within a second; never throws.
   */
  form(request: Request): Promise<Form | null>;
}

/** The bytes of an attachment, or one clause that says why there are none ("it is larger than 20 MB"). */
export type FetchedAttachment =
  | { readonly kind: "fetched"; readonly bytes: Uint8Array }
  | { readonly kind: "refused"; readonly reason: string };

/**
 * One attempt to send a stored reply.
 *
 * - `key`: the same for every attempt at this reply, at most 25 characters, safe as a Discord nonce.
 * - `isRepeat`: an earlier attempt may have been shown already (a crash between sending and recording).
 */
export interface Sending {
  readonly request: Request;
  readonly replyAddress: unknown;
  readonly reply: Reply;
  readonly key: string;
  readonly isRepeat: boolean;
  /** When the first attempt that may have been shown began; null unless `isRepeat`. */
  readonly attemptedSince: Date | null;
  /** When the request was received, to know whether its reply token is still alive. */
  readonly receivedAt: Date;
}

/**
 * One attempt at a message to one person that nobody asked for just now: a reminder, a word to an author.
 *
 * - `workspace`: Slack's team id; Discord finds people without one.
 * - `key`: as in `Sending`.
 * - `attemptedSince`: when the first attempt that may have been shown began; null when there was none.
 */
export interface DirectMessage extends Pick<Sending, "reply" | "key" | "attemptedSince"> {
  readonly workspace: string | null;
  readonly user: string;
}

/**
 * What came of an attempt.
 *
 * - `sent`: shown, once; `remoteId` finds it again where the platform gives one.
 * - `wait`: try again after `seconds`. `doubtSince` says when an attempt began that may have been shown after all
 *   (and comes back as `attemptedSince`); left out when certainly none was.
 * - `refused`: not shown and never will be (channel gone, bot removed, direct messages closed); `reason` is for the log.
 * - `uncertain`: may have been shown and the platform cannot tell; must not be sent again.
 */
export type SendOutcome =
  | { readonly kind: "sent"; readonly remoteId: string | null }
  | { readonly kind: "wait"; readonly seconds: number; readonly doubtSince?: Date }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "uncertain"; readonly reason: string };

/** Another text for a direct message that `sendDirectly` sent; `remoteId` is what it gave. */
export interface DirectChange extends Pick<DirectMessage, "workspace" | "user" | "reply"> {
  readonly remoteId: string;
}

/** What came of changing a message; doing it twice does no harm, so none is in doubt. `refused`: it is gone, too. */
export type DirectChangeOutcome =
  | { readonly kind: "changed" }
  | { readonly kind: "wait"; readonly seconds: number }
  | { readonly kind: "refused"; readonly reason: string };

/** Whether a platform works, for `doctor`, the start-up lines and `/readyz`. `detail` is a sentence for people. */
export interface PlatformHealth {
  readonly state: "connected" | "connecting" | "disconnected";
  readonly detail: string;
}

export type LookedUp = Pick<Asker, "standing" | "groups">;

/**
 * A place where people talk to the bot. An adapter verifies and maps what comes in, stores it through the inbox
 * before acknowledging, and renders and sends what goes out. It knows nothing of commands or answers.
 */
export interface Platform {
  readonly name: PlatformName;
  /** Whether a reply can still be sent minutes later; on a web page or a terminal nobody waits that long. */
  readonly canAnswerLater: boolean;
  /** Connects and begins to take requests; resolves when requests can arrive. Throws BotError. */
  start(inbox: RequestInbox): Promise<void>;
  /** Takes no more requests, lets those being acknowledged finish, disconnects. Never throws. */
  stop(): Promise<void>;
  health(): PlatformHealth;
  /** Sends one reply. Never throws for what a platform may answer: every such outcome is a value. */
  send(sending: Sending): Promise<SendOutcome>;
  /**
   * Sends one direct message, with the outcomes of `send`; whoever takes none from the bot is `refused`. Absent where
   * nobody can be written to.
   */
  sendDirectly?(message: DirectMessage): Promise<SendOutcome>;
  /** Changes a direct message in place, which notifies nobody. Never throws. Present wherever `sendDirectly` is. */
  changeDirectly?(change: DirectChange): Promise<DirectChangeOutcome>;
  /**
   * What an account is in a workspace now, as a request from there would say it: somebody who left is an outsider.
   * Null when that cannot be found out just now. Never throws. Absent where nobody has a standing.
   */
  lookUp?(whom: { readonly workspace: string; readonly user: string }): Promise<LookedUp | null>;
  /**
   * Reads a file that came with a request from this platform, at most `maxBytes` of it. Never throws. Absent where
   * files cannot come with a request.
   */
  fetchAttachment?(
    place: { readonly workspace: string | null; readonly attachment: Attachment },
    maxBytes: number,
  ): Promise<FetchedAttachment>;
}
