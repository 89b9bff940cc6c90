import type { Log } from "../../shared/log.port.ts";
import { connectionError } from "./slack-errors.ts";
import { createWebClient, slackAddress } from "./web-client.ts";

/** Name of the workspace the token belongs to. Throws BotError PLATFORM_REFUSED_TOKEN or PLATFORM_UNREACHABLE. */
export async function checkSlackToken(
  settings: { readonly botToken: string; readonly apiUrl: string | null },
  log: Log,
): Promise<string> {
  const client = createWebClient(settings.botToken, slackAddress(settings.apiUrl), log);
  try {
    const { team, team_id } = await client.auth.test();
    return team ?? team_id ?? "a workspace without a name";
  } catch (error) {
    throw connectionError(error);
  }
}
