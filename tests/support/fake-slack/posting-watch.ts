import { preciseNow, type SeenPost } from "../seen-post.ts";
import type { Answer, Arguments } from "./call.ts";
import type { Fault } from "./faults.ts";
import { createPostingLimits } from "./posting-limits.ts";

/** A call of a method with a workspace's token. */
interface MethodCall {
  readonly method: string;
  readonly call: Arguments;
  readonly team: string;
}

/** Looks at calls that post, and at no others. */
export interface PostingWatch {
  /** Null when it may be made; else for how many seconds it is too much. */
  limit(made: MethodCall): number | null;
  saw(made: MethodCall, ended: { readonly answer: Answer | null; readonly trouble: Fault | null }): void;
}

export function watchPosting(enforcesLimits: boolean, onPost?: (post: SeenPost) => void): PostingWatch {
  const limits = enforcesLimits ? createPostingLimits() : null;
  return {
    limit: ({ method, team, call }) =>
      method === "chat.postMessage" ? (limits?.take(team, call.channel ?? "") ?? null) : null,
    saw: ({ method, team: workspace, call }, { answer, trouble }) => {
      if (method !== "chat.postMessage") return;
      const { channel = "", text = "" } = call;
      const refused = typeof trouble === "number" ? "limited" : "failed";
      const outcome = answer?.ok === true ? "accepted" : refused;
      onPost?.({ at: preciseNow(), platform: "slack", workspace, channel, text, outcome });
    },
  };
}
