import { z } from "zod";

/**
 * Where a reply goes, kept with the stored request. The token of an interaction is a secret for 15 minutes and
 * worthless afterwards.
 */
export const ReplyAddress = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("interaction"),
    interactionId: z.string(),
    applicationId: z.string(),
    token: z.string(),
    /** The channel or thread it was used in; null where Discord does not say. */
    channelId: z.string().nullable(),
  }),
  z.object({ kind: z.literal("message"), channelId: z.string(), messageId: z.string() }),
]);
export type ReplyAddress = z.infer<typeof ReplyAddress>;

export type InteractionAddress = Extract<ReplyAddress, { kind: "interaction" }>;
export type MessageAddress = Extract<ReplyAddress, { kind: "message" }>;
