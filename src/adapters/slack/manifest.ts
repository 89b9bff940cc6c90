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
  /** Reached by buttons and forms only. */
  readonly isHidden?: boolean;
  /** Name of the command in the menu of a message, where it is. */
  readonly messageMenu?: string;
}

/**
 * Over HTTP Slack calls `publicUrl`, e.g. https://bot.example.org. Socket Mode needs no address, but to be sent back to
 * after an installation.
 */
export type ManifestMode =
  | { readonly kind: "socket"; readonly publicUrl: string | null }
  | { readonly kind: "http"; readonly publicUrl: string };

/**
 * What the bot asks for, and why: to hear mentions, commands and direct messages; to reply and to post announcements,
 * change them and take them back (chat:write); to read back its own direct messages and to open one; to know guests
 * (users:read), the channels announcements go to and those shared with other organisations (channels:read,
 * groups:read) and user groups that something was given to; to read the files people hand in. It cannot read what is
 * said in channels: with `channels:history` and `groups:history`, which whoever runs a workspace may add, an
 * announcement whose answer was lost can be looked up; without them it is told as unconfirmed.
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
  "files:read",
] as const;

/** Where Slack sends people back to after they agreed to an installation. */
export const installRedirectPath = "/slack/oauth_redirect";

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
      ...shortcuts(commands),
    },
    oauth_config: { ...redirects(mode.publicUrl), scopes: { bot: [...botScopes] } },
    settings: {
      event_subscriptions: {
        bot_events: ["app_mention", "message.im", "app_uninstalled", "tokens_revoked"],
        ...(url === null ? {} : { request_url: url }),
      },
      interactivity: { is_enabled: true, ...(url === null ? {} : { request_url: url }) },
      org_deploy_enabled: false,
      socket_mode_enabled: mode.kind === "socket",
      token_rotation_enabled: false,
    },
  };
  const problems = manifestProblems(manifest);
  if (problems.length > 0) throw new BotError("UNEXPECTED", { detail: problems.join("; ") });
  return manifest;
}

/** The first commands of the catalogue, as many as there is room for; `/cluster help` tells of all. */
function slashCommand(commands: readonly ManifestCommand[], url: string | null) {
  const shown = commands.filter((command) => command.isHidden !== true);
  return {
    command: "/cluster",
    description: fitting(
      shown.map((command) => command.summary),
      " · ",
      manifestLimits.slashCommandDescription,
    ),
    usage_hint: fitting(
      shown.map((command) => command.usage),
      " · ",
      manifestLimits.slashCommandHint,
    ),
    should_escape: true,
    ...(url === null ? {} : { url }),
  };
}

/** As many whole texts as fit; the first in any case, so that one too long is seen. */
function fitting(texts: readonly string[], separator: string, limit: number): string {
  const [first = "", ...rest] = texts;
  let joined = first;
  for (const text of rest) {
    const longer = `${joined}${separator}${text}`;
    if (longer.length > limit) break;
    joined = longer;
  }
  return joined;
}

function shortcuts(commands: readonly ManifestCommand[]) {
  const inMenu = commands.flatMap(({ name, summary, messageMenu }) =>
    messageMenu === undefined
      ? []
      : [
          {
            type: "message" as const,
            name: messageMenu,
            callback_id: `clusterbot:${name}`,
            description: summary,
          },
        ],
  );
  return inMenu.length === 0 ? {} : { shortcuts: inMenu };
}

function redirects(publicUrl: string | null) {
  return publicUrl === null ? {} : { redirect_urls: [new URL(installRedirectPath, publicUrl).href] };
}

/** Every text and list that is longer than Slack allows, by name. */
export function manifestProblems(manifest: SlackManifest): string[] {
  const { display_information: shown, features, oauth_config, settings } = manifest;
  const bot = features?.bot_user?.display_name ?? "";
  const commands = features?.slash_commands ?? [];
  const menu = features?.shortcuts ?? [];
  const addresses = [settings?.event_subscriptions?.request_url, ...(oauth_config?.redirect_urls ?? [])];
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
    ...tooLong("message menu", menu, manifestLimits.shortcuts),
    ...menu.flatMap((shortcut) => [
      ...tooLong(`id of ${shortcut.name}`, shortcut.callback_id, manifestLimits.shortcutCallbackId),
      ...tooLong(`description of ${shortcut.name}`, shortcut.description, manifestLimits.shortcutDescription),
      ...tooLong(`name of ${shortcut.name}`, shortcut.name, manifestLimits.shortcutName),
    ]),
    ...tooLong("scopes", oauth_config?.scopes?.bot ?? [], manifestLimits.botScopes),
    ...tooLong("events", settings?.event_subscriptions?.bot_events ?? [], manifestLimits.botEvents),
    ...addresses
      .filter((address) => address !== undefined && !address.startsWith("https://"))
      .map(() => "address: Slack calls https addresses only"),
  ];
}

function tooLong(name: string, value: { readonly length: number }, limit: number): string[] {
  return value.length <= limit ? [] : [`${name}: ${value.length}, at most ${limit} are allowed`];
}
