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
  /** As the platform shows them; empty where it does not say. */
  name: z.string().default(""),
  /** Runs the workspace itself: a Slack administrator, or somebody who may manage the Discord server. */
  runsWorkspace: z.boolean().default(false),
});
export type Asker = z.infer<typeof Asker>;

/**
 * A file or page that came with a request. `address` is understood by the adapter of its platform
 * (`Platform.fetchAttachment`), or is a public web address that the person gave.
 */
export const Attachment = z.object({
  name: z.string(),
  address: z.string(),
  mediaType: z.string().nullable(),
  /** In bytes, as far as the platform says. */
  size: z.number().int().nonnegative().nullable(),
});
export type Attachment = z.infer<typeof Attachment>;

/**
 * One thing a person said to the bot, on any platform.
 *
 * - `deliveryKey`: the same for every delivery of the same message or interaction; at most 255 characters.
 * - `workspace`: Slack team id or Discord guild id; null in a Discord direct message and on the terminal. Of somebody
 *   signed in on the web page it is the place they signed in from, as `slack:<team id>` or `discord:<server id>`.
 * - `channel`, `thread`: platform ids; null where there is none.
 * - `repliesTo`: platform id of the message it is a reply to, where a reply is no thread (Discord); else left out.
 * - `isExternallyShared`: the channel is seen by people of other organisations (Slack Connect).
 * - `visibility`: who will see the reply: only the asker, or everybody in the channel.
 * - `command`: a name in the command catalogue; a mention without a command is `ask`.
 * - `text`: what follows the command, as typed, at most what the platform lets through.
 * - `fields`: what was filled in, by the field's name, when this is a form that was sent in; null otherwise.
 * - `attachments`: files that came with it.
 * - `locale`: BCP 47, `en-GB` when unknown.
 */
export const Request = z.object({
  deliveryKey: z.string().min(1).max(255),
  platform: PlatformName,
  workspace: z.string().nullable(),
  channel: z.string().nullable(),
  thread: z.string().nullable(),
  repliesTo: z.string().optional(),
  isExternallyShared: z.boolean(),
  isDirectMessage: z.boolean(),
  asker: Asker,
  visibility: z.enum(["private", "shared"]),
  command: z.string(),
  text: z.string(),
  fields: z.record(z.string(), z.array(z.string())).nullable().default(null),
  attachments: z.array(Attachment).default([]),
  locale: z.string(),
});
export type Request = z.infer<typeof Request>;
