import type { Button, Reply } from "../../chat/reply.ts";
import type { PositionVersion } from "../../directory/positions/position.ts";
import {
  type CommentsShown,
  isOnEarlierText,
  type PositionComment,
} from "../../directory/positions/position-comment.ts";
import type { Consultation } from "../../directory/positions/stance.ts";
import type { Messages } from "../../messages/english.ts";
import { actions, labelled, note, paragraph } from "../cards/pieces.ts";
import { versionTitle } from "../cards/position-work-card.ts";
import type { CommandContext } from "../command.ts";
import { shownWords, versionWords } from "./position-words.ts";

/** Ten short ones, fewer long ones: Discord shows one message of 2,000 characters. */
const commentsOnPage = 10;
const pageCharacters = 1_300;

interface HowShown {
  /** A sentence above them. */
  readonly told?: string;
  /** The number of the first that is shown; the newest is 1. */
  readonly from?: number;
}

/** Comments on a version, the newest first, a page at a time: for those who may follow it. */
export async function showComments(
  context: CommandContext,
  { version }: Consultation,
  { told, from = 1 }: HowShown = {},
): Promise<Reply> {
  const { positionDesk, messages } = context.needs;
  const { positionComments: words } = messages;
  const skip = Math.max(from, 1) - 1;
  const found = await positionDesk.store.comments(version.id, { skip, most: commentsOnPage });
  const shown = page(found.comments);
  const title = words.title(versionTitle(version, messages));
  const next = skip + shown.length + 1;
  const some = shown.length === 0 ? words.none : words.some(skip + 1, skip + shown.length, found.total);
  return {
    summary: [told, title, some].filter((text) => text !== undefined).join(" "),
    blocks: [
      ...(told === undefined ? [] : [paragraph(told)]),
      { type: "heading", text: title },
      note(some),
      ...(shown.length === 0
        ? []
        : [
            {
              type: "list" as const,
              ordered: false,
              items: shown.map((comment) => labelled(commentedBy(comment, version, messages), comment.text)),
            },
          ]),
      ...actions(buttonsUnder(version, { ...found, next }, messages)),
    ],
  };
}

/** `Tech North (signatory)`, and whether it was to an earlier text. */
export function commentedBy(
  comment: PositionComment,
  version: PositionVersion,
  { positionComments }: Messages,
): string {
  const said = isOnEarlierText(comment, version) ? positionComments.byOnEarlier : positionComments.by;
  return said(comment.name, positionComments.role[comment.role]);
}

/** As many as fit, one at least. */
function page(comments: readonly PositionComment[]): readonly PositionComment[] {
  let left = pageCharacters;
  const end = comments.findIndex(({ name, text }, index) => {
    left -= name.length + text.length;
    return left < 0 && index > 0;
  });
  return end === -1 ? comments : comments.slice(0, end);
}

function buttonsUnder(
  version: PositionVersion,
  { total, next }: Pick<CommentsShown, "total"> & { readonly next: number },
  { positionComments: { button } }: Messages,
): Button[] {
  const style = "normal";
  const work = { command: "positions work", style } as const;
  return [
    ...(next <= total
      ? [{ ...work, label: button.older, text: `${versionWords(version)} comments${next}` }]
      : []),
    ...(version.status === "consulting"
      ? [{ label: button.comment, command: "positions comment", text: shownWords(version), style } as const]
      : []),
    { ...work, label: button.text, text: versionWords(version) },
  ];
}
