import { z } from "zod";

/** Where a request comes from. */
export const PlatformName = z.enum(["slack", "discord", "terminal", "web"]);
export type PlatformName = z.infer<typeof PlatformName>;

/**
 * Who asks, as the platform knows them. `outsider` belongs to another organisation (Slack Connect),
 * `guest` has limited rights in the workspace, `bot` is another program: all three read public material only.
 * `groups` are platform ids of user groups or roles the asker holds.
 */
export const Asker = z.object({
  id: z.string(),
  standing: z.enum(["member", "guest", "outsider", "bot", "unknown"]),
  groups: z.array(z.string()),
});
export type Asker = z.infer<typeof Asker>;

/**
 * One thing a person said to the bot, on any platform.
 *
 * - `deliveryKey`: the same for every delivery of the same message or interaction; at most 255 characters.
 * - `workspace`: Slack team id or Discord guild id; null in a Discord direct message, the terminal and the web.
 * - `channel`, `thread`: platform ids; null where there is none.
 * - `isExternallyShared`: the channel is seen by people of other organisations (Slack Connect).
 * - `visibility`: who will see the reply: only the asker, or everybody in the channel.
 * - `command`: a name in the command catalogue; a mention without a command is `ask`.
 * - `text`: what follows the command, as typed, at most what the platform lets through.
 * - `locale`: BCP 47, `en-GB` when unknown.
 */
export const Request = z.object({
  deliveryKey: z.string().min(1).max(255),
  platform: PlatformName,
  workspace: z.string().nullable(),
  channel: z.string().nullable(),
  thread: z.string().nullable(),
  isExternallyShared: z.boolean(),
  isDirectMessage: z.boolean(),
  asker: Asker,
  visibility: z.enum(["private", "shared"]),
  command: z.string(),
  text: z.string(),
  locale: z.string(),
});
export type Request = z.infer<typeof Request>;
