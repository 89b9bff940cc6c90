import type { KnownBlock } from "@slack/types";
import { type Answer, type Arguments, refused } from "./call.ts";
import { changeMessage, removeMessage } from "./message-changes.ts";
import { contentError, json, pictureError } from "./message-rules.ts";
import { openView } from "./views.ts";
import {
  addChannel,
  directOf,
  type FakeChannel,
  type FakeMessage,
  type Metadata,
  type Workspace,
} from "./workspace.ts";

interface Method {
  /** The scope it needs; of a method that reads a conversation, by the conversation's kind. */
  readonly scope: string | ((channel: FakeChannel | undefined) => string) | null;
  readonly arguments: readonly string[];
  readonly answer: (call: Arguments, workspace: Workspace) => Answer;
}

const content = ["text", "blocks", "parse", "link_names"];
const page = ["cursor", "limit", "oldest", "latest", "inclusive", "include_all_metadata"];
const historyScopes = { public: "channels:history", private: "groups:history", im: "im:history" };
const readScopes = { public: "channels:read", private: "groups:read", im: "im:read" };
/** docs: scopes; a conversation's kind decides which one is needed. */
const byKind = (names: Record<FakeChannel["kind"], string>) => (channel: FakeChannel | undefined) =>
  names[channel?.kind ?? "public"];

/** The methods the bot may call; arguments as @slack/web-api types them. */
const methods: Readonly<Record<string, Method>> = {
  "auth.test": { scope: null, arguments: [], answer: (_, workspace) => identity(workspace) },
  "chat.postMessage": {
    scope: "chat:write",
    arguments: [...content, "channel", "thread_ts", "metadata", "unfurl_links", "unfurl_media", "mrkdwn"],
    answer: postMessage,
  },
  "chat.postEphemeral": {
    scope: "chat:write",
    arguments: [...content, "channel", "user", "thread_ts"],
    answer: postEphemeral,
  },
  "chat.update": {
    scope: "chat:write",
    arguments: [...content, "channel", "ts", "metadata", "as_user"],
    answer: changeMessage,
  },
  "chat.delete": { scope: "chat:write", arguments: ["channel", "ts", "as_user"], answer: removeMessage },
  "conversations.history": { scope: byKind(historyScopes), arguments: ["channel", ...page], answer: history },
  "conversations.replies": {
    scope: byKind(historyScopes),
    arguments: ["channel", "ts", ...page],
    answer: replies,
  },
  "conversations.info": { scope: byKind(readScopes), arguments: ["channel"], answer: conversationInfo },
  "conversations.open": { scope: "im:write", arguments: ["users", "return_im"], answer: conversationOpen },
  "users.info": { scope: "users:read", arguments: ["user", "include_locale"], answer: userInfo },
  "auth.revoke": { scope: null, arguments: ["test"], answer: revoke },
  "views.open": { scope: null, arguments: ["trigger_id", "view"], answer: openView },
  "usergroups.users.list": { scope: "usergroups:read", arguments: ["usergroup"], answer: groupUsers },
};

/**
 * Answers a Web API call as Slack would; `workspace` is the one whose token came with it. The transport and its faults
 * are elsewhere.
 */
export function answerCall(
  method: string,
  { token, call }: { readonly token: string | null; readonly call: Arguments },
  workspace: Workspace | null,
): Answer {
  // docs: every method's errors, not_authed: no authentication token provided
  if (token === null) return refused("not_authed");
  if (workspace === null) return refused("invalid_auth");
  // docs: every method's errors, token_revoked: the token has been revoked
  if (workspace.isTokenRevoked) return refused("token_revoked");
  const found = methods[method];
  // docs: Web API, errors: unknown_method
  if (found === undefined) return refused("unknown_method");
  // docs: every method's errors, invalid_arg_name: the method was passed an argument it does not know
  const unknown = Object.keys(call).find((name) => !found.arguments.includes(name) && name !== "team_id");
  if (unknown !== undefined) return { ...refused("invalid_arg_name"), unknown };
  const needed =
    typeof found.scope === "function" ? found.scope(workspace.channels.get(call.channel ?? "")) : found.scope;
  // docs: every method's errors, missing_scope: the token is not granted the scope
  if (needed !== null && !workspace.scopes.has(needed)) return { ...refused("missing_scope"), needed };
  return found.answer(call, workspace);
}

