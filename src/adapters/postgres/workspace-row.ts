import { z } from "zod";
import type { ChannelPurpose, Workspace } from "../../people/workspace.ts";
import { audiences } from "../../shared/audience.ts";

const purposes = [
  "announcements",
  "mentions",
  "digests",
  "positions",
  "questions",
] as const satisfies readonly ChannelPurpose[];

const Row = z.object({
  id: z.string(),
  platform: z.enum(["slack", "discord"]),
  external_id: z.string(),
  name: z.string(),
  state: z.enum(["waiting", "confirmed", "gone"]),
  cluster_id: z.string().nullable(),
  everyone_is_member: z.boolean(),
  holds_announcements: z.boolean(),
  veto_hours: z.number().nullable(),
  daily_cap: z.number().nullable(),
  quiet_from: z.string().nullable(),
  quiet_until: z.string().nullable(),
  zone: z.string(),
  opted_out_topics: z.array(z.string()),
  bank_holidays: z.enum(["deliver", "next-working-day", "skip"]),
  revision: z.number(),
  last_error: z.string().nullable(),
  joined_at: z.date(),
  confirmed_at: z.date().nullable(),
  gone_at: z.date().nullable(),
  channels: z
    .array(
      z.object({
        channel: z.string(),
        purposes: z.array(z.enum(purposes)),
        audience: z.enum(audiences),
      }),
    )
    .nullable(),
});

/** Every column `readWorkspace` takes, to stand behind SELECT. */
export const workspaceColumns = `workspace.*, (
  SELECT json_agg(json_build_object('channel', channel_id, 'purposes', purposes, 'audience', audience) ORDER BY channel_id)
  FROM workspace_channel WHERE workspace_channel.workspace_id = workspace.id) AS channels`;

export function readWorkspace(row: unknown): Workspace {
  const found = Row.parse(row);
  const { quiet_from: from, quiet_until: until } = found;
  return {
    id: found.id,
    platform: found.platform,
    externalId: found.external_id,
    name: found.name,
    state: found.state,
    cluster: found.cluster_id,
    everyoneIsMember: found.everyone_is_member,
    channels: found.channels ?? [],
    consent: {
      holds: found.holds_announcements,
      vetoHours: found.veto_hours,
      dailyCap: found.daily_cap,
      quiet: from === null || until === null ? null : { from, until },
      zone: found.zone,
      optedOutTopics: found.opted_out_topics,
      bankHolidays: found.bank_holidays,
    },
    revision: found.revision,
    lastError: found.last_error,
    joinedAt: found.joined_at,
    confirmedAt: found.confirmed_at,
    goneAt: found.gone_at,
  };
}
