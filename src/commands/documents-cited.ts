import { z } from "zod";
import { mayRead } from "../shared/audience.ts";
import { citedCard } from "./cards/cited-card.ts";
import { defineCommand } from "./command.ts";
import { findNamed } from "./handing-in/named-document.ts";

const answersShown = 10;

/**
 * `/cluster documents cited`: which answers rest on a document, without who asked or what. Looking after a document
 * is not reading it: its words are for those whom it is for.
 */
export const documentsCited = defineCommand({
  name: "documents cited",
  summary: "See which answers cite a document",
  usage: "documents cited number or title",
  right: "manage-documents",
  isPrivate: true,
  options: [
    { name: "document", summary: "Its number in your list, or words of its title", isRequired: true },
  ],
  schema: z.string().trim(),
  run: async (context, text) => {
    const { documents, messages } = context.needs;
    const named = await findNamed(context, text);
    if (named.kind === "refused") return named.reply;
    const { total, answers } = await documents.register.citing(named.document.id, answersShown);
    const isReadable = mayRead(context.reader.readership, named.document);
    return citedCard({ document: named.document, isReadable, total, answers }, messages);
  },
});
