import { Argument, Command, InvalidArgumentError } from "commander";
import { healthSentence } from "../commands/cards/workspace-health.ts";
import { confirmedSentence, setUpFacts } from "../commands/cards/workspace-set-up.ts";
import { publicForm, workspaceName, workspaceReference } from "../commands/cards/workspaces-card.ts";
import { writtenDate } from "../messages/dates.ts";
import { english } from "../messages/english.ts";
import { decideOnWorkspace, type WorkspaceDecision } from "../people/decide-on-workspace.ts";
import { findCluster } from "../people/find-cluster.ts";
import { closedChannels, type Workspace } from "../people/workspace.ts";
import { onCommandLine } from "../shared/doing.ts";
import type { Core } from "../wiring/open-core.ts";
import { exitCodes, runWithConfig } from "./context.ts";

interface WorkspacesOptions {
  readonly cluster: string | undefined;
  /** The number under which what was set up there was listed; without it that is not taken over. */
  readonly keepSetUp: number | undefined;
  readonly json: boolean;
}

/** What was asked for: to list them all, or a decision about one. */
interface Order extends WorkspacesOptions {
  readonly action: "list" | WorkspaceDecision["kind"];
  readonly reference: string | undefined;
}

const help = `
Exit code: 0 done, 1 changed by somebody else meanwhile, 2 wrong use and nothing changed, 3 failed.

Examples:
  npm run -s clusterbot -- workspaces
  npm run -s clusterbot -- workspaces confirm slack:T012AB3CD --cluster scotlandis
  npm run -s clusterbot -- workspaces confirm slack:T012AB3CD --cluster scotlandis --keep-set-up 3
  npm run -s clusterbot -- workspaces release slack:T012AB3CD`;

/** `clusterbot workspaces …`: all workspaces with their health, and whose they are. */
export function workspacesCommand(): Command {
  return new Command("workspaces")
    .summary("list the workspaces, and say whose one is")
    .description("Lists the Slack workspaces and Discord servers, or confirms, refuses or releases one.")
    .addArgument(
      new Argument("[action]", "what to do")
        .choices(["list", "confirm", "refuse", "release"])
        .default("list"),
    )
    .argument("[workspace]", "platform and id, for example slack:T012AB3CD")
    .option("--cluster <cluster>", "the cluster it belongs to, to confirm it; else the one that was proposed")
    .option(
      "--keep-set-up <number>",
      "confirm it with who is a member and which channels are not public, as `workspaces` lists it under this set-up number",
      setUpNumber,
    )
    .option("--json", "print the outcome as JSON, for programs", false)
    .addHelpText("after", help)
    .action(async (action: Order["action"], reference: string | undefined, options: WorkspacesOptions) => {
      await runWithConfig(async ({ config, log }) => {
        const { openCore } = await import("../wiring/open-core.ts");
        const core = await openCore(config, log, "short");
        try {
          const done = await carryOut({ ...options, action, reference }, core);
          const output = done.code === exitCodes.done || options.json ? process.stdout : process.stderr;
          output.write(options.json ? `${JSON.stringify(done.data)}\n` : `${done.text}\n`);
          return done.code;
        } finally {
          await core.close();
        }
      });
    });
}

function setUpNumber(written: string): number {
  if (/^\d{1,9}$/.test(written)) return Number(written);
  throw new InvalidArgumentError("It is a whole number.");
}

export interface CarriedOut {
  readonly code: number;
  readonly text: string;
  readonly data: unknown;
}

type Records = Pick<Core, "workspaces" | "clusters">;