function identity(workspace: Workspace): Answer {
  const { teamId, botUser, botId } = workspace;
  return {
    ok: true,
    team: workspace.name,
    team_id: teamId,
    user_id: botUser,
    bot_id: botId,
    url: "https://example.slack.com/",
  };
}

/** docs: auth.revoke: the token the method is called with is revoked */
function revoke(_: Arguments, workspace: Workspace): Answer {
  workspace.isTokenRevoked = true;
  return { ok: true, revoked: true };
}

function postMessage(call: Arguments, workspace: Workspace): Answer {
  // docs: chat.postMessage, channel: a user's id posts to the direct message with them
  const channel = workspace.channels.get(
    call.channel?.startsWith("U") ? directOf(call.channel) : (call.channel ?? ""),
  );
  const error =
    placeError(channel, workspace) ??
    contentError(call.text ?? "", json(call.blocks)) ??
    pictureError(json(call.blocks), workspace);
  if (channel === undefined || error !== null) return refused(error ?? "channel_not_found");
  const metadata = json(call.metadata) as Metadata | undefined;
  // docs: message metadata: event_type and event_payload are both required
  if (metadata !== undefined && (!metadata.event_type || typeof metadata.event_payload !== "object")) {
    return refused("invalid_metadata_format");
  }
  const message = keep(call, workspace, { channel: channel.id, metadata: metadata ?? null, seenBy: null });
  return { ok: true, channel: channel.id, ts: message.ts };
}

function postEphemeral(call: Arguments, workspace: Workspace): Answer {
  const channel = workspace.channels.get(call.channel ?? "");
  const error = placeError(channel, workspace) ?? contentError(call.text ?? "", json(call.blocks));
  if (channel === undefined || error !== null) return refused(error ?? "channel_not_found");
  // docs: chat.postEphemeral errors, user_not_in_channel: the intended recipient is not in the channel
  if (!channel.members.has(call.user ?? "")) return refused("user_not_in_channel");
  const message = keep(call, workspace, { channel: channel.id, metadata: null, seenBy: call.user ?? "" });
  return { ok: true, message_ts: message.ts };
}

/** docs: chat.postMessage errors: channel_not_found, not_in_channel, is_archived */
function placeError(channel: FakeChannel | undefined, workspace: Workspace): string | null {
  if (channel === undefined) return "channel_not_found";
  const isIn = channel.members.has(workspace.botUser);
  if (!isIn) return channel.kind === "public" ? "not_in_channel" : "channel_not_found";
  return channel.isArchived ? "is_archived" : null;
}

function keep(
  call: Arguments,
  workspace: Workspace,
  place: Pick<FakeMessage, "channel" | "metadata" | "seenBy">,
): FakeMessage {
  const message: FakeMessage = {
    ...place,
    ts: workspace.nextTs(),
    thread: call.thread_ts ?? null,
    author: workspace.botUser,
    // docs: chat.postMessage: text of more than 40,000 characters is truncated
    text: (call.text ?? "").slice(0, 40_000),
    blocks: (json(call.blocks) as KnownBlock[] | undefined) ?? [],
    isParsed: call.link_names === "true" || call.parse === "full",
  };
  workspace.messages.push(message);
  return message;
}

function history(call: Arguments, workspace: Workspace): Answer {
  const channel = workspace.channels.get(call.channel ?? "");
  if (channel === undefined) return refused("channel_not_found");
  // docs: conversations.history errors, not_in_channel
  if (!channel.members.has(workspace.botUser)) return refused("not_in_channel");
  return pageOf(
    workspace.messages.filter((message) => message.thread === null && isInHistory(message, workspace)),
    call,
  );
}

