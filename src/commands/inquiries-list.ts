import { z } from "zod";
import { inquiryState } from "../directory/inquiries/inquiry.ts";
import { inquiriesCard } from "./cards/inquiries-card.ts";
import { defineCommand } from "./command.ts";
import { knownInquiries } from "./inquiries/known-inquiries.ts";

/** `/cluster inquiries list closed`: past ones too, the newest first. */
export const inquiriesList = defineCommand({
  name: "inquiries list",
  summary: "Consultations and calls for evidence that are open, by when they close",
  usage: "inquiries list [closed]",
  right: "ask",
  options: [
    { name: "which", summary: "closed: past ones too", isRequired: false, choices: ["open", "closed"] },
  ],
  schema: z.string().trim().toLowerCase(),
  run: async (context, text) => {
    const { clock, messages } = context.needs;
    const now = clock.now();
    const known = await knownInquiries(context);
    const open = known.filter((inquiry) => inquiryState(inquiry, now) === "open");
    const past = known.filter((inquiry) => !open.includes(inquiry)).toReversed();
    const which = text === "closed" ? "all" : "open";
    return inquiriesCard({ inquiries: which === "all" ? [...open, ...past] : open, which, now }, messages);
  },
});
