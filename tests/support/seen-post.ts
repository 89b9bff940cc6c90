/** A call that was to post a message, as the platform saw it. */
export interface SeenPost {
  /** When it was dealt with; milliseconds since 1970, with fractions. */
  readonly at: number;
  readonly platform: "slack" | "discord";
  readonly workspace: string;
  readonly channel: string;
  readonly text: string;
  /**
   * - `accepted`: there is a new message.
   * - `known`: it was there before, as its nonce says.
   * - `limited`: too much; answered with 429.
   * - `failed`: not done for another reason.
   */
  readonly outcome: "accepted" | "known" | "limited" | "failed";
}

/** Now, as `at` tells it. */
export function preciseNow(): number {
  return performance.timeOrigin + performance.now();
}

/**
 * The shortest time in which so many posts can be made, in milliseconds, where a window lets so many through and the
 * first window may be used up at once.
 */
export function shortestTime(
  posts: number,
  window: { readonly posts: number; readonly milliseconds: number },
): number {
  return Math.max(0, Math.ceil(posts / window.posts) - 1) * window.milliseconds;
}
