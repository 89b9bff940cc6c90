import { isByDay, stageBefore } from "../../calendar/closing.ts";
import { ukZone } from "../../calendar/zones.ts";
import { positionName } from "../../directory/positions/position.ts";
import type { PositionStore } from "../../directory/positions/position-store.port.ts";
import { stillAsked } from "../../directory/positions/stance.ts";
import type { Messages } from "../../messages/english.ts";
import { type NewNotice, noticeKey } from "../../notices/notice.ts";
import type { RoleStore } from "../../people/role-store.port.ts";
import { accountsHolding } from "../announcing/accounts-holding.ts";
import { actions, paragraph } from "../cards/pieces.ts";
import { closingText } from "./call-content.ts";

export interface RemindSignatoriesNeeds {
  readonly positions: Pick<PositionStore, "atWork" | "consultation">;
  readonly roles: Pick<RoleStore, "list">;
  /** Where people can be written to. */
  readonly platforms: readonly string[];
  readonly messages: Messages;
}

/** Nobody is reminded on the day on which they were asked. */
const dayMilliseconds = 86_400_000;

/**
 * A message for those who may sign for a cluster that has not answered: a week before the end and a day before it. Worked
 * out again it is the same message.
 */
export async function noticesToSignatories(
  now: Date,
  needs: RemindSignatoriesNeeds,
): Promise<readonly NewNotice[]> {
  if (!isByDay(now, ukZone.id)) return [];
  const notices: NewNotice[] = [];
  for (const { id, closes, status, openedAt } of await needs.positions.atWork(null)) {
    const isJustAsked = openedAt !== null && now.getTime() - openedAt.getTime() < dayMilliseconds;
    if (closes === null || status !== "consulting" || isJustAsked) continue;
    const stage = stageBefore(closes, now);
    if (stage !== null) notices.push(...(await ofVersion(id, stage, needs)));
  }
  return notices;
}

async function ofVersion(
  id: string,
  stage: "week" | "day",
  needs: RemindSignatoriesNeeds,
): Promise<readonly NewNotice[]> {
  const consultation = await needs.positions.consultation(id);
  const closes = consultation?.version.closes ?? null;
  if (consultation === null || closes === null) return [];
  const { remind, button } = needs.messages.positionCalls;
  const { position, title, fingerprint } = consultation.version;
  const show = { label: button.show, command: "positions work", text: positionName(position) } as const;
  const notices: NewNotice[] = [];
  for (const { cluster, name } of stillAsked(consultation)) {
    const sentence = remind[stage](title, name, closingText(closes));
    const reply = {
      summary: sentence,
      blocks: [paragraph(sentence), ...actions([{ ...show, style: "primary" }])],
    };
    for (const reference of await accountsHolding({ role: "signatory", cluster }, needs)) {
      const key = noticeKey(`position ${id} ${fingerprint} ${stage} ${cluster}`, reference);
      notices.push({ key, reference, reply });
    }
  }
  return notices;
}
