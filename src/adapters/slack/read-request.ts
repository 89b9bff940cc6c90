import { z } from "zod";
import type { Request } from "../../chat/request.ts";
import { readCommandText, readMentionText, type Spoken } from "../../chat/spoken-command.ts";
import { attachmentOf, SlackFiles } from "./read-files.ts";
import { readReferences, readText } from "./read-text.ts";
import type { ReplyAddress } from "./reply-address.ts";

/** Who the bot is in the workspace it is installed in. */
export interface SlackIdentity {
  readonly teamId: string;
  readonly botUserId: string;
  readonly botId: string | null;
}

/** Where every delivery of the Events API says of which workspace it is. */
const Team = z.object({
  team_id: z.string().nullish(),
  context_team_id: z.string().nullish(),
  authorizations: z.array(z.object({ team_id: z.string().nullish() })).nullish(),
});

/** Only the fields used, of an Events API delivery (docs: events-api, app_mention, message). */
const Delivery = Team.extend({
  is_ext_shared_channel: z.boolean().nullish(),
  event: z.object({
    type: z.enum(["app_mention", "message"]),
    channel: z.string(),
    channel_type: z.string().nullish(),
    ts: z.string(),
    thread_ts: z.string().nullish(),
    user: z.string(),
    text: z.string().nullish(),
    subtype: z.string().nullish(),
    bot_id: z.string().nullish(),
    user_team: z.string().nullish(),
    source_team: z.string().nullish(),
    team: z.string().nullish(),
    files: SlackFiles,
  }),
});
type Delivery = z.infer<typeof Delivery>;

/** Only the fields used, of a slash command (docs: implementing slash commands). */
const Command = z.object({
  team_id: z.string(),
  channel_id: z.string(),
  channel_name: z.string().nullish(),
  user_id: z.string(),
  text: z.string().nullish(),
  trigger_id: z.string(),
  response_url: z.string().nullish(),
});

/** A request but for what has to be looked up. `null` in `isExternallyShared`: the delivery does not say. */
export interface Heard {
  readonly request: Omit<Request, "asker" | "isExternallyShared" | "locale">;
  readonly replyAddress: ReplyAddress;
  readonly user: string;
  /** The workspace the person belongs to, where the delivery says so. */
  readonly userTeam: string | null;
  readonly isExternallyShared: boolean | null;
}

export interface ReadingNeeds {
  readonly identity: SlackIdentity;
  readonly commandNames: readonly string[];
  /** Whether replies may be sent to this address: Slack's own. */
  readonly isResponseUrl: (url: string) => boolean;
}

/** People's own messages; every other subtype is an edit, a notice or a program. */
const spokenSubtypes = ["file_share", "thread_broadcast"];

/** Reads a mention or a direct message; null when it is not for the bot to answer. */
export function readMessage(body: unknown, needs: ReadingNeeds): Heard | null {
  const parsed = Delivery.safeParse(body);
  if (!parsed.success) return null;
  const { event } = parsed.data;
  const isDirect = event.channel_type === "im" || event.channel.startsWith("D");
  const isForUs = event.type === "app_mention" || isDirect;
  if (!isForUs || workspaceOf(parsed.data) !== needs.identity.teamId || !isSpoken(event, needs)) return null;
  const thread = event.thread_ts ?? (isDirect ? null : event.ts);
  const spoken = readMentionText(readText(event.text ?? "", needs.identity), needs.commandNames);
  return {
    request: {
      deliveryKey: ["slack", needs.identity.teamId, event.channel, event.ts].join(":"),
      platform: "slack",
      workspace: needs.identity.teamId,
      channel: event.channel,
      thread,
      isDirectMessage: isDirect,
      visibility: isDirect ? "private" : "shared",
      ...spoken,
      fields: null,
      attachments: event.files.map(attachmentOf),
    },
    replyAddress: { kind: "message", channel: event.channel, thread },
    user: event.user,
    userTeam: event.user_team ?? event.source_team ?? event.team ?? null,
    isExternallyShared: isDirect ? false : (parsed.data.is_ext_shared_channel ?? null),
  };
}

/**
 * Reads a slash command; null when it is not one of ours. Only the asker sees the reply, so that who else reads
 * the channel does not matter.
 */
export function readCommand(body: unknown, needs: ReadingNeeds): Heard | null {
  const parsed = Command.safeParse(body);
  if (!parsed.success || parsed.data.team_id !== needs.identity.teamId) return null;
  const command = parsed.data;
  const url = command.response_url ?? null;
  return {
    request: {
      deliveryKey: ["slack", command.team_id, "command", command.trigger_id].join(":"),
      platform: "slack",
      workspace: command.team_id,
      channel: command.channel_id,
      thread: null,
      isDirectMessage: command.channel_name === "directmessage" || command.channel_id.startsWith("D"),
      visibility: "private",
      ...readTyped(command.text ?? "", needs),
      fields: null,
      attachments: [],
    },
    replyAddress: {
      kind: "command",
      responseUrl: url !== null && needs.isResponseUrl(url) ? url : null,
      issuedAt: null,
      channel: command.channel_id,
      user: command.user_id,
    },
    user: command.user_id,
    userTeam: null,
    isExternallyShared: false,
  };
}

/** A question stays words; whatever does something gets references to people and groups, and whole addresses. */
function readTyped(text: string, { identity, commandNames }: ReadingNeeds): Spoken {
  const asWords = readCommandText(readText(text, identity), commandNames);
  return asWords.command === "ask" ? asWords : readCommandText(readReferences(text, identity), commandNames);
}

/** Of which workspace a delivery is; null when it does not say. */
export function teamOfEvent(body: unknown): string | null {
  const parsed = Team.safeParse(body);
  return parsed.success ? workspaceOf(parsed.data) : null;
}

/**
 * In Slack Connect the outer `team_id` may be the other organisation's; the authorization is our own
 * (docs: events-api, authorizations).
 */
function workspaceOf(delivery: z.infer<typeof Team>): string | null {
  const [authorization] = delivery.authorizations ?? [];
  return authorization?.team_id ?? delivery.context_team_id ?? delivery.team_id ?? null;
}

function isSpoken(event: Delivery["event"], needs: ReadingNeeds): boolean {
  const isProgram = event.bot_id !== null && event.bot_id !== undefined;
  const isOwn = event.user === needs.identity.botUserId;
  const subtype = event.subtype ?? null;
  return !isProgram && !isOwn && (subtype === null || spokenSubtypes.includes(subtype));
}
