import type { Log } from "../../shared/log.port.ts";
import { connectionError } from "./slack-errors.ts";
import { createWebClient, slackAddress } from "./web-client.ts";

export interface SlackCheck {
  readonly botToken: string;
  readonly apiUrl: string | null;
}

/**
 * Asks Slack whose token this is, without connecting. Returns the workspace's name; throws BotError
 * PLATFORM_REFUSED_TOKEN or PLATFORM_UNREACHABLE.
 */
export async function checkSlackToken(settings: SlackCheck, log: Log): Promise<string> {
  try {
    const { team, team_id } = await createWebClient(
      settings.botToken,
      slackAddress(settings.apiUrl),
      log,
    ).auth.test();
    return team ?? team_id ?? "a workspace";
  } catch (error) {
    throw connectionError(error);
  }
}
