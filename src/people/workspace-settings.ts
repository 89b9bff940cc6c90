import { z } from "zod";
import { audiences } from "../shared/audience.ts";

const Groups = z.union([z.literal("everyone"), z.array(z.string().min(1))]);

/** One Slack workspace or Discord server and whose it is. */
export const WorkspaceSettings = z.strictObject({
  platform: z.enum(["slack", "discord"]),
  /** Slack team id (T…) or Discord server id. */
  id: z.string().min(1),
  cluster: z.string().min(1),
  /** Who counts as a member of the cluster: `everyone` but guests, or user group / role ids. Nobody by default. */
  members: Groups.default([]),
  /** User group / role ids of the cluster's board. */
  board: z.array(z.string().min(1)).default([]),
  /** Channel id → who may read what is said there. A channel not named is public. */
  channels: z.record(z.string(), z.enum(audiences)).default({}),
});
export type WorkspaceSettings = z.infer<typeof WorkspaceSettings>;

/** First administrators, as `slack:<team id>/<user id>` or `discord:<user id>`. */
const Administrator = z.string().regex(/^(slack:T[A-Z0-9]+\/[UW][A-Z0-9]+|discord:\d+)$/, {
  error: "write an administrator as slack:T012AB3CD/U045EF6 or discord:123456789012345678",
});

/** What the settings file says of people and places. */
export const PeopleSettings = z.strictObject({
  /** Id of the cluster that is the federation itself; everybody's members read its members' material. */
  federation: z.string().min(1).default("uktcg"),
  administrators: z.array(Administrator).default([]),
  workspaces: z
    .array(WorkspaceSettings)
    .refine((all) => new Set(all.map(({ platform, id }) => `${platform} ${id}`)).size === all.length, {
      error: "describes the same workspace twice; put both parts together",
    })
    .default([]),
});
export type PeopleSettings = z.infer<typeof PeopleSettings>;
