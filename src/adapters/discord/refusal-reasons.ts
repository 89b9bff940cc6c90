import type { RefusalReason } from "../../announcing/poster.port.ts";
import { codes, type Failure } from "./discord-errors.ts";

/** Source: topics/opcodes-and-status-codes. */
const reasons: Readonly<Record<number, RefusalReason>> = {
  [codes.unknownChannel]: "channel-gone",
  [codes.missingAccess]: "not-in-channel",
  [codes.missingPermissions]: "may-not-post",
  [codes.noTextChannel]: "may-not-post",
  [codes.threadArchived]: "channel-archived",
  [codes.threadLocked]: "may-not-post",
};

/** What Discord's refusal means. */
export function refusalOf({ code, reason }: Extract<Failure, { kind: "answered" }>): {
  readonly reason: RefusalReason;
  readonly detail: string;
} {
  return { reason: reasons[code] ?? "refused", detail: reason };
}
