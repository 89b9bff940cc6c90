import type { WebClient } from "@slack/web-api";
import { safeUrl } from "../../chat/clean-text.ts";
import { slackTimes } from "./limits.ts";
import { within } from "./within.ts";

/**
 * Asks Slack once where a workspace is: the address of a message could be asked for as well, but for each anew. Several
 * posts at once ask together; what was not answered is asked again the next time.
 */
export function createSite(client: WebClient): () => Promise<string | null> {
  let asked: Promise<string | null> | null = null;
  return async () => {
    asked ??= within(slackTimes.lookup, ask(client), () => null);
    const asking = asked;
    const site = await asking;
    if (site === null && asked === asking) asked = null;
    return site;
  };
}

async function ask(client: WebClient): Promise<string | null> {
  try {
    const { url } = await client.auth.test();
    return url === undefined ? null : safeUrl(url);
  } catch {
    return null;
  }
}

/** Where people see a message of a channel. */
export function addressOf(site: string | null, channel: string, ts: string): string | null {
  return site === null ? null : new URL(`archives/${channel}/p${ts.replace(".", "")}`, site).href;
}
