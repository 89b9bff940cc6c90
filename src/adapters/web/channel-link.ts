/** A channel as somebody named it: its id and, where a link told it, the workspace it is in. */
export interface NamedChannel {
  readonly id: string;
  readonly workspace: string | null;
}

const slackId = /^[CGD][A-Z0-9]{6,}$/;
const discordId = /^\d{15,20}$/;

/** Reads an id or what “Copy link” on a channel gives, on Slack and on Discord; null for anything else. */
export function readChannel(text: string): NamedChannel | null {
  if (slackId.test(text) || discordId.test(text)) return { id: text, workspace: null };
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, pathname } = new URL(text);
  if (protocol !== "https:") return null;
  const [first = "", second = "", third = ""] = pathname.split("/").slice(1);
  if (hostname === "app.slack.com" && first === "client") return named(third, slackId, second);
  // The name before slack.com is chosen by the workspace and tells nothing that can be compared.
  if (hostname.endsWith(".slack.com") && first === "archives") return named(second, slackId, null);
  if (hostname === "discord.com" && first === "channels") return named(third, discordId, second);
  return null;
}

function named(id: string, shape: RegExp, workspace: string | null): NamedChannel | null {
  return shape.test(id) ? { id, workspace } : null;
}
