import { defineCommand } from "./command.ts";
import { correctLink, correctsLinks } from "./positions/correct-link.ts";

/** `/cluster positions link P7 minutes of May` */
export const positionsLink = defineCommand({
  name: "positions link",
  summary: "Say that a document belongs to a position, whatever is imported afterwards",
  usage: "positions link <topic> <document>",
  ...correctsLinks,
  run: (context, text) => correctLink("link", text, context),
});
