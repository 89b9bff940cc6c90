import { z } from "zod";
import { type RemoteProcess, startRemote } from "./remote-calls.ts";

/** What stands in for the platforms: how much of it, and what goes wrong. */
export const PlatformSettings = z.object({
  workspaces: z.number(),
  /** Of each workspace. */
  channels: z.number(),
  /** Servers, one channel of each. */
  guilds: z.number(),
  /** Null: nothing goes wrong. */
  faultSeed: z.number().nullable(),
  /** Whether the app may read the history of Slack's channels. */
  hasHistory: z.boolean(),
});
export type PlatformSettings = z.infer<typeof PlatformSettings>;

const Team = z.object({
  team: z.string(),
  token: z.string(),
  botUser: z.string(),
  botId: z.string(),
  channels: z.array(z.string()),
});

/** Where they are, and who is there. */
export const Places = z.object({
  slackUrl: z.string(),
  discordUrl: z.string(),
  discordToken: z.string(),
  teams: z.array(Team),
  guilds: z.array(z.object({ guild: z.string(), channel: z.string() })),
});
export type Places = z.infer<typeof Places>;

const Seen = z.object({
  at: z.number(),
  platform: z.enum(["slack", "discord"]),
  workspace: z.string(),
  channel: z.string(),
  text: z.string(),
  outcome: z.enum(["accepted", "known", "limited", "failed"]),
  /** How far the platforms' clocks were ahead. */
  ahead: z.number(),
});

/** What the platforms saw. */
export const Report = z.object({
  posts: z.array(Seen),
  /** The shortest time in which their limits let those through that were accepted. Milliseconds. */
  floorMilliseconds: z.number(),
  /** What people see now. */
  shown: z.array(z.object({ channel: z.string(), text: z.string() })),
});
export type Report = z.infer<typeof Report>;

export interface FakePlatforms {
  readonly places: Places;
  /** Of the posts from the `from`-th on. */
  report(from?: number): Promise<Report>;
  /** How many new messages there were so far. */
  accepted(): Promise<number>;
  /** Resolves once there was so many further calls that post. */
  furtherCalls(count: number): Promise<void>;
  /** Posts in a workspace are answered with 429 until then; milliseconds since 1970. */
  limit(team: string, until: number): Promise<void>;
  /** Nothing goes wrong from now on. */
  recover(): Promise<void>;
  /** Both platforms' clocks go ahead by so much. */
  advance(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

const program = new URL("./fake-platforms-process.ts", import.meta.url);

/** Slack and Discord in a process of their own, so that they take no time of the one that is measured. */
export async function startFakePlatforms(settings: PlatformSettings): Promise<FakePlatforms> {
  const remote: RemoteProcess = startRemote(program, settings);
  const places = await remote.call(Places, "places");
  const nothing = z.unknown();
  return {
    places,
    report: (from = 0) => remote.call(Report, "report", from),
    accepted: () => remote.call(z.number(), "accepted"),
    furtherCalls: async (count) => void (await remote.call(nothing, "furtherCalls", count)),
    limit: async (team, until) => void (await remote.call(nothing, "limit", { team, until })),
    recover: async () => void (await remote.call(nothing, "recover")),
    advance: async (milliseconds) => void (await remote.call(nothing, "advance", milliseconds)),
    close: () => remote.kill(),
  };
}
