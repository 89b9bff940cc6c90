import { z } from "zod";

/** Where a reply goes; stored with the request, so that a later process can send it. */
export const ReplyAddress = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("command"),
    /** Takes up to 5 replies within 30 minutes; null when Slack sent none that is Slack's own. */
    responseUrl: z.string().nullable(),
    /** When Slack gave it, in ms since 1970: before a form was filled in; null: when the request was received. */
    issuedAt: z.number().nullable().default(null),
    channel: z.string(),
    user: z.string(),
  }),
  z.object({
    kind: z.literal("message"),
    channel: z.string(),
    /** The message whose thread the reply belongs to; null in a direct message outside any thread. */
    thread: z.string().nullable(),
  }),
]);
export type ReplyAddress = z.infer<typeof ReplyAddress>;
