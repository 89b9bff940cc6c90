import { plainReply, type Reply } from "../../chat/reply.ts";
import { may } from "../../people/may.ts";
import { announcementUnder } from "../announcing/source-under.ts";
import type { CommandContext } from "../command.ts";
import { takeComment } from "./comment-for-cluster.ts";
import { commentingClusters } from "./commenting-clusters.ts";

/** “comment: it leaves out hardware”. */
const commenting = /^\W*comment\b[\s:,–-]*([\s\S]*)$/i;

/**
 * A comment on the version that is put to clusters by the call it is said under; null where it is none. Everybody there
 * sees the reply, as they see the comment.
 */
export async function commentUnder(said: string, context: CommandContext): Promise<Reply | null> {
  const [, text] = commenting.exec(said) ?? [];
  if (text === undefined) return null;
  const position = (await announcementUnder(context))?.announcement.position ?? null;
  if (position === null) return null;
  const { messages, positionDesk } = context.needs;
  const { made: words, button } = messages.positionComments;
  const consultation = await positionDesk.store.consultation(position.version);
  if (consultation === null) return null;
  const permit = may("follow-positions", "anywhere", context.identity);
  if (permit.kind === "no")
    return plainReply(permit.reason === "needs-role" ? words["may-not"] : messages.permit[permit.reason]);
  const commenters = await commentingClusters(consultation, context);
  const here = commenters.find(({ cluster }) => cluster === context.identity.place?.cluster);
  const commenter = here ?? commenters[0];
  if (commenter === undefined) return plainReply(words["not-asked"]);
  if (here === undefined && commenters.length > 1)
    return plainReply(words["which-in-thread"](button.comment));
  // What stands above it is the text as it is.
  const { sentence } = await takeComment(context, consultation, { commenter, shown: "", text });
  return plainReply(sentence);
}
