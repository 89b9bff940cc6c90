import { createHash } from "node:crypto";
import { z } from "zod";
import type { Announcement } from "../../announcing/announcement.ts";
import { plainReply, type Reply } from "../../chat/reply.ts";
import { formOffer } from "../cards/form-offer.ts";
import type { CommandContext } from "../command.ts";
import { unsavedSign } from "../unsaved-forms.ts";

/** form-pages.ts */
export const announcementPages = {
  more: ["audience", "link", "topic", "notify", "late"],
  picture: ["image", "alt"],
} as const;
type AnnouncementPage = keyof typeof announcementPages;

const isPage = (word: string): word is AnnouncementPage => Object.hasOwn(announcementPages, word);

const filledSign = "+";
const isName = (word: string): boolean =>
  !word.startsWith(unsavedSign) && !word.startsWith(filledSign) && !isPage(word);

/** A name, which part of the form is meant, what the form was filled with, and the mark of what was not saved. */
export const NameAndMark = z.string().transform((text) => {
  const words = text.split(/\s+/).filter((word) => word !== "");
  return {
    name: words.find(isName) ?? "",
    /** Null where no form was opened: typed words say all that they change. */
    filled: words.find((word) => word.startsWith(filledSign)) ?? null,
    page: words.find(isPage) ?? null,
    mark: words.find((word) => word.startsWith(unsavedSign)) ?? null,
  };
});

/**
 * What the form of an announcement was filled with, as a word among those of its command: what somebody else changes
 * meanwhile is not overwritten unseen. Time alone does not change it.
 */
export function filledWith({ content, proposed, schedule, aim, lateMinutes, about }: Announcement): string {
  const filled = JSON.stringify([
    content,
    proposed?.content ?? null,
    proposed?.reach,
    schedule,
    aim,
    lateMinutes,
    about?.change,
  ]);
  return `${filledSign}${createHash("sha256").update(filled).digest("hex").slice(0, 12)}`;
}

/** What is wrong, each in a sentence, and a button that opens the form again with what was typed. */
export function keptReply(context: CommandContext, name: string, sentences: readonly string[]): Reply {
  const { needs, request, identity } = context;
  const { problem } = needs.messages.announcements;
  const text = [...sentences, problem.kept].join(" ");
  // On the command line there is no form to open again: it is typed once more.
  if (identity.isOperator) return { ...plainReply(sentences.join(" ")), data: { kind: "asked-back" } };
  if (request.fields === null) return plainReply(text);
  const mark = needs.unsaved.keep({ account: identity.account, command: name }, request.fields);
  const words = request.text.split(/\s+/).filter((word) => word !== "" && !word.startsWith(unsavedSign));
  return formOffer(text, { command: name, text: [...words, mark].join(" "), label: problem.open });
}
