import type { Config } from "../config.ts";
import type { SetUpFacts } from "../people/set-up-facts.port.ts";
import type { StartedPlatform } from "./start-bot.ts";

export interface GreetingFacts {
  readonly config: Config;
  readonly page: string;
  /** Port that was wanted when another had to be taken; null otherwise. */
  readonly takenPort: number | null;
  readonly platforms: readonly StartedPlatform[];
  readonly engine: "embedded" | "server";
  readonly hasVectors: boolean;
  readonly documents: number;
  readonly importedSamples: number;
  readonly setUp: SetUpFacts;
  readonly seconds: number;
}

/** What the bot says once it is ready: what is on, what is off and why, three things to try. */
export function greeting(facts: GreetingFacts): string[] {
  const { config, platforms } = facts;
  const platformLine = (name: "slack" | "discord", label: string, setting: string): string => {
    const platform = platforms.find((candidate) => candidate.name === name);
    if (platform === undefined)
      return line("–", label, `off: ${setting} is not set (README: “Connect ${label}”)`);
    return line(platform.isConnected ? "✔" : "!", label, platform.detail);
  };
  const [example = "", ...examples] = config.settings.examples;
  return [
    `Clusterbot is ready (${facts.seconds.toFixed(1)} s).`,
    "",
    line(
      "✔",
      "Web page",
      `${facts.page}${facts.takenPort === null ? "" : ` (port ${facts.takenPort} is taken by another program)`}, ${whereItIs(config)}`,
    ),
    line("✔", "Records", recordsLine(facts)),
    platformLine("slack", "Slack", "SLACK_BOT_TOKEN"),
    platformLine("discord", "Discord", "DISCORD_TOKEN"),
    config.openai === null
      ? line(
          "–",
          "Model",
          "off: OPENAI_API_KEY is not set, so answers are sentences quoted from the documents",
        )
      : line(
          "✔",
          "Model",
          `${config.openai.model}; where it fails, answers are sentences quoted from the documents`,
        ),
    line(facts.hasVectors && config.openai !== null ? "✔" : "–", "Search", searchLine(facts)),
    ...settingsLines(facts),
    "",
    "Three things to try:",
    `  1. Open ${facts.page} and ask: ${example}`,
    `  2. In another terminal: npm run -s clusterbot -- ask "${examples[0] ?? example}"`,
    "  3. Add your own documents: npm run -s clusterbot -- import <file or folder>",
    "",
    "Ctrl-C stops it.",
  ];
}

/** Whose workspaces these are, and how somebody becomes their administrator when nobody is. */
function settingsLines({ setUp, platforms }: GreetingFacts): string[] {
  const { confirmed, waiting, hasAdministrator } = setUp;
  const workspaces = confirmed + waiting;
  const states = [
    ...(confirmed > 0 ? [`${confirmed} confirmed`] : []),
    ...(waiting > 0 ? [`${waiting} waiting to be confirmed (npm run -s clusterbot -- workspaces)`] : []),
  ];
  const told =
    workspaces === 0
      ? line("–", "Settings", "no workspaces yet: everybody is shown public documents only")
      : line(waiting > 0 ? "!" : "✔", "Settings", `workspaces: ${states.join(", ")}`);
  if (hasAdministrator || platforms.length === 0) return [told];
  return [
    told,
    line("!", "", "nobody is an administrator yet; to become one: npm run -s clusterbot -- administrator"),
  ];
}

function whereItIs({ publicUrl }: Config): string {
  return publicUrl === null
    ? "on this computer only"
    : `on this computer, and at ${publicUrl} for whoever signs in`;
}

function recordsLine(facts: GreetingFacts): string {
  const where =
    facts.engine === "embedded" ? `kept in ${facts.config.dataFolder}` : "kept on your PostgreSQL server";
  const samples = facts.importedSamples > 0 ? `, ${facts.importedSamples} of them samples read just now` : "";
  return `${facts.documents} documents${samples}, ${where}`;
}

function searchLine(facts: GreetingFacts): string {
  if (facts.config.openai === null) return "by words; with a language model also by meaning";
  return facts.hasVectors
    ? "by words and by meaning"
    : "by words only: this PostgreSQL server has no pgvector";
}

function line(mark: string, label: string, text: string): string {
  return `  ${mark} ${label.padEnd(9)} ${text}`;
}
