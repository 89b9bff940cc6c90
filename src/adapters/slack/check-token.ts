import type { Log } from "../../shared/log.port.ts";
import { slackAddress } from "./web-client.ts";
import { identify } from "./workspaces.ts";

/** Name of the workspace the token belongs to. Throws BotError PLATFORM_REFUSED_TOKEN or PLATFORM_UNREACHABLE. */
export async function checkSlackToken(
  settings: { readonly botToken: string; readonly apiUrl: string | null },
  log: Log,
): Promise<string> {
  const { name } = await identify(settings.botToken, { address: slackAddress(settings.apiUrl), log });
  return name;
}
