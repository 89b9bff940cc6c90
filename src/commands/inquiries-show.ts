import { z } from "zod";
import { defineCommand } from "./command.ts";
import { namedInquiry } from "./inquiries/known-inquiries.ts";
import { showInquiry } from "./inquiries/show-inquiry.ts";

/** `/cluster inquiries show AI and copyright` */
export const inquiriesShow = defineCommand({
  name: "inquiries show",
  summary: "One consultation: who asks, until when, our positions on it, and who responds",
  usage: "inquiries show <name>",
  right: "ask",
  options: [{ name: "name", summary: "Its number or title, for example I7", isRequired: true }],
  schema: z.string().trim(),
  run: async (context, text) => {
    const named = await namedInquiry(context, text);
    return named.kind === "refused" ? named.reply : showInquiry(context, named.inquiry);
  },
});
