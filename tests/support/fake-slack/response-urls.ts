import type { KnownBlock } from "@slack/types";
import { contentError } from "./message-rules.ts";
import type { Workspace } from "./workspace.ts";

/** What a command's reply may say, as JSON. */
interface ResponseBody {
  readonly text?: string;
  readonly blocks?: KnownBlock[];
  readonly response_type?: "ephemeral" | "in_channel";
}

export interface ResponseUrls {
  /** The path of a new address for replies to `user` in `channel`. */
  open(channel: string, user: string): string;
  /** Status and body Slack answers a POST to the address with. */
  use(path: string, body: string): { readonly status: number; readonly body: string };
  /** Every path so far. */
  paths(): readonly string[];
}

/** docs: handling user interaction, message responses: up to 5 replies within 30 minutes of the command */
const usesAtMost = 5;
const lifetimeMilliseconds = 30 * 60_000;

export function createResponseUrls(workspace: Workspace): ResponseUrls {
  const open = new Map<
    string,
    { readonly channel: string; readonly user: string; readonly until: number; uses: number }
  >();
  return {
    paths: () => [...open.keys()],
    open: (channel, user) => {
      const path = `/commands/${workspace.teamId}/${open.size + 1}/fake`;
      open.set(path, { channel, user, until: workspace.now() + lifetimeMilliseconds, uses: 0 });
      return path;
    },
    use: (path, text) => {
      const address = open.get(path);
      if (address === undefined) return refused(404, "invalid_url");
      if (workspace.now() > address.until) return refused(404, "expired_url");
      if (address.uses >= usesAtMost) return refused(404, "used_url");
      const body: ResponseBody = JSON.parse(text);
      const error = contentError(body.text ?? "", body.blocks);
      if (error !== null) return refused(400, error);
      address.uses += 1;
      workspace.messages.push({
        ts: workspace.nextTs(),
        channel: address.channel,
        thread: null,
        author: workspace.botUser,
        text: body.text ?? "",
        blocks: body.blocks ?? [],
        metadata: null,
        // docs: message responses: ephemeral unless response_type is in_channel
        seenBy: body.response_type === "in_channel" ? null : address.user,
        isParsed: false,
      });
      return { status: 200, body: "ok" };
    },
  };
}

function refused(status: number, error: string): { readonly status: number; readonly body: string } {
  return { status, body: JSON.stringify({ ok: false, error }) };
}
