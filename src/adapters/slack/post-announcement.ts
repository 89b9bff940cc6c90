import type {
  Announced,
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
import { deleteMessage, updateMessage } from "./change-announcement.ts";
import { examineChannel } from "./examine-channel.ts";
import { type PostedOnce, postOnce } from "./post-once.ts";
import { refusalOf } from "./refusal-reasons.ts";
import { announcementParts, type PostingSentences, plainPart, renderPart } from "./render-announcement.ts";
import type { SlackMessage } from "./render-blocks.ts";
import { addressOf } from "./workspace-site.ts";
import type { SlackWorkspace, SlackWorkspaces } from "./workspaces.ts";

export interface SlackPosterNeeds {
  readonly workspaces: Pick<SlackWorkspaces, "of" | "noteFailure" | "noteSuccess">;
  readonly clock: Clock;
  readonly log: Log;
  readonly sentences: PostingSentences;
}

/** Source: reference/methods/chat.postMessage: one message a second in a channel, several hundred a minute in all. */
const pace: Pace = {
  channelSpacing: 1_000,
  laneSpacing: 0,
  laneWindow: { posts: 300, milliseconds: 60_000 },
  atOnce: 10,
};

/** Announcements in Slack channels, each with its own workspace's client. */
export function createSlackPoster(needs: SlackPosterNeeds): Poster {
  const { log, sentences } = needs;
  const unexpected = (error: unknown): { readonly detail: string } => {
    log.error("slack-announcement-failed", { code: codeOf(error), error });
    return { detail: "an unexpected error" };
  };
  return {
    platform: "slack",
    pace,
    laneOf: (workspace) => `slack:${workspace}`,
    isLane: (lane) => lane.startsWith("slack:"),
    preview: (announced) =>
      announcementParts(announced, sentences).map((part) => plainPart(announced, part, sentences)),
    post: (part) =>
      postPart(part, needs).catch((error: unknown) => ({ kind: "uncertain", ...unexpected(error) })),
    edit: (part) =>
      change(part.destination.workspace, needs, (workspace) => {
        const variants = variantsOf(part, sentences);
        if (variants === null) return Promise.resolve(noSuchPart);
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

type Found = SlackWorkspace | "not-installed" | "records-away";

async function find(team: string, { workspaces, log }: SlackPosterNeeds): Promise<Found> {
  try {
    return (await workspaces.of(team)) ?? "not-installed";
  } catch (error) {
    log.warn("slack-workspace-unknown", { team, code: codeOf(error) });
    return "records-away";
  }
}

async function postPart(part: PartToPost, needs: SlackPosterNeeds): Promise<PostOutcome> {
  const { workspace: team, channel } = part.destination;
  const workspace = await find(team, needs);
  if (workspace === "records-away") return { ...recordsAway, doubtSince: part.doubtSince };
  if (workspace === "not-installed")
    return part.doubtSince === null ? notInstalled : { kind: "uncertain", detail: notInstalled.detail };
  const variants = variantsOf(part, needs.sentences);
  if (variants === null) return noSuchPart;
  const posting = {
    target: { channel, thread: null },
    mark: { event: "clusterbot_announcement", key: part.key } as const,
    variants,
    since: part.doubtSince,
  };
  const [site, posted] = await Promise.all([
    workspace.site(),
    postOnce(posting, { client: workspace.client, clock: needs.clock }),
  ]);
  return settle(posted, { ...needs, team, site, variants: variants.length });
}

interface Settling extends SlackPosterNeeds {
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
  needs: SlackPosterNeeds,
  act: (workspace: SlackWorkspace) => Promise<ChangeOutcome>,
): Promise<ChangeOutcome> {
  const workspace = await find(team, needs);
  if (workspace === "not-installed") return notInstalled;
  if (workspace === "records-away") return recordsAway;
  const outcome = await act(workspace);
  if (outcome.kind === "refused") await needs.workspaces.noteFailure(team, outcome.detail);
  return outcome;
}

async function examine(team: string, channel: string, needs: SlackPosterNeeds): Promise<Examined> {
  const workspace = await find(team, needs);
  if (workspace === "not-installed") return notInstalled;
  if (workspace === "records-away") return { kind: "unknown", detail: "the records are away" };
  const examined = await examineChannel(channel, workspace);
  if (examined.kind === "refused") await needs.workspaces.noteFailure(team, examined.detail);
  return examined;
}

/**
 * A part, then what is shown instead when Slack does not take it: the picture as a link (Slack refuses one it cannot
 * fetch), and the text alone. Null where there is no such part.
 */
function variantsOf(
  {
    announced,
    part: index,
    before,
  }: Pick<PartToPost, "announced" | "part" | "before"> & {
    readonly announced: Announced;
  },
  sentences: PostingSentences,
): readonly SlackMessage[] | null {
  const part = announcementParts(announced, sentences)[index];
  if (part === undefined) return null;
  const firstPart = before[0]?.link ?? null;
  const shown = (isPictureShown: boolean): SlackMessage =>
    renderPart(announced, part, { sentences, showing: { firstPart, isPictureShown } });
  const linked = shown(false);
  const hasPicture = index === 0 && announced.image !== null;
  return [...(hasPicture ? [shown(true)] : []), linked, { ...linked, blocks: [] }];
}
