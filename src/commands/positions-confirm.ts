import { ukDay } from "../calendar/zones.ts";
import { plainReply } from "../chat/reply.ts";
import { may } from "../people/may.ts";
import { defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";
import { namedRequest } from "./positions/named-request.ts";
import { PositionWords, positionOption } from "./positions/position-words.ts";
import { whyNotSecond } from "./positions/second-person.ts";
import { showPosition } from "./positions/show-position.ts";

/** “Confirm”, with which request was shown: what takes a second person is done with that. */
export const positionsConfirm = defineCommand({
  name: "positions confirm",
  summary: "Confirm what somebody else asked for of a position",
  usage: "positions confirm P7",
  right: "approve-announcements",
  isPrivate: true,
  isHidden: true,
  options: [positionOption],
  schema: PositionWords,
  run: async (context, said) => {
    const { positionDesk, messages } = context.needs;
    const { decided, undecided } = messages.positionRequests;
    const named = await namedRequest(context, said);
    if (named.kind === "refused") return named.reply;
    const { request, consultation } = named;
    const { id, position } = consultation.version;
    const permit = may("approve-announcements", { cluster: position.owner }, context.identity);
    if (permit.kind === "no") return plainReply(messages.permit[permit.reason]);
    const refusal = await whyNotSecond(request.by, context);
    if (refusal !== null) return await showPosition(context, consultation, { told: undecided[refusal] });
    const now = positionDesk.clock.now();
    const done = { by: doingOf(context), now, day: ukDay(now) };
    const saved = await positionDesk.store.confirm(request.id, done);
    if (saved !== null) await positionDesk.changed(id);
    const after = await positionDesk.store.consultation(id);
    const told = saved === null ? undecided.gone : decided.confirmed[request.kind];
    return await showPosition(context, after ?? consultation, { told });
  },
});
