import { z } from "zod";
import { plainReply, type Reply } from "../../chat/reply.ts";
import { formOffer } from "../cards/form-offer.ts";
import type { CommandContext } from "../command.ts";
import { unsavedSign } from "../unsaved-forms.ts";

/** form-pages.ts */
export const announcementPages = {
  more: ["audience", "link", "topic", "notify"],
  picture: ["image", "alt"],
} as const;
type AnnouncementPage = keyof typeof announcementPages;

const isPage = (word: string): word is AnnouncementPage => Object.hasOwn(announcementPages, word);

/** A name, which part of the form is meant, and the mark of what was filled in and not saved. */
export const NameAndMark = z.string().transform((text) => {
  const words = text.split(/\s+/).filter((word) => word !== "");
  return {
    name: words.find((word) => !word.startsWith(unsavedSign) && !isPage(word)) ?? "",
    page: words.find(isPage) ?? null,
    mark: words.find((word) => word.startsWith(unsavedSign)) ?? null,
  };
});

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
