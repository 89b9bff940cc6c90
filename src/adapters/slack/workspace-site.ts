import type { WebClient } from "@slack/web-api";
import { safeUrl } from "../../chat/clean-text.ts";
import { slackTimes } from "./limits.ts";
import { within } from "./within.ts";

/** Asks Slack once where a workspace is: the address of a message could be asked for as well, but for each anew. */
export function createSite(client: WebClient): () => Promise<string | null> {
  let known: string | null = null;
  return async () => {
    known ??= await within(slackTimes.lookup, ask(client), () => null);
    return known;
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
