import { Temporal } from "temporal-polyfill";
import { toInstant, ukDay, ukZone } from "../../calendar/zones.ts";
import { readAccountReference } from "../../chat/reference.ts";
import { positionName } from "../../directory/positions/position.ts";
import type { PositionStore } from "../../directory/positions/position-store.port.ts";
import type { Messages } from "../../messages/english.ts";
import { type NewNotice, noticeKey } from "../../notices/notice.ts";
import { actions, paragraph } from "../cards/pieces.ts";

export interface TellAuthorNeeds {
  readonly positions: Pick<PositionStore, "commentedSince">;
  /** Where people can be written to. */
  readonly platforms: readonly string[];
  readonly messages: Messages;
}

/** A message for whoever wrote what is commented on, once a day: worked out again it is the same message. */
export async function noticesToAuthors(now: Date, needs: TellAuthorNeeds): Promise<readonly NewNotice[]> {
  const { told } = needs.messages.positionComments;
  const { show: label } = needs.messages.positionCalls.button;
  const day = ukDay(now);
  const start = toInstant(Temporal.PlainDateTime.from(`${day}T00:00`), ukZone);
  const commented = await needs.positions.commentedSince(new Date(start.epochMilliseconds));
  return commented.flatMap(({ id, author, position, version, title }): NewNotice[] => {
    if (author === null || !needs.platforms.includes(readAccountReference(author).platform)) return [];
    const sentence = told(title);
    const text = `${positionName(position)} ${version} comments1`;
    const show = { label, command: "positions work", text, style: "primary" } as const;
    const reply = { summary: sentence, blocks: [paragraph(sentence), ...actions([show])] };
    return [{ key: noticeKey(`position-comments ${id} ${day}`, author), reference: author, reply }];
  });
}
