import { DiscordAPIError, RESTJSONErrorCodes, Routes } from "discord.js";
import type { LookedUp } from "../../chat/platform.port.ts";
import type { Log } from "../../shared/log.port.ts";
import { Member, standingOf } from "./discord-objects.ts";
import type { DiscordRest } from "./discord-rest.ts";

/** What a member is in a server now; an outsider once they left it, null when Discord does not say. */
export async function lookUpMember(
  { guildId, userId }: { readonly guildId: string; readonly userId: string },
  { rest, log }: { readonly rest: DiscordRest; readonly log: Log },
): Promise<LookedUp | null> {
  try {
    const member = Member.parse(await rest.get(Routes.guildMember(guildId, userId)));
    return { standing: standingOf(member), groups: member.roles };
  } catch (error) {
    const isGone = error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMember;
    if (isGone) return { standing: "outsider", groups: [] };
    log.warn("discord-lookup-failed", { reason: error instanceof Error ? error.message : String(error) });
    return null;
  }
}
