import { cleanText } from "../../chat/clean-text.ts";
import { plainReply, type Reply } from "../../chat/reply.ts";
import { type CommentOutcome, makeComment } from "../../directory/positions/make-comment.ts";
import { commentCharacters, commentsAtMost } from "../../directory/positions/position-comment.ts";
import type { Consultation } from "../../directory/positions/stance.ts";
import { actions } from "../cards/pieces.ts";
import type { CommandContext } from "../command.ts";
import { doingOf } from "../doing.ts";
import { type CommentSaid, waitingWords } from "./comment-words.ts";
import { type Commenter, commentingClusters } from "./commenting-clusters.ts";
import { namedPosition } from "./named-position.ts";
import { showComments } from "./show-comments.ts";

export const commentCommand = "positions comment";

/** The version a comment is for: what is asked about now, where the one that was shown is over. */
export async function commentedVersion(
  context: CommandContext,
  { name, version, shown }: CommentSaid,
): ReturnType<typeof namedPosition> {
  const said = { ...nothingElse, name, version, shown };
  const named = await namedPosition(context, said);
  if (named.kind !== "found" || named.consultation.version.status === "consulting") return named;
  const newest = await namedPosition(context, { ...said, version: null });
  const isAskedAbout = newest.kind === "found" && newest.consultation.version.status === "consulting";
  return isAskedAbout ? newest : named;
}

const nothingElse = {
  revision: null,
  part: 1,
  comments: null,
  page: null,
  isYes: false,
  mark: null,
  cluster: "",
  because: "",
} as const;

/** Takes a comment for a cluster of the asker's, and tells what came of it. */
export async function commentForCluster(
  context: CommandContext,
  { said, text }: { readonly said: CommentSaid; readonly text: string },
): Promise<Reply> {
  const { messages } = context.needs;
  const { made: words } = messages.positionComments;
  if (context.identity.account === null) return plainReply(messages.positionWork.needsAccount);
  const named = await commentedVersion(context, said);
  if (named.kind === "refused") return named.reply;
  if (named.kind === "shown") return plainReply(words["not-asked"]);
  const { consultation } = named;
  const commenters = await commentingClusters(consultation, context);
  const chosen = commenters.filter(({ cluster }) => cluster === said.cluster);
  const [only, ...others] = said.cluster === "" ? commenters : chosen;
  if (only === undefined) return plainReply(words["not-asked"]);
  if (others.length > 0) return whichCluster(context, consultation, { said, text, commenters });
  const { sentence, after } = await takeComment(context, consultation, {
    commenter: only,
    shown: said.shown,
    text,
  });
  return await showComments(context, after, { told: sentence });
}

interface Taking {
  readonly commenter: Commenter;
  readonly shown: string;
  readonly text: string;
}

/** Writes it down; what is to be said, and the version as it is then. */
export async function takeComment(
  context: CommandContext,
  consultation: Consultation,
  { commenter, shown, text }: Taking,
): Promise<{ readonly sentence: string; readonly after: Consultation }> {
  const { store, clock, changed } = context.needs.positionDesk;
  const { account } = context.identity;
  const { positionComments, positionWork } = context.needs.messages;
  if (account === null) return { sentence: positionWork.needsAccount, after: consultation };
  const { cluster, name, role } = commenter;
  const made = { cluster, role, account, text: cleanText(text), shown, at: clock.now() };
  const { id } = consultation.version;
  const result = await makeComment(id, { made, by: doingOf(context) }, store);
  if (result === null) return { sentence: positionComments.made.over, after: consultation };
  const { outcome } = result;
  if (outcome === "taken" || outcome === "taken-earlier") await changed(id);
  return { sentence: sentenceOf(outcome, name, positionComments), after: result.consultation };
}

function sentenceOf(
  outcome: CommentOutcome,
  cluster: string,
  { made }: CommandContext["needs"]["messages"]["positionComments"],
): string {
  switch (outcome) {
    case "taken":
    case "taken-earlier":
      return made[outcome](cluster);
    case "too-long":
      return made["too-long"](commentCharacters.toLocaleString("en-GB"));
    case "full":
      return made.full(String(commentsAtMost));
    case "over":
    case "not-asked":
    case "empty":
    case "already":
      return made[outcome];
  }
}

interface Waiting {
  readonly said: CommentSaid;
  readonly text: string;
  readonly commenters: readonly Commenter[];
}

/** A button for each; what was written waits for one to be pressed. */
function whichCluster(
  { needs, identity }: CommandContext,
  { version }: Consultation,
  { said, text, commenters }: Waiting,
): Reply {
  const reply = plainReply(needs.messages.positionComments.made["which-cluster"]);
  const owner = { account: identity.account, command: commentCommand };
  const mark = needs.unsaved.keep(owner, { comment: [text] });
  const buttons = commenters.map(({ cluster, name }) => ({
    label: name.slice(0, 75),
    command: commentCommand,
    text: waitingWords(version, { shown: said.shown, cluster, mark }),
    style: "normal" as const,
  }));
  return {
    ...reply,
    blocks: [...reply.blocks, ...actions(buttons.slice(0, 5)), ...actions(buttons.slice(5, 10))],
  };
}
