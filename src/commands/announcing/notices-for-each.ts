import { isAccountReference } from "../../chat/reference.ts";
import type { Reply } from "../../chat/reply.ts";
import { type NewNotice, noticeKey } from "../../notices/notice.ts";

/** What several people are told alike. */
export interface Told {
  /** The same however often it is worked out. */
  readonly subject: string;
  readonly reply: Reply;
  readonly isOnlyChange?: boolean;
}

/** An author who was erased, or wrote on the command line, has no account. */
export function each(accounts: readonly string[], told: Told | null): readonly NewNotice[] {
  if (told === null) return [];
  const { subject, ...rest } = told;
  return [...new Set(accounts)]
    .filter(isAccountReference)
    .map((reference) => ({ key: noticeKey(subject, reference), reference, ...rest }));
}
