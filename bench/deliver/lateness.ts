import type { Report } from "./fake-platforms.ts";

type Post = Report["posts"][number];

interface Late {
  readonly post: Post;
  /** Which it is in its channel, from 0. */
  readonly place: number;
  readonly milliseconds: number;
}

/**
 * How much later each post was than the platforms' limits let it be: on Slack the next of a channel a second later, on
 * Discord fifty a second in all. `posts` are all of those due then, in their order.
 */
export function lateness(posts: readonly Post[], dueAt: number): readonly Late[] {
  const places = new Map<string, number>();
  let onDiscord = 0;
  return posts.map((post) => {
    const place = places.get(post.channel) ?? 0;
    places.set(post.channel, place + 1);
    const earliest = post.platform === "slack" ? place * 1_000 : Math.floor(onDiscord / 50) * 1_000;
    if (post.platform === "discord") onDiscord += 1;
    return { post, place, milliseconds: post.at - dueAt - earliest };
  });
}
