import { type SeenPost, shortestTime } from "../seen-post.ts";
import type { Answer } from "./rules.ts";

/** Source: topics/rate-limits, global rate limit: 50 requests a second; interactions are not counted. */
const ofBot = { posts: 50, milliseconds: 1_000 };
/** Source: topics/rate-limits: a route's limit is what its headers say; messages of a channel are known for 5 in 5 s. */
const inChannel = { posts: 5, milliseconds: 5_000 };

export interface RequestLimits {
  /** What is answered in place of doing it, or else the headers that go with the answer. */
  take(method: string, path: string): { readonly refusal: Answer } | { readonly headers: Headers };
}
type Headers = Readonly<Record<string, string>>;

export function createRequestLimits(elapsed: () => number = () => performance.now()): RequestLimits {
  let requests: number[] = [];
  const buckets = new Map<string, { endsAt: number; used: number }>();
  return {
    take: (method, path) => {
      const now = elapsed();
      if (/^\/(interactions|webhooks)\//.test(path)) return { headers: {} };
      requests = requests.filter((at) => at > now - ofBot.milliseconds);
      const [oldest] = requests;
      if (requests.length >= ofBot.posts && oldest !== undefined)
        return { refusal: tooMany({ milliseconds: oldest + ofBot.milliseconds - now, isGlobal: true }) };
      requests.push(now);
      const channel = /^\/channels\/(\d+)\/messages/.exec(path)?.[1];
      if (channel === undefined || method === "GET") return { headers: {} };
      return inBucket(`${method} ${channel}`, { now, buckets, name: `messages-${method.toLowerCase()}` });
    },
  };
}

interface Counting {
  readonly now: number;
  readonly buckets: Map<string, { endsAt: number; used: number }>;
  /** Discord calls it a bucket; it is the same for all channels. */
  readonly name: string;
}

function inBucket(key: string, { now, buckets, name }: Counting): ReturnType<RequestLimits["take"]> {
  const known = buckets.get(key);
  const bucket =
    known === undefined || known.endsAt <= now ? { endsAt: now + inChannel.milliseconds, used: 0 } : known;
  buckets.set(key, bucket);
  const untilReset = bucket.endsAt - now;
  const remaining = Math.max(0, inChannel.posts - bucket.used - 1);
  const headers = {
    "x-ratelimit-limit": String(inChannel.posts),
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-reset": ((Date.now() + untilReset) / 1_000).toFixed(3),
    "x-ratelimit-reset-after": (untilReset / 1_000).toFixed(3),
    "x-ratelimit-bucket": name,
  };
  if (bucket.used >= inChannel.posts)
    return { refusal: tooMany({ milliseconds: untilReset, isGlobal: false, headers }) };
  bucket.used += 1;
  return { headers };
}

/** Source: topics/rate-limits: `retry_after` in the body and Retry-After in the headers, in seconds. */
function tooMany(limited: {
  readonly milliseconds: number;
  readonly isGlobal: boolean;
  readonly headers?: Headers;
}): Answer {
  const seconds = Number((limited.milliseconds / 1_000).toFixed(3));
  return {
    status: 429,
    body: { message: "You are being rate limited.", retry_after: seconds, global: limited.isGlobal },
    headers: {
      ...limited.headers,
      "retry-after": String(Math.ceil(seconds)),
      "x-ratelimit-scope": limited.isGlobal ? "global" : "user",
      ...(limited.isGlobal ? { "x-ratelimit-global": "true" } : {}),
    },
  };
}

/** The shortest time in which Discord lets these posts through, in milliseconds. */
export function discordFloor(posts: readonly SeenPost[]): number {
  const byChannel = Map.groupBy(posts, ({ channel }) => channel);
  return Math.max(
    shortestTime(posts.length, ofBot),
    ...[...byChannel.values()].map(({ length }) => shortestTime(length, inChannel)),
  );
}
