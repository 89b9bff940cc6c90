import { plainReply } from "../chat/reply.ts";
import { defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";
import { handles } from "./positions/handles.ts";
import { namedRequest } from "./positions/named-request.ts";
import { PositionWords, positionOption } from "./positions/position-words.ts";
import { showPosition } from "./positions/show-position.ts";

/** “Leave it as it is”: for whoever asked as well, and whoever could have. */
export const positionsRefuse = defineCommand({
  name: "positions refuse",
  summary: "Leave a position as it is where somebody asked for a change that takes two",
  usage: "positions refuse P7",
  right: "follow-positions",
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
    if (!handles(context, consultation.version)) return plainReply(messages.permit["other-cluster"]);
    const isRefused = await positionDesk.store.refuse(request.id, doingOf(context));
    const told = isRefused ? decided.refused : undecided.gone;
    return await showPosition(context, consultation, { told });
  },
});