/** Slack promises nothing of how soon; ids tell the second only. */
function isInHistory({ ts }: FakeMessage, { historyLag, now }: Workspace): boolean {
  return historyLag === 0 || Math.floor(Number(ts)) * 1_000 + historyLag <= now();
}

function replies(call: Arguments, workspace: Workspace): Answer {
  const channel = workspace.channels.get(call.channel ?? "");
  if (channel === undefined) return refused("channel_not_found");
  if (!channel.members.has(workspace.botUser)) return refused("not_in_channel");
  const thread = workspace.messages.filter((message) => message.ts === call.ts || message.thread === call.ts);
  // docs: conversations.replies errors, thread_not_found
  if (thread.length === 0) return refused("thread_not_found");
  return pageOf(thread, call);
}

function pageOf(messages: readonly FakeMessage[], call: Arguments): Answer {
  const inRange = messages.filter(
    (message) =>
      message.channel === call.channel &&
      message.seenBy === null &&
      Number(message.ts) >= Number(call.oldest ?? 0),
  );
  const limit = Number(call.limit ?? 100);
  const begin = Number(call.cursor ?? 0);
  const hasMore = begin + limit < inRange.length;
  return {
    ok: true,
    has_more: hasMore,
    response_metadata: { next_cursor: hasMore ? String(begin + limit) : "" },
    messages: inRange.slice(begin, begin + limit).map(({ ts, text, author, metadata }) => ({
      type: "message",
      ts,
      text,
      user: author,
      // docs: message metadata: read back only with include_all_metadata
      ...(call.include_all_metadata === "true" && metadata !== null ? { metadata } : {}),
    })),
  };
}

function conversationInfo(call: Arguments, workspace: Workspace): Answer {
  const channel = workspace.channels.get(call.channel ?? "");
  const isHidden = channel?.kind === "private" && !channel.members.has(workspace.botUser);
  // docs: conversations.info errors, channel_not_found: also of private channels the token cannot see
  if (channel === undefined || isHidden) return refused("channel_not_found");
  return {
    ok: true,
    channel: {
      id: channel.id,
      name: channel.id.toLowerCase(),
      is_archived: channel.isArchived,
      is_member: channel.members.has(workspace.botUser),
      is_private: channel.kind === "private",
      is_shared: channel.isExternallyShared,
      is_ext_shared: channel.isExternallyShared,
    },
  };
}

function conversationOpen(call: Arguments, workspace: Workspace): Answer {
  const user = workspace.users.get(call.users ?? "");
  // docs: conversations.open errors: user_not_found, user_disabled, cannot_dm_bot
  if (user === undefined) return refused("user_not_found");
  if (user.isDeleted === true) return refused("user_disabled");
  if (user.isBot === true) return refused("cannot_dm_bot");
  const id = directOf(user.id);
  if (!workspace.channels.has(id))
    addChannel(workspace, { id, kind: "im", members: [user.id, workspace.botUser] });
  return { ok: true, channel: { id } };
}

function userInfo(call: Arguments, workspace: Workspace): Answer {
  const user = workspace.users.get(call.user ?? "");
  // docs: users.info errors, user_not_found
  if (user === undefined) return refused("user_not_found");
  return {
    ok: true,
    user: {
      id: user.id,
      team_id: user.teamId,
      deleted: user.isDeleted === true,
      is_bot: user.isBot === true,
      is_admin: user.isAdmin === true,
      is_owner: false,
      profile: { display_name: user.name ?? "" },
      is_restricted: user.isGuest === true,
      is_ultra_restricted: false,
      // docs: users.info: is_stranger is only there for people of other organisations
      ...(user.isStranger === true ? { is_stranger: true } : {}),
      ...(call.include_locale === "true" ? { locale: user.locale ?? "en-US" } : {}),
    },
  };
}

function groupUsers(call: Arguments, workspace: Workspace): Answer {
  const users = workspace.groups.get(call.usergroup ?? "");
  // docs: usergroups.users.list errors, no_such_subteam
  return users === undefined ? refused("no_such_subteam") : { ok: true, users };
}
