import { createHash } from "node:crypto";
import type { SendOutcome } from "../../chat/platform.port.ts";
import { codes, type Failure, readFailure } from "./discord-errors.ts";
import { createMessage, type NewMessage } from "./discord-rest.ts";
import { limits } from "./limits.ts";
import { findShown, type Place } from "./read-back.ts";
import type { ButtonRow } from "./render-buttons.ts";
import type { SendingNeeds } from "./sending-needs.ts";

/** A reply on its way into a channel, as one or more messages. */
export interface Posting {
  readonly place: Place;
  readonly contents: readonly string[];
  /** Under the last of them. */
  readonly buttons: readonly ButtonRow[];
  /** The same for every attempt at this reply. */
  readonly key: string;
  /** When the first attempt that may have been shown began; null when there was none. */
  readonly doubtSince: Date | null;
}

export type Posted = SendOutcome | { readonly kind: "failed"; readonly failure: Failure };

/**
 * Posts what has not been shown yet. Within minutes of a doubtful attempt the nonce keeps Discord from showing it
 * twice; after that the channel is read back first.
 */
export async function postReply(posting: Posting, needs: SendingNeeds): Promise<Posted> {
  const began = needs.clock.now();
  let remoteId: string | null = null;
  try {
    const before = await shownBefore(posting, needs);
    if (before.kind === "unreadable") return { kind: "uncertain", reason: before.reason };
    const remaining = [...before.messages];
    for (const [index, content] of posting.contents.entries()) {
      const found = remaining.findIndex((message) => message.content === content);
      if (found >= 0) {
        const [shown] = remaining.splice(found, 1);
        remoteId ??= shown?.id ?? null;
        continue;
      }
      const buttons = index === posting.contents.length - 1 ? posting.buttons : [];
      const shown = { content, buttons, nonce: nonceOf(posting.key, index) };
      const id = await post(shown, posting.place, needs);
      remoteId ??= id;
    }
    return { kind: "sent", remoteId };
  } catch (error) {
    const failure = readFailure(error);
    if (failure.kind === "unclear" || remoteId !== null) noteDoubt(needs.doubts, posting.key, began);
    return { kind: "failed", failure };
  }
}

/** Remembers since when a reply may have been shown, wholly or in part. */
export function noteDoubt(doubts: Map<string, Date>, key: string, since: Date): void {
  if (!doubts.has(key)) doubts.set(key, since);
}

async function shownBefore(posting: Posting, needs: SendingNeeds) {
  const { doubtSince, place } = posting;
  const nothing = { kind: "read", messages: [] } as const;
  if (doubtSince === null) return nothing;
  if (needs.clock.now().getTime() - doubtSince.getTime() < limits.nonceMilliseconds) return nothing;
  return await findShown(place, needs.botId, needs.rest);
}

/** Without the right to read history a message cannot be shown as a reply, but it can be shown. */
async function post(
  shown: Pick<NewMessage, "content" | "buttons" | "nonce">,
  { channelId, replyTo }: Place,
  needs: SendingNeeds,
): Promise<string> {
  const created: NewMessage = { channelId, replyTo, ...shown };
  try {
    return await createMessage(needs.rest, created);
  } catch (error) {
    const failure = readFailure(error);
    const needsHistory = failure.kind === "answered" && failure.code === codes.cannotReplyWithoutHistory;
    if (!needsHistory || replyTo === null) throw error;
    return await createMessage(needs.rest, { ...created, replyTo: null });
  }
}

/** The key itself for the first message; derived from it for the others. */
function nonceOf(key: string, index: number): string {
  if (index === 0) return key.slice(0, limits.nonceCharacters);
  const digest = createHash("sha256").update(`${key} ${index}`).digest("base64url");
  return digest.slice(0, limits.nonceCharacters);
}
