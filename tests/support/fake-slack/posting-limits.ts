import { type SeenPost, shortestTime } from "../seen-post.ts";

/**
 * docs: rate limits, posting messages: one message a second in a channel, and several hundred a minute in a workspace,
 * which is taken for 300. Slack lets short bursts through now and then; here it does not.
 */
const inChannel = { posts: 1, milliseconds: 1_000 };
const inWorkspace = { posts: 300, milliseconds: 60_000 };

export interface PostingLimits {
  /** Null when the post may be made, which counts then; else the seconds for Retry-After. */
  take(team: string, channel: string): number | null;
}

export function createPostingLimits(elapsed: () => number = () => performance.now()): PostingLimits {
  const channels = new Map<string, number>();
  const teams = new Map<string, number[]>();
  return {
    take: (team, channel) => {
      const now = elapsed();
      const place = `${team}/${channel}`;
      const posts = (teams.get(team) ?? []).filter((at) => at > now - inWorkspace.milliseconds);
      const [oldest] = posts;
      const workspaceFree =
        posts.length < inWorkspace.posts || oldest === undefined ? now : oldest + inWorkspace.milliseconds;
      const channelFree = (channels.get(place) ?? Number.NEGATIVE_INFINITY) + inChannel.milliseconds;
      const wait = Math.max(workspaceFree, channelFree) - now;
      if (wait > 0) return Math.ceil(wait / 1_000);
      channels.set(place, now);
      teams.set(team, [...posts, now]);
      return null;
    },
  };
}

/** The shortest time in which Slack lets these posts through, in milliseconds. */
export function slackFloor(posts: readonly SeenPost[]): number {
  const byChannel = Map.groupBy(posts, ({ workspace, channel }) => `${workspace}/${channel}`);
  const byWorkspace = Map.groupBy(posts, ({ workspace }) => workspace);
  return Math.max(
    0,
    ...[...byChannel.values()].map(({ length }) => shortestTime(length, inChannel)),
    ...[...byWorkspace.values()].map(({ length }) => shortestTime(length, inWorkspace)),
  );
}
