import { z } from "zod";

/**
 * What an announcement is filled with each time it is delivered, as it is stored and approved: what is on in the coming
 * `days`, today among them, where the destination is.
 */
export const Digest = z.strictObject({
  kind: z.literal("events"),
  days: z.number().int().min(1).max(31),
});
export type Digest = z.infer<typeof Digest>;
