import { Temporal } from "temporal-polyfill";
import type { AnnouncementStore } from "../../announcing/announcement-store.port.ts";
import { ukZone, wallTimeAt } from "../../calendar/zones.ts";
import type { Messages } from "../../messages/english.ts";
import { type NewNotice, noticeKey } from "../../notices/notice.ts";
import type { RoleStore } from "../../people/role-store.port.ts";
import { actions, paragraph } from "../cards/pieces.ts";
import { accountsHolding } from "./accounts-holding.ts";

export interface WaitingNeeds {
  readonly store: Pick<AnnouncementStore, "awaitingApproval" | "fromOthers">;
  readonly roles: Pick<RoleStore, "list">;
  /** Where people can be written to. */
  readonly platforms: readonly string[];
  readonly messages: Messages;
}

/** Whoever has not answered by then was not in a hurry. */
const waitedHours = 12;
const firstHour = 9;
const lastHour = 17;

/**
 * A message for each person something has waited for, once a working day from nine on: approvers of what is asked to be
 * approved, managers of what their region holds. Asked again on the same day it is the same message, with what waits now.
 */
export async function noticesOfWaiting(now: Date, needs: WaitingNeeds): Promise<readonly NewNotice[]> {
  const wall = wallTimeAt(Temporal.Instant.fromEpochMilliseconds(now.getTime()), ukZone);
  if (wall.dayOfWeek > 5 || wall.hour < firstHour || wall.hour >= lastHour) return [];
  const before = new Date(now.getTime() - waitedHours * 3_600_000);
  const day = wall.toPlainDate().toString();
  const waiting = new Map<string, number>();
  const count = (accounts: readonly string[]): void => {
    for (const account of accounts) waiting.set(account, (waiting.get(account) ?? 0) + 1);
  };
  for (const { cluster, author, proposed } of await needs.store.awaitingApproval(before))
    count(await accountsHolding({ role: "approver", cluster, except: proposed?.by ?? author }, needs));
  const held = (await needs.store.fromOthers(null)).filter(({ state }) => state === "held");
  for (const [cluster, there] of Map.groupBy(held, (delivery) => delivery.cluster)) {
    if (cluster === null) continue;
    const announcements = new Set(there.map(({ announcement }) => announcement));
    const managers = await accountsHolding({ role: "manager", cluster }, needs);
    for (const _ of announcements) count(managers);
  }
  return [...waiting].map(([reference, number]) => {
    const sentence = needs.messages.announcements.told.waiting(number);
    const button = { label: needs.messages.announcements.button.list, command: "announce list", text: "" };
    return {
      key: noticeKey(`waiting ${day}`, reference),
      reference,
      reply: {
        summary: sentence,
        blocks: [paragraph(sentence), ...actions([{ ...button, style: "primary" }])],
      },
    };
  });
}
