import { createHash } from "node:crypto";
import type { Reply } from "../chat/reply.ts";

/** A direct message to be written down with the change that causes it. */
export interface NewNotice {
  /** `noticeKey`: the same key is the same message, for ever. */
  readonly key: string;
  /** Account (chat/reference.ts). */
  readonly reference: string;
  readonly reply: Reply;
  /** Only changes the message that is there; none is begun. */
  readonly isOnlyChange?: boolean;
}

/** 22 characters made of what is told and to whom: safe as a Discord nonce, and nothing in it names anybody. */
export function noticeKey(subject: string, account: string): string {
  return createHash("sha256").update(`${subject} ${account}`).digest("base64url").slice(0, 22);
}