/** Lists or decides. Throws BotError DATABASE_UNAVAILABLE. */
export async function carryOut(order: Order, core: Records): Promise<CarriedOut> {
  if (order.action === "list") return listed(await core.workspaces.all());
  const workspace = await meant(order.reference, core);
  if (typeof workspace === "string") return wrongUse(workspace);
  const decision = await decisionOf(order, workspace, core);
  if (typeof decision === "string") return wrongUse(decision);
  const revision = order.keepSetUp ?? workspace.revision;
  const decider = { ...onCommandLine, revision };
  const outcome = await decideOnWorkspace(workspace, { decision, decider }, core.workspaces);
  const name = workspaceName(outcome.workspace);
  const { workspaces: words, setup } = english;
  const data = { outcome: outcome.kind, workspace: publicForm(outcome.workspace) };
  if (outcome.kind === "not-possible")
    return { code: exitCodes.wrongUse, text: words.notPossible[decision.kind](name), data };
  if (outcome.kind === "changed-meanwhile")
    return { code: exitCodes.partly, text: words.proposalChanged(name), data };
  const ended = outcome.groupRolesEnded;
  const sentence =
    decision.kind === "confirm"
      ? confirmedSentence(
          { before: workspace, after: outcome.workspace, cluster: decision.cluster },
          name,
          english,
        )
      : decision.kind === "refuse"
        ? words.refused(name)
        : words.released(name);
  const text = ended === 0 ? sentence : `${sentence} ${setup.rolesEnded(ended)}`;
  return { code: exitCodes.done, text, data };
}

/** The workspace that is meant, or what is wrong with what was written. */
async function meant(reference: string | undefined, core: Records): Promise<Workspace | string> {
  const example = "slack:T012AB3CD or discord:123456789012345678";
  const parts = /^(slack|discord):([A-Za-z0-9]{1,30})$/.exec(reference ?? "");
  if (parts === null) return `Which workspace? Write it as platform and id, such as ${example}.`;
  const [, platform = "", id = ""] = parts;
  const found = await core.workspaces.find(platform, id.toUpperCase());
  return found ?? `There is no workspace ${reference}; \`clusterbot workspaces\` lists those there are.`;
}

async function decisionOf(
  { action, cluster, keepSetUp }: Order,
  workspace: Workspace,
  core: Records,
): Promise<WorkspaceDecision | string> {
  if (action === "refuse" || action === "release") return { kind: action };
  const wanted = cluster ?? workspace.cluster;
  if (wanted === null) return "Nobody has proposed whose it is: add --cluster and the id of the cluster.";
  const known = await core.clusters.all();
  const found = findCluster(wanted, known);
  const channels = closedChannels(workspace).map(({ channel }) => channel);
  const listedThere = { everyoneIsMember: workspace.everyoneIsMember, channels };
  const seen = keepSetUp === undefined ? null : listedThere;
  if (found !== null) return { kind: "confirm", cluster: found.id, seen };
  const ids = known.map(({ id }) => id).toSorted();
  return `There is no cluster "${wanted}"; known are ${ids.join(", ") || "none yet (import a clusters.yaml first)"}.`;
}

function wrongUse(sentence: string): CarriedOut {
  const text = `${sentence} Nothing was changed.`;
  return { code: exitCodes.wrongUse, text, data: { outcome: "refused", reason: text } };
}

function listed(all: readonly Workspace[]): CarriedOut {
  const lines = all.map(lineOf);
  return {
    code: exitCodes.done,
    text: lines.length === 0 ? english.workspaces.none : lines.join("\n"),
    data: { workspaces: all.map(publicForm) },
  };
}

function lineOf(workspace: Workspace): string {
  const { workspaces: words } = english;
  const { state, joinedAt, confirmedAt, goneAt, cluster } = workspace;
  const since = { waiting: joinedAt, confirmed: confirmedAt ?? joinedAt, gone: goneAt ?? joinedAt }[state];
  const mark = { waiting: "!", confirmed: workspace.lastError === null ? "✔" : "!", gone: "–" }[state];
  const whose =
    cluster === null
      ? words.nothingProposed
      : { waiting: words.proposed, confirmed: words.belongsTo, gone: words.wasOf }[state](cluster);
  const facts = [
    words.states[state](writtenDate(since.toISOString())),
    whose,
    ...(state === "gone" ? [] : setUpFacts(workspace, english)),
    ...(state === "waiting" ? [words.setUpNumber(workspace.revision)] : []),
    healthSentence(workspace.lastError) ?? words.works,
  ];
  return `${mark} ${workspaceReference(workspace)}  ${workspace.name || words.unnamed}: ${facts.join("; ")}`;
}
