import { z } from "zod";
import { plainReply } from "../chat/reply.ts";
import type { Request } from "../chat/request.ts";
import { forgetMeCard, forgottenCard } from "./cards/forget-me-card.ts";
import { defineCommand } from "./command.ts";

/** `/cluster forget-me`: everything kept about the asker is deleted, once they say so a second time. */
export const forgetMe = defineCommand({
  name: "forget-me",
  summary: "Delete what I keep about you",
  usage: "forget-me",
  right: "look-after-own-data",
  isPrivate: true,
  options: [{ name: "confirm", summary: "Write yes to delete it now", isRequired: false, choices: ["yes"] }],
  schema: z.string().transform((text) => text.trim().toLowerCase() === "yes"),
  run: async ({ identity, request, needs }, isConfirmed) => {
    const { account } = identity;
    if (account === null) return plainReply(needs.messages.privacy.noAccount);
    if (!isConfirmed) return forgetMeCard(needs.messages);
    const erasure = await needs.personalData.erase({
      whom: { account },
      by: { actor: "erased", place: placeOf(request) },
      keptDelivery: request.deliveryKey,
    });
    const erased = erasure.kind === "erased" ? erasure.accounts : [];
    needs.unsaved.forget(erased);
    needs.signIn.forget(erased);
    return forgottenCard(erasure, needs.messages);
  },
});

/** Where it was done, as the audit trail writes it; of a direct message on Discord only that it was there. */
function placeOf({ platform, workspace }: Request): string {
  return workspace === null || platform === "web" ? platform : `${platform}:${workspace}`;
}
