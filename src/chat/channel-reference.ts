/** A workspace as channels are looked for in it. */
interface Place {
  readonly platform: "slack" | "discord";
  readonly externalId: string;
}

/**
 * The id of a channel of this workspace, as a picker gives it or as somebody copied it: an id, a mention, the
 * channel's address. Null when it is none, or one of another workspace.
 */
export function readChannelReference(text: string, place: Place): string | null {
  const typed = text.trim();
  const mentioned = /^<#(\w+)(?:\|[^>]*)?>$/.exec(typed)?.[1] ?? typed;
  const id = URL.canParse(mentioned) ? channelOfAddress(new URL(mentioned), place) : mentioned;
  const shape = place.platform === "slack" ? /^[CG][A-Z0-9]{1,20}$/ : /^\d{1,20}$/;
  return shape.test(id) ? id : null;
}

function channelOfAddress({ hostname, pathname }: URL, { platform, externalId }: Place): string {
  const [, kind = "", first = "", second = ""] = pathname.split("/");
  if (platform === "discord") {
    const isDiscord = hostname === "discord.com" || hostname.endsWith(".discord.com");
    return isDiscord && kind === "channels" && first === externalId ? second : "";
  }
  if (hostname === "app.slack.com") return kind === "client" && first === externalId ? second : "";
  return hostname.endsWith(".slack.com") && kind === "archives" ? first : "";
}
