import type { CommandDescription } from "../chat/command-description.ts";
import { ask } from "./ask.ts";
import type { Command } from "./command.ts";
import { help } from "./help.ts";
import { setupAnnouncements } from "./setup-announcements.ts";
import { setupChannels } from "./setup-channels.ts";
import { setupCluster } from "./setup-cluster.ts";
import { setupContacts } from "./setup-contacts.ts";
import { setupShow } from "./setup-show.ts";
import { workspacesConfirm } from "./workspaces-confirm.ts";
import { workspacesList } from "./workspaces-list.ts";
import { workspacesRefuse } from "./workspaces-refuse.ts";
import { workspacesRelease } from "./workspaces-release.ts";

/** Every command, in the order help shows them. The Slack manifest and Discord's registration are made of it. */
export const catalogue: readonly Command[] = [
  ask,
  help,
  setupShow,
  setupCluster,
  setupChannels,
  setupAnnouncements,
  setupContacts,
  workspacesList,
  workspacesConfirm,
  workspacesRefuse,
  workspacesRelease,
];

export const descriptions: readonly CommandDescription[] = catalogue.map(
  ({ name, summary, usage, options, isHidden = false, messageMenu }) => ({
    name,
    summary,
    usage,
    options,
    isHidden,
    ...(messageMenu === undefined ? {} : { messageMenu }),
  }),
);
