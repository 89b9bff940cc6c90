import { z } from "zod";
import { plainReply } from "../chat/reply.ts";
import { signInLinkCard } from "./cards/sign-in-link-card.ts";
import { defineCommand } from "./command.ts";

/**
 * `/cluster web`: a link that signs in on the web page. Not from the page itself: a session could prolong itself for
 * ever, and what the asker is (standing, groups) would never be looked up again.
 */
export const web = defineCommand({
  name: "web",
  summary: "A link that signs you in on the web page",
  usage: "web",
  right: "sign-in",
  isPrivate: true,
  options: [],
  schema: z.string(),
  run: async ({ request, identity, needs }) => {
    const { account, name, place, standing } = identity;
    if (account === null || request.platform === "web") return plainReply(needs.messages.web.askInChat);
    // On Slack everybody's standing can be looked up; who could not be looked up must not become somebody here.
    if (standing !== "member" && request.workspace !== null)
      return plainReply(needs.messages.permit["not-known"]);
    const groups = request.asker.groups;
    const minted = await needs.signIn.mintLink({
      account,
      name,
      workspaceId: place?.id ?? null,
      standing,
      groups,
    });
    if (minted.kind === "no-page") return plainReply(needs.messages.web.noPage);
    return signInLinkCard(minted, needs.messages);
  },
});
