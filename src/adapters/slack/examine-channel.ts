import { z } from "zod";
import type { Examined } from "../../announcing/poster.port.ts";
import { cleanName } from "../../chat/clean-text.ts";
import { refusalOf } from "./refusal-reasons.ts";
import { failureOf } from "./slack-errors.ts";
import type { SlackWorkspace } from "./workspaces.ts";

/** The fields we use of a conversation (docs: conversation object), and the token's scopes, from a header. */
const Info = z.object({
  channel: z.object({
    name: z.string().default(""),
    is_archived: z.boolean().default(false),
    is_member: z.boolean().default(false),
    is_private: z.boolean().default(false),
    is_shared: z.boolean().default(false),
    is_ext_shared: z.boolean().default(false),
  }),
  response_metadata: z.object({ scopes: z.array(z.string()).default([]) }).default({ scopes: [] }),
});

/** What Slack says of a channel, without posting in it. */
export async function examineChannel(channel: string, { client }: SlackWorkspace): Promise<Examined> {
  try {
    const { channel: found, response_metadata } = Info.parse(await client.conversations.info({ channel }));
    const { scopes } = response_metadata;
    if (found.is_archived) return refused("is_archived");
    if (!found.is_member) return refused("not_in_channel");
    if (!scopes.includes("chat:write")) return refused("missing_scope");
    return {
      kind: "ready",
      channelName: cleanName(found.name),
      isShared: found.is_shared || found.is_ext_shared,
      canReadBack: scopes.includes(found.is_private ? "groups:history" : "channels:history"),
      // Slack fetches a picture from its address and needs no right for it.
      mayAttach: true,
    };
  } catch (error) {
    const failure = failureOf(error);
    // Of a right to look that is missing nothing follows for posting.
    const isKnown = failure.kind === "refused" && failure.reason !== "missing_scope";
    if (isKnown) return refused(failure.reason);
    return { kind: "unknown", detail: "reason" in failure ? failure.reason : "slack is busy" };
  }
}

function refused(word: string): Examined {
  return { kind: "refused", ...refusalOf(word) };
}
