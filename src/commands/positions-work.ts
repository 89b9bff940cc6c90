import { plainReply } from "../chat/reply.ts";
import { defineCommand } from "./command.ts";
import { namedPosition } from "./positions/named-position.ts";
import { PositionWords, positionOption } from "./positions/position-words.ts";
import { showComments } from "./positions/show-comments.ts";
import { showPosition } from "./positions/show-position.ts";

/** `/cluster positions work P7`: the version that is worked on, or the last one. */
export const positionsWork = defineCommand({
  name: "positions work",
  summary: "Show a position your cluster works on: the text, who has answered, and what you can do",
  usage: "positions work P7",
  right: "follow-positions",
  isPrivate: true,
  isHidden: true,
  options: [positionOption],
  schema: PositionWords,
  run: async (context, said) => {
    const named = await namedPosition(context, said);
    if (named.kind === "refused") return named.reply;
    if (named.kind === "shown")
      return plainReply(context.needs.messages.positionWork.unknown(said.name.slice(0, 40)));
    if (said.comments !== null)
      return await showComments(context, named.consultation, { from: said.comments });
    return await showPosition(context, named.consultation, { part: said.part });
  },
});
