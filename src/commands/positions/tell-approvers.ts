import { positionName } from "../../directory/positions/position.ts";
import type { PositionStore } from "../../directory/positions/position-store.port.ts";
import type { Messages } from "../../messages/english.ts";
import { type NewNotice, noticeKey } from "../../notices/notice.ts";
import type { RoleStore } from "../../people/role-store.port.ts";
import { accountsHolding } from "../announcing/accounts-holding.ts";
import { actions, paragraph } from "../cards/pieces.ts";

export interface TellApproversNeeds {
  readonly positions: Pick<PositionStore, "waiting" | "requests">;
  readonly roles: Pick<RoleStore, "list">;
  /** Where people can be written to. */
  readonly platforms: readonly string[];
  readonly messages: Messages;
}

/** A message for those who may confirm what somebody else asked for. Worked out again it is the same message. */
export async function noticesToApprovers(needs: TellApproversNeeds): Promise<readonly NewNotice[]> {
  const { told, button } = needs.messages.positionRequests;
  const notices: NewNotice[] = [];
  for (const { id, position, version, title } of await needs.positions.waiting(null)) {
    const text = `${positionName(position)} ${version}`;
    const show = { label: button.show, command: "positions work", text, style: "primary" } as const;
    for (const request of await needs.positions.requests(id)) {
      const sentence = told[request.kind](title);
      const reply = { summary: sentence, blocks: [paragraph(sentence), ...actions([show])] };
      const holding = { role: "approver", cluster: position.owner, except: request.by } as const;
      for (const reference of await accountsHolding(holding, needs))
        notices.push({ key: noticeKey(`position-request ${request.id}`, reference), reference, reply });
    }
  }
  return notices;
}
