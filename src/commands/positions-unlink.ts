import { z } from "zod";
import { defineCommand } from "./command.ts";
import { correctLink } from "./positions/correct-link.ts";

/** `/cluster positions unlink P7 minutes of May` */
export const positionsUnlink = defineCommand({
  name: "positions unlink",
  summary: "Say that a document does not belong to a position, whatever is imported afterwards",
  usage: "positions unlink <topic> <document>",
  right: "propose-positions",
  isPrivate: true,
  options: [
    { name: "topic", summary: "Its topic, or its number, for example P7", isRequired: true },
    { name: "document", summary: "Words of the document's title", isRequired: true },
  ],
  schema: z.string().trim(),
  run: (context, text) => correctLink("unlink", text, context),
});
