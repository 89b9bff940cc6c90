import { PermissionFlagsBits } from "discord.js";
import type {
  Announced,
  Pace,
  PartToPost,
  Poster,
  PostOutcome,
  Receipt,
} from "../../announcing/poster.port.ts";
import { onceForEach } from "../../chat/once-for-each.ts";
import { codeOf } from "../../shared/errors.ts";
import { changePart, isAboutPicture, removePart } from "./change-announcement.ts";
import { codes, type Failure, readFailure } from "./discord-errors.ts";
import { createMessage, type PastMessage, type Picture } from "./discord-rest.ts";
import { examineChannel } from "./examine-channel.ts";
import { limits } from "./limits.ts";
import { createPictureMemory } from "./picture-memory.ts";
import type { ConnectedNeeds, PosterNeeds } from "./poster-needs.ts";
import { findShown, idBefore } from "./read-back.ts";
import { refusalOf } from "./refusal-reasons.ts";
import { announcementParts, createAnnouncementPreview } from "./render-announcement.ts";
import { pictureOf, type ShownPart, shownPart } from "./shown-part.ts";

/**
 * Source: topics/rate-limits: 50 requests a second for the bot, in whichever server; the SDK keeps to what the headers
 * say of a channel.
 */
const pace: Pace = {
  channelSpacing: 0,
  laneSpacing: 0,
  laneWindow: { posts: 50, milliseconds: 1_000 },
  atOnce: 25,
};

/** Announcements in the channels of Discord servers. */
export function createDiscordPoster(options: PosterNeeds): Poster {
  const { log, sentences, connection } = options;
  const partsOf = onceForEach((announced: Announced) => announcementParts(announced, sentences));
  const preview = createAnnouncementPreview(sentences, partsOf);
  const fetchPicture = createPictureMemory(options.fetchPicture, options.clock);
  const needs = { ...options, fetchPicture, partsOf };
  const connected = (): ConnectedNeeds | null => {
    const current = connection();
    return current === null ? null : { ...needs, ...current };
  };
  const unexpected = (error: unknown): { readonly detail: string } => {
    log.error("discord-announcement-failed", { code: codeOf(error), error });
    return { detail: "an unexpected error" };
  };
  const refused = (error: unknown) => ({ kind: "refused", reason: "refused", ...unexpected(error) }) as const;
  return {
    platform: "discord",
    pace,
    // Discord's limits are the bot's, in whichever server.
    laneOf: () => "discord",
    isLane: (lane) => lane === "discord",
    preview,
    post: async (part) => {
      const now = connected();
      if (now === null) return { ...notConnected, doubtSince: part.doubtSince };
      return postPart(part, now).catch((error: unknown) => ({ kind: "uncertain", ...unexpected(error) }));
    },
    edit: async (part) => {
      const now = connected();
      return now === null ? notConnected : changePart(part, now).catch(refused);
    },
    remove: async (destination, receipt) => {
      const now = connected();
      return now === null ? notConnected : removePart(destination, receipt, now).catch(refused);
    },
    examine: async ({ workspace: guildId, channel: channelId }) => {
      const now = connected();
      if (now === null) return { kind: "unknown", detail: "not connected" };
      if (now.guilds.stateOf(guildId) === "gone") return removed;
      return examineChannel({ guildId, channelId }, now);
    },
  };
}

const notConnected = { kind: "wait", seconds: 2, scope: "platform" } as const;
const tooLate = { kind: "wait", seconds: 0, scope: "channel" } as const;
const removed = {
  kind: "refused",
  reason: "bot-removed",
  detail: "the bot was removed from the server",
} as const;

/**
 * Within minutes of a doubtful attempt the nonce keeps Discord from showing a part twice; after that the channel is
 * read back first.
 */
async function postPart(part: PartToPost, needs: ConnectedNeeds): Promise<PostOutcome> {
  const shown = shownPart(part, needs);
  if (shown === null) return { kind: "refused", reason: "refused", detail: "there is no such part" };
  const began = needs.clock.now();
  const isRemembered =
    part.doubtSince !== null && began.getTime() - part.doubtSince.getTime() < limits.nonceMilliseconds;
  const isDoubtful = part.doubtSince !== null;
  try {
    if (needs.guilds.stateOf(part.destination.workspace) === "gone")
      return isDoubtful ? { kind: "uncertain", detail: removed.detail } : removed;
    if (part.doubtSince !== null && !(isRemembered && part.isWanted)) {
      // What is absent is posted by an attempt of its own, from which the nonce counts: this one's doubt is older.
      return await lookUp(part, shown, { ...needs, since: part.doubtSince });
    }
    const picture = await pictureOf(part, needs);
    if (!part.maySend()) return { ...tooLate, doubtSince: part.doubtSince };
    const id = await post({ ...part, shown }, { isReply: shown.replyTo !== null, picture }, needs);
    await needs.guilds.noteHealth(part.destination.workspace, null);
    return { kind: "posted", receipt: receiptOf(part, id) };
  } catch (error) {
    return settle(readFailure(error), { part, began, isDoubtful, needs });
  }
}

