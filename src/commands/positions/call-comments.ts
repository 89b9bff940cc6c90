import { escapeMarkdown } from "../../announcing/escape-markdown.ts";
import { cleanText } from "../../chat/clean-text.ts";
import { type PositionVersion, positionName } from "../../directory/positions/position.ts";
import type { CommentsShown } from "../../directory/positions/position-comment.ts";
import type { Messages } from "../../messages/english.ts";
import { partsOf } from "../cards/position-parts.ts";
import { commentedBy } from "./show-comments.ts";

/** How many a call shows, and so many characters of each. */
export const commentsInCall = 3;
const shownCharacters = 300;

/**
 * What a call shows of comments: the latest while clusters are asked; afterwards that there were some, so that what
 * stays in a channel for ever is the clusters' word alone, and what somebody has erased is gone from there.
 */
export function commentLines(
  version: PositionVersion,
  { total, comments }: CommentsShown,
  messages: Messages,
): readonly string[] {
  const { positionComments: words } = messages;
  if (total === 0) return [];
  if (version.status !== "consulting") return [words.call.over(total, positionName(version.position))];
  const lines = comments.map(
    (comment) =>
      `- ${words.line(escapeMarkdown(commentedBy(comment, version, messages)), escapeMarkdown(cut(comment.text)))}`,
  );
  return [words.call.some(total), lines.join("\n")];
}

function cut(text: string): string {
  const line = cleanText(text).replaceAll(/\s+/g, " ");
  return line.length > shownCharacters ? `${partsOf(line, shownCharacters - 2)[0]} …` : line;
}
