import { z } from "zod";
import { defineCommand } from "./command.ts";
import { correctLink } from "./positions/correct-link.ts";

/** `/cluster positions link P7 minutes of May` */
export const positionsLink = defineCommand({
  name: "positions link",
  summary: "Say that a document belongs to a position, whatever is imported afterwards",
  usage: "positions link <topic> <document>",
  right: "propose-positions",
  isPrivate: true,
  options: [
    { name: "topic", summary: "Its topic, or its number, for example P7", isRequired: true },
    { name: "document", summary: "Words of the document's title", isRequired: true },
  ],
  schema: z.string().trim(),
  run: (context, text) => correctLink("link", text, context),
});
