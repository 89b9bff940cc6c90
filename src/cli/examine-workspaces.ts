import { healthSentence } from "../commands/cards/workspace-health.ts";
import { workspaceReference } from "../commands/cards/workspaces-card.ts";
import type { Config } from "../config.ts";
import type { SetUpFacts } from "../people/set-up-facts.port.ts";
import type { Workspace } from "../people/workspace.ts";
import type { Finding } from "./finding.ts";

/** Those that wait for somebody, that do not work, that are gone. */
export function examineWorkspaces(workspaces: readonly Workspace[]): Finding {
  const part = "Workspaces";
  if (workspaces.length === 0)
    return { part, state: "off", detail: "The bot is in no Slack workspace or Discord server yet." };
  const waiting = workspaces.filter(({ state }) => state === "waiting");
  const confirmed = workspaces.filter(({ state }) => state === "confirmed");
  const gone = workspaces.filter(({ state }) => state === "gone");
  const failing = [...confirmed, ...waiting].filter(({ lastError }) => lastError !== null);
  const orphaned = confirmed.filter(({ cluster }) => cluster === null);
  const detail = [
    `${confirmed.length} confirmed.`,
    ...(waiting.length === 0
      ? []
      : [
          `Waiting to be confirmed, with public documents only: ${names(waiting)}. Confirm with \`npm run -s clusterbot -- workspaces confirm <workspace> --cluster <id>\` or /cluster workspaces.`,
        ]),
    ...failing.map(
      (workspace) => `${names([workspace])} does not work: ${healthSentence(workspace.lastError) ?? ""}`,
    ),
    ...(orphaned.length === 0 ? [] : [`Without a cluster: ${names(orphaned)}; confirm them anew.`]),
    ...(gone.length === 0 ? [] : [`No longer there: ${names(gone)}.`]),
  ].join(" ");
  const isFine = waiting.length + failing.length + orphaned.length === 0;
  return { part, state: isFine ? "good" : "attention", detail };
}

/** Without an administrator no workspace can be confirmed from a chat, and nobody be given a role. */
export function examineAdministrators(
  config: Pick<Config, "slack" | "discord">,
  { hasAdministrator }: Pick<SetUpFacts, "hasAdministrator">,
): Finding {
  const part = "Rights";
  if (hasAdministrator) return { part, state: "good", detail: "The federation has an administrator." };
  const detail = "Nobody is an administrator of the federation yet";
  if (config.slack === null && config.discord === null)
    return { part, state: "off", detail: `${detail}; that takes Slack or Discord.` };
  return {
    part,
    state: "attention",
    detail: `${detail}, so nobody can confirm workspaces or give roles: run \`npm run -s clusterbot -- administrator\`.`,
  };
}

function names(workspaces: readonly Workspace[]): string {
  return workspaces
    .map((workspace) => [workspace.name, workspaceReference(workspace)])
    .map(([name = "", reference = ""]) => (name === "" ? reference : `${name} (${reference})`))
    .join(", ");
}
