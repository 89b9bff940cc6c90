import { defineCommand } from "./command.ts";
import { correctLink, correctsLinks } from "./positions/correct-link.ts";

/** `/cluster positions unlink P7 minutes of May` */
export const positionsUnlink = defineCommand({
  name: "positions unlink",
  summary: "Say that a document does not belong to a position, whatever is imported afterwards",
  usage: "positions unlink <topic> <document>",
  ...correctsLinks,
  run: (context, text) => correctLink("unlink", text, context),
});
