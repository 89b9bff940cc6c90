import type { Config } from "../config.ts";
import { BotError, sentenceFor } from "../shared/errors.ts";
import type { Log } from "../shared/log.port.ts";
import { examineInstallations } from "./examine-installations.ts";
import { examineWatched } from "./examine-watched.ts";
import { examineAdministrators, examineWorkspaces } from "./examine-workspaces.ts";
import type { Finding } from "./finding.ts";

/** Looks at everything the bot rests on and changes nothing; a part that fails is a finding, not an end. */
export async function examine(config: Config, log: Log): Promise<readonly Finding[]> {
  const parts = await Promise.all([
    examineRecords(config, log),
    examineSlack(config, log),
    examineDiscord(config),
  ]);
  return [examineSettings(config), ...parts.flat(), examineModel(config)];
}

function examineSettings(config: Config): Finding {
  const part = "Settings";
  if (config.settingsFile === null)
    return {
      part,
      state: "off",
      detail: "There is no clusterbot.yaml, and none is needed (docs/settings.md).",
    };
  const described = config.settings.workspaces
    .map((workspace) => `${workspace.platform} ${workspace.id} for ${workspace.cluster}`)
    .join(", ");
  return {
    part,
    state: "good",
    detail: `${config.settingsFile}: ${described || "no workspaces described"}. Each is taken over once, at a start.`,
  };
}

async function examineRecords(config: Config, log: Log): Promise<Finding[]> {
  const { openCore } = await import("../wiring/open-core.ts");
  try {
    const core = await openCore(config, log, "short");
    try {
      const begun = performance.now();
      await core.database.ping();
      const milliseconds = (performance.now() - begun).toFixed(1);
      const where =
        core.database.engine === "embedded" ? `embedded, in ${config.dataFolder}` : "on a PostgreSQL server";
      const { documents, passages } = await core.documents.count();
      return [
        {
          part: "Records",
          state: "good",
          detail: `The database is ${where}; one round trip takes ${milliseconds} ms.`,
        },
        examineDocuments(documents, passages),
        examineSearch(config, core.database.hasVectors),
        await examineWatched(core),
        ...examineClusters(config.settings, await core.importing.clusters.known()),
        ...examineInstallations(await core.installations.health()),
        examineWorkspaces(await core.workspaces.all()),
        examineAdministrators(config, await core.setUpFacts()),
      ];
    } finally {
      await core.close();
    }
  } catch (error) {
    return [failing("Records", error)];
  }
}

function examineDocuments(documents: number, passages: number): Finding {
  const part = "Documents";
  if (documents === 0)
    return {
      part,
      state: "attention",
      detail: "There are no documents yet: add some with `npm run -s clusterbot -- import <file or folder>`.",
    };
  return { part, state: "good", detail: `${documents} documents in ${passages} passages.` };
}

/** Nothing when every cluster that the settings name is one of those known, or none is known yet. */
export function examineClusters(
  { federation, workspaces }: Pick<Config["settings"], "federation" | "workspaces">,
  known: readonly { readonly id: string }[],
): readonly Finding[] {
  const ids = new Set(known.map((cluster) => cluster.id));
  const named = [federation, ...workspaces.map((workspace) => workspace.cluster)];
  const unknown = [...new Set(named)].filter((id) => !ids.has(id));
  if (ids.size === 0 || unknown.length === 0) return [];
  return [
    {
      part: "Clusters",
      state: "attention",
      detail: `clusterbot.yaml names ${unknown.join(", ")}, which no clusters.yaml describes, so what is said of it waits. Correct it, or import that clusters.yaml, and start again; known are ${[...ids].toSorted().join(", ")}.`,
    },
  ];
}

function examineSearch(config: Config, hasVectors: boolean): Finding {
  const part = "Search";
  if (config.openai === null)
    return {
      part,
      state: "off",
      detail: "By words (lexical) only; by meaning too once OPENAI_API_KEY is set.",
    };
  if (!hasVectors)
    return {
      part,
      state: "off",
      detail:
        "By words (lexical) only: this PostgreSQL server has no pgvector extension. Install it to search by meaning too.",
    };
  return { part, state: "good", detail: `By words and by meaning (${config.openai.embeddingModel}).` };
}

/** Asks Slack whose token it is. What the SDK logs of a failure stays in the debug log: the finding says it. */
export async function examineSlack(config: Pick<Config, "slack">, log: Log): Promise<Finding> {
  if (config.slack === null) return { part: "Slack", state: "off", detail: "SLACK_BOT_TOKEN is not set." };
  const { checkSlack } = await import("../wiring/open-platforms.ts");
  const { apiUrl, botToken, install } = config.slack;
  const way = config.slack.appToken === null ? "HTTP" : "Socket Mode";
  if (botToken === null) {
    const detail = `Workspaces install the bot at ${install?.publicUrl ?? ""}/slack/install (${way}).`;
    return { part: "Slack", state: "good", detail };
  }
  return checked(
    "Slack",
    checkSlack({ botToken, apiUrl }, { ...log, warn: log.debug, error: log.debug }),
    (name) => `The token belongs to ${name} (${way}).`,
  );
}

async function examineDiscord(config: Config): Promise<Finding> {
  if (config.discord === null) return { part: "Discord", state: "off", detail: "DISCORD_TOKEN is not set." };
  const { checkDiscord } = await import("../wiring/open-platforms.ts");
  return checked("Discord", checkDiscord(config.discord), (name) => `The token belongs to ${name}.`);
}

function examineModel(config: Config): Finding {
  if (config.openai === null)
    return {
      part: "Model",
      state: "off",
      detail: "OPENAI_API_KEY is not set: answers are sentences quoted from the documents.",
    };
  return {
    part: "Model",
    state: "good",
    detail: `${config.openai.model} is set; it is called when somebody asks, not by the doctor.`,
  };
}

async function checked(
  part: string,
  check: Promise<string>,
  describe: (name: string) => string,
): Promise<Finding> {
  try {
    return { part, state: "good", detail: describe(await check) };
  } catch (error) {
    return failing(part, error);
  }
}

function failing(part: string, error: unknown): Finding {
  const code = error instanceof BotError ? ` [${error.code}]` : "";
  return { part, state: "attention", detail: `${sentenceHere(part, error)}${code}` };
}

/** The usual sentences send people to the doctor, who is asked already. */
function sentenceHere(part: string, error: unknown): string {
  if (!(error instanceof BotError)) return sentenceFor(error);
  if (error.code === "PLATFORM_UNREACHABLE")
    return `${part} can't be reached from this machine. Check the internet connection and ${part}'s status page; the bot goes on trying by itself.`;
  if (error.code === "MIGRATION_FAILED")
    return "The database could not be brought up to date. Nothing was changed by the failed step; docs/errors.md says what to do.";
  return sentenceFor(error);
}
