import type { AppsManifestCreateArguments } from "@slack/web-api";
import { BotError } from "../../shared/errors.ts";
import { slackEventsPath } from "./http-transport.ts";
import { manifestLimits } from "./limits.ts";

export type SlackManifest = AppsManifestCreateArguments["manifest"];

/** What of a command the manifest shows. */
export interface ManifestCommand {
  readonly name: string;
  readonly summary: string;
  /** What to type after `/cluster`, e.g. `ask your question`. */
  readonly usage: string;
}

/** Socket Mode needs no address; over HTTP Slack calls `publicUrl`, e.g. https://bot.example.org. */
export type ManifestMode =
  | { readonly kind: "socket" }
  | { readonly kind: "http"; readonly publicUrl: string };

/**
 * What the bot asks for, and why: to hear mentions, commands and direct messages; to reply; to read back its own
 * direct messages and to open one; to know guests (users:read), channels shared with other organisations
 * (channels:read, groups:read) and the user groups of the settings file. It cannot read what is said in channels.
 */
export const botScopes = [
  "app_mentions:read",
  "chat:write",
  "commands",
  "im:history",
  "im:read",
  "im:write",
  "users:read",
  "channels:read",
  "groups:read",
  "usergroups:read",
] as const;

/**
 * The app manifest to paste into Slack, made of the command catalogue. Throws BotError UNEXPECTED, naming every
 * text that Slack would refuse.
 */
export function slackManifest(commands: readonly ManifestCommand[], mode: ManifestMode): SlackManifest {
  const url = mode.kind === "http" ? new URL(slackEventsPath, mode.publicUrl).href : null;
  const manifest: SlackManifest = {
    display_information: {
      name: "Clusterbot",
      description: "Answers questions on events, membership and policy positions, with sources.",
      background_color: "#1f3a5f",
    },
    features: {
      app_home: {
        home_tab_enabled: false,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: "clusterbot", always_online: mode.kind === "http" },
      slash_commands: [slashCommand(commands, url)],
    },
    oauth_config: { scopes: { bot: [...botScopes] } },
    settings: {
      event_subscriptions: {
        bot_events: ["app_mention", "message.im"],
        ...(url === null ? {} : { request_url: url }),
      },
      interactivity: { is_enabled: false },
      org_deploy_enabled: false,
      socket_mode_enabled: mode.kind === "socket",
      token_rotation_enabled: false,
    },
  };
  const problems = manifestProblems(manifest);
  if (problems.length > 0) throw new BotError("UNEXPECTED", { detail: problems.join("; ") });
  return manifest;
}

function slashCommand(commands: readonly ManifestCommand[], url: string | null) {
  return {
    command: "/cluster",
    description: commands.map((command) => command.summary).join(" · "),
    usage_hint: commands.map((command) => command.usage).join(" | "),
    should_escape: true,
    ...(url === null ? {} : { url }),
  };
}

/** Every text and list that is longer than Slack allows, by name. */
export function manifestProblems(manifest: SlackManifest): string[] {
  const { display_information: shown, features, oauth_config, settings } = manifest;
  const bot = features?.bot_user?.display_name ?? "";
  const commands = features?.slash_commands ?? [];
  const url = settings?.event_subscriptions?.request_url ?? "https://";
  return [
    ...tooLong("name", shown.name, manifestLimits.name),
    ...tooLong("description", shown.description ?? "", manifestLimits.description),
    ...tooLong("long description", shown.long_description ?? "", manifestLimits.longDescription),
    ...tooLong("bot name", bot, manifestLimits.botDisplayName),
    ...(/^[a-z0-9\-_.]*$/.test(bot) ? [] : ["bot name: only a-z, 0-9, -, _ and . are allowed"]),
    ...tooLong("commands", commands, manifestLimits.slashCommands),
    ...commands.flatMap((command) => [
      ...tooLong(command.command, command.command, manifestLimits.slashCommandName),
      ...tooLong(
        `description of ${command.command}`,
        command.description,
        manifestLimits.slashCommandDescription,
      ),
      ...tooLong(`hint of ${command.command}`, command.usage_hint ?? "", manifestLimits.slashCommandHint),
    ]),
    ...tooLong("scopes", oauth_config?.scopes?.bot ?? [], manifestLimits.botScopes),
    ...tooLong("events", settings?.event_subscriptions?.bot_events ?? [], manifestLimits.botEvents),
    ...(url.startsWith("https://") ? [] : ["address: Slack calls https addresses only"]),
  ];
}

function tooLong(name: string, value: { readonly length: number }, limit: number): string[] {
  return value.length <= limit ? [] : [`${name}: ${value.length}, at most ${limit} are allowed`];
}
