import type {
  ChangeOutcome,
  Examined,
  Pace,
  PartToPost,
  Poster,
  PostOutcome,
} from "../../announcing/poster.port.ts";
import type { Clock } from "../../shared/clock.port.ts";
import { codeOf } from "../../shared/errors.ts";
import type { Log } from "../../shared/log.port.ts";
import { type AnnouncementMessages, createAnnouncementMessages } from "./announcement-messages.ts";
import { deleteMessage, updateMessage } from "./change-announcement.ts";
import { examineChannel } from "./examine-channel.ts";
import { findPosted, type PostedOnce, postOnce } from "./post-once.ts";
import { refusalOf } from "./refusal-reasons.ts";
import type { PostingSentences } from "./render-announcement.ts";
import { addressOf } from "./workspace-site.ts";
import type { SlackWorkspace, SlackWorkspaces } from "./workspaces.ts";

export interface SlackPosterNeeds {
  readonly workspaces: Pick<SlackWorkspaces, "of" | "noteFailure" | "noteSuccess">;
  readonly clock: Clock;
  readonly log: Log;
  readonly sentences: PostingSentences;
}

type Needs = Omit<SlackPosterNeeds, "sentences"> & { readonly messages: AnnouncementMessages };

/** Source: reference/methods/chat.postMessage: one message a second in a channel, several hundred a minute in all. */
const pace: Pace = {
  channelSpacing: 1_000,
  laneSpacing: 0,
  laneWindow: { posts: 300, milliseconds: 60_000 },
  atOnce: 10,
};

/** Announcements in Slack channels, each with its own workspace's client. */
export function createSlackPoster({ sentences, ...given }: SlackPosterNeeds): Poster {
  const messages = createAnnouncementMessages(sentences);
  const needs = { ...given, messages };
  const { log } = needs;
  const unexpected = (error: unknown): { readonly detail: string } => {
    log.error("slack-announcement-failed", { code: codeOf(error), error });
    return { detail: "an unexpected error" };
  };
  return {
    platform: "slack",
    pace,
    laneOf: (workspace) => `slack:${workspace}`,
    isLane: (lane) => lane.startsWith("slack:"),
    preview: messages.preview,
    post: (part) =>
      postPart(part, needs).catch((error: unknown) => ({ kind: "uncertain", ...unexpected(error) })),
    edit: (part) =>
      change(part.destination.workspace, needs, (workspace) => {
        const variants = messages.variants(part);
        if (variants === null) return Promise.resolve(noSuchPart);
        if (!part.maySend()) return Promise.resolve(tooLate);
        return updateMessage({ channel: part.destination.channel, ts: part.receipt.id }, variants, workspace);
      }).catch((error: unknown) => ({ kind: "refused", reason: "refused", ...unexpected(error) })),
    remove: ({ workspace: team, channel }, { id: ts }) =>
      change(team, needs, (workspace) => deleteMessage({ channel, ts }, workspace)).catch(
        (error: unknown) => ({
          kind: "refused",
          reason: "refused",
          ...unexpected(error),
        }),
      ),
    examine: ({ workspace, channel }) =>
      examine(workspace, channel, needs).catch((error: unknown) => ({
        kind: "unknown",
        ...unexpected(error),
      })),
  };
}

const notInstalled = {
  kind: "refused",
  reason: "bot-removed",
  detail: "the app is not installed in this workspace",
} as const;
const noSuchPart = { kind: "refused", reason: "refused", detail: "there is no such part" } as const;
/** The records are away, so whose token it is cannot be known; nothing was sent. */
const recordsAway = { kind: "wait", seconds: 15, scope: "workspace" } as const;

const tooLate = { kind: "wait", seconds: 0, scope: "channel" } as const;

type Found = SlackWorkspace | "not-installed" | "records-away";

async function find(team: string, { workspaces, log }: Needs): Promise<Found> {
  try {
    return (await workspaces.of(team)) ?? "not-installed";
  } catch (error) {
    log.warn("slack-workspace-unknown", { team, code: codeOf(error) });
    return "records-away";
  }
}

async function postPart(part: PartToPost, needs: Needs): Promise<PostOutcome> {
  const { workspace: team, channel } = part.destination;
  const workspace = await find(team, needs);
  if (workspace === "records-away") return { ...recordsAway, doubtSince: part.doubtSince };
  if (workspace === "not-installed")
    return part.doubtSince === null ? notInstalled : { kind: "uncertain", detail: notInstalled.detail };
  const variants = needs.messages.variants(part);
  if (variants === null) return noSuchPart;
  const posting = {
    target: { channel, thread: null },
    mark: { event: "clusterbot_announcement", key: part.key } as const,
    variants,
    since: part.doubtSince,
  };
  const { doubtSince } = part;
  if (doubtSince === null && !part.maySend()) return { ...tooLate, doubtSince };
  const connection = { client: workspace.client, clock: needs.clock };
  const [site, posted] = await Promise.all([
    workspace.site(),
    // What is absent is posted by an attempt of its own: this one's doubt is older than what it would post.
    doubtSince === null ? postOnce(posting, connection) : findPosted(posting, connection),
  ]);
  if (posted === "absent") return { kind: "absent" };
  return settle(posted, { ...needs, team, site, variants: variants.length });
}

interface Settling extends Needs {
  readonly team: string;
  readonly site: string | null;
  readonly variants: number;
}

async function settle(posted: PostedOnce, needs: Settling): Promise<PostOutcome> {
  const { workspaces, log, team, site } = needs;
  switch (posted.kind) {
    case "posted": {
      const { channel, ts, variant } = posted;
      if (variant !== null && variant > 0)
        log.warn("slack-announcement-simplified", { team, channel, variant });
      await workspaces.noteSuccess(team);
      return { kind: "posted", receipt: { id: ts, link: addressOf(site, channel, ts) } };
    }
    case "later": {
      // Slack counts posts by workspace, and the pacer keeps to one a second in a channel.
      const scope = posted.about === "posting" ? "workspace" : "channel";
      return { kind: "wait", seconds: posted.seconds, scope, doubtSince: posted.since };
    }
    case "refused":
      await workspaces.noteFailure(team, posted.reason);
      return { kind: "refused", ...refusalOf(posted.reason) };
    case "uncertain":
      return { kind: "uncertain", detail: posted.reason };
  }
}

async function change(
  team: string,
  needs: Needs,
  act: (workspace: SlackWorkspace) => Promise<ChangeOutcome>,
): Promise<ChangeOutcome> {
  const workspace = await find(team, needs);
  if (workspace === "not-installed") return notInstalled;
  if (workspace === "records-away") return recordsAway;
  const outcome = await act(workspace);
  if (outcome.kind === "refused") await needs.workspaces.noteFailure(team, outcome.detail);
  return outcome;
}

async function examine(team: string, channel: string, needs: Needs): Promise<Examined> {
  const workspace = await find(team, needs);
  if (workspace === "not-installed") return notInstalled;
  if (workspace === "records-away") return { kind: "unknown", detail: "the records are away" };
  const examined = await examineChannel(channel, workspace);
  if (examined.kind === "refused") await needs.workspaces.noteFailure(team, examined.detail);
  return examined;
}