const eitherWay = [true, false] as const;

/** What an earlier attempt may have posted, by its words: Discord gives no nonce back. */
async function lookUp(
  part: PartToPost,
  shown: ShownPart,
  { since, ...needs }: ConnectedNeeds & { readonly since: Date },
): Promise<PostOutcome> {
  const { channel } = part.destination;
  // Without the right to read history Discord answers with no messages at all.
  const held = needs.permissionsOf(channel);
  if (held === null || (held & PermissionFlagsBits.ReadMessageHistory) === 0n)
    return { kind: "uncertain", detail: "the bot may not read what was said there" };
  const place = { channelId: channel, replyTo: shown.replyTo, after: idBefore(since) };
  const seen = await findShown(place, needs.botId, needs.rest);
  if (seen.kind === "unreadable") return { kind: "uncertain", detail: seen.reason };
  // What a channel is set up for may have changed since.
  const contents = eitherWay.flatMap((isReply) =>
    eitherWay.flatMap((isPictureAttached) =>
      eitherWay.map((isMentionLive) => shown.content({ isReply, isPictureAttached, isMentionLive })),
    ),
  );
  const others = new Set(part.before.map(({ id }) => id));
  const found = seen.messages.find(({ id, content }) => contents.includes(content) && !others.has(id));
  if (found !== undefined) return { kind: "posted", receipt: receiptOf(part, found.id) };
  // Words around the text may be others by now, a cluster's new name for one: what begins the same may be it.
  const beginning = firstLineOf(
    shown.content({ isReply: false, isPictureAttached: true, isMentionLive: false }),
  );
  const isAlike = ({ id, content }: PastMessage): boolean =>
    !others.has(id) && content.split("\n").slice(0, 2).includes(beginning);
  return part.part === 0 && seen.messages.some(isAlike)
    ? { kind: "uncertain", detail: "something that begins the same was said there" }
    : { kind: "absent" };
}

function firstLineOf(content: string): string {
  return content.split("\n")[0] ?? "";
}

interface Way {
  readonly isReply: boolean;
  readonly picture: Picture | null;
}

/** As a reply to the first part and with its picture, as far as the bot may do so there. */
async function post(
  part: PartToPost & { readonly shown: ShownPart },
  { isReply, picture }: Way,
  needs: ConnectedNeeds,
): Promise<string> {
  const { shown, destination, key } = part;
  const { isMentionLive } = shown;
  try {
    return await createMessage(needs.rest, {
      channelId: destination.channel,
      content: shown.content({ isReply, isPictureAttached: picture !== null, isMentionLive }),
      notifiesEverybody: isMentionLive,
      buttons: shown.buttons,
      nonce: key.slice(0, limits.nonceCharacters),
      replyTo: isReply ? shown.replyTo : null,
      picture,
    });
  } catch (error) {
    const failure = readFailure(error);
    if (isReply && failure.kind === "answered" && failure.code === codes.cannotReplyWithoutHistory)
      return post(part, { isReply: false, picture }, needs);
    if (picture === null || !isAboutPicture(error)) throw error;
    needs.log.warn("discord-announcement-without-picture", { ...destination, reason: "refused" });
    return post(part, { isReply, picture: null }, needs);
  }
}

function receiptOf({ destination: { workspace, channel } }: PartToPost, id: string): Receipt {
  return { id, link: `https://discord.com/channels/${workspace}/${channel}/${id}` };
}

interface Failed {
  readonly part: PartToPost;
  readonly began: Date;
  /** An earlier attempt may have been shown, and this one does not tell. */
  readonly isDoubtful: boolean;
  readonly needs: ConnectedNeeds;
}

async function settle(failure: Failure, { part, began, isDoubtful, needs }: Failed): Promise<PostOutcome> {
  const doubtSince = isDoubtful ? part.doubtSince : null;
  const { workspace } = part.destination;
  switch (failure.kind) {
    case "limited":
      return {
        kind: "wait",
        seconds: failure.seconds,
        scope: failure.isGlobal ? "platform" : "channel",
        doubtSince,
      };
    case "unclear":
      return { kind: "wait", seconds: 5, scope: "channel", doubtSince: doubtSince ?? began };
    case "unauthorised":
      if (isDoubtful) return { kind: "wait", seconds: 300, scope: "platform", doubtSince };
      return { kind: "refused", reason: "token-dead", detail: "401" };
    case "answered": {
      if (needs.guilds.stateOf(workspace) === "gone" && !isDoubtful) return removed;
      if (needs.guilds.stateOf(workspace) === "outage")
        return { kind: "wait", seconds: 60, scope: "workspace", doubtSince };
      const { reason, detail } = refusalOf(failure);
      if (isDoubtful && reason !== "channel-gone") return { kind: "uncertain", detail };
      return { kind: "refused", reason, detail };
    }
  }
}
