import { createDocumentSources } from "./adapters/files/document-sources.ts";
import { createLog } from "./adapters/log/create-log.ts";
import type { BackgroundJobs } from "./adapters/postgres/background-jobs.ts";
import { createClusterDirectory } from "./adapters/postgres/cluster-directory.ts";
import { createClusterRegister } from "./adapters/postgres/cluster-register.ts";
import type { BackupOutcome } from "./adapters/postgres/create-backup.ts";
import { createDataFolderLock } from "./adapters/postgres/data-folder-lock.ts";
import { createDocumentStore } from "./adapters/postgres/document-store.ts";
import { type Database, openDatabase } from "./adapters/postgres/open-database.ts";
import { createLexicalSearch } from "./adapters/postgres/passage-search.ts";
import { createQuestionStore } from "./adapters/postgres/question-store.ts";
import type { RestoreOutcome } from "./adapters/postgres/restore-backup.ts";
import { createVectorSearch } from "./adapters/postgres/vector-search.ts";
import {
  createTerminalPlatform,
  type Printed,
  type TerminalQuestion,
} from "./adapters/terminal/terminal-platform.ts";
import type { Readiness } from "./adapters/web/readiness.ts";
import type { WebPlatform } from "./adapters/web/web-platform.ts";
import type { Answer } from "./answering/answer.ts";
import type { LanguageModel } from "./answering/language-model.port.ts";
import type { Platform } from "./chat/platform.port.ts";
import type { PlatformName } from "./chat/request.ts";
import { catalogue, descriptions } from "./commands/catalogue.ts";
import { dispatch } from "./commands/dispatch.ts";
import { createRequestInbox, type RunningInbox } from "./commands/request-inbox.ts";
import type { Config } from "./config.ts";
import { createJobs } from "./jobs.ts";
import type { DocumentStore } from "./knowledge/document-store.port.ts";
import { embedPassages } from "./knowledge/embed-passages.ts";
import type { ImportNeeds } from "./knowledge/import-sources.ts";
import type { PassageSearch } from "./knowledge/passage-search.port.ts";
import { createPassageSearch } from "./knowledge/search-passages.ts";
import { splitPassages } from "./knowledge/split-passages.ts";
import { weighPassage } from "./knowledge/weigh-passage.ts";
import { english } from "./messages/english.ts";
import type { Reader } from "./people/readership.ts";
import { loadPrompt } from "./prompts.ts";
import type { Clock } from "./shared/clock.port.ts";
import { BotError } from "./shared/errors.ts";
import type { Log } from "./shared/log.port.ts";

export const openLog = createLog;
export type { BackgroundJobs };

/** The records and what is made of them: what every subcommand needs. */
export interface Core {
  readonly database: Database;
  readonly documents: DocumentStore;
  readonly importing: ImportNeeds;
  readonly search: PassageSearch;
  readonly answer: (question: string, reader: Reader) => Promise<Answer>;
  /** Makes the vectors that are missing; does nothing without a model or without pgvector. */
  readonly embedPassages: (signal: AbortSignal) => Promise<void>;
  close(): Promise<void>;
}

/** Opens the records. Throws BotError; nothing stays open then. */
export async function openCore(config: Config, log: Log, role: "resident" | "short"): Promise<Core> {
  const loading = import("./answering/answer-question.ts"); // Meanwhile the database starts in its own thread.
  const database = await openDatabase({ ...config, role }, log);
  const { answerQuestion } = await loading;
  const directory = createClusterDirectory(database.prisma);
  const documents = createDocumentStore(database.pool, weighPassage);
  const sources = createDocumentSources();
  const model = config.openai === null ? null : await openLanguageModel(config.openai);
  const meaning = await openMeaning(config, database);
  const search = createPassageSearch({ lexical: createLexicalSearch(database.pool), meaning, log });
  return {
    database,
    documents,
    search,
    importing: {
      sources,
      store: documents,
      clusters: createClusterRegister(database.pool),
      split: splitPassages,
    },
    answer: (question, reader) => answerQuestion(question, reader, { search, directory, model, clock, log }),
    embedPassages: async (signal) => {
      if (meaning !== null) log.info("passages-embedded", { count: await embedPassages(meaning, signal) });
    },
    close: async () => {
      await sources.close();
      await database.close();
    },
  };
}

/** Search by meaning, where there is a model for it and the database has pgvector. */
async function openMeaning(config: Config, database: Database) {
  if (config.openai === null || !database.hasVectors) return null;
  const { openEmbedder } = await import("./adapters/openai/embedder.ts");
  return { embedder: await openEmbedder(config.openai), vectors: createVectorSearch(database.pool) };
}

const clock: Clock = { now: () => new Date() };

async function openLanguageModel(openai: NonNullable<Config["openai"]>): Promise<LanguageModel> {
  const prompt = await loadPrompt("draft-answer", ["own_cluster", "question", "sources"]);
  const adapter = await import("./adapters/openai/language-model.ts");
  return adapter.openLanguageModel(openai, prompt.fill);
}

/** Answers one question on the terminal; says what was printed. */
export async function askOnTerminal(
  question: TerminalQuestion & { readonly json: boolean },
  core: Core,
  { config, log }: { config: Config; log: Log },
): Promise<Printed> {
  const terminal = createTerminalPlatform({
    output: process.stdout,
    isTerminal: process.stdout.isTTY === true,
    width: process.stdout.columns,
    json: question.json,
    allowsStyle: config.useColor,
    answerMilliseconds: 60_000,
  });
  const inbox = createInbox([terminal], core, { config, log });
  try {
    await terminal.start(inbox);
    return await terminal.ask(question);
  } finally {
    await terminal.stop();
    await inbox.stop();
  }
}

/** Everything `start` runs, built and not yet started. */
export interface Bot {
  readonly core: Core;
  readonly web: WebPlatform;
  readonly chats: readonly Platform[];
  readonly inbox: RunningInbox;
  readonly startJobs: () => Promise<BackgroundJobs>;
  readonly log: Log;
}

/** Builds what `start` runs. An SDK is loaded only where its platform is on. */
export async function openBot(config: Config, log: Log): Promise<Bot> {
  const loading = import("./adapters/web/web-platform.ts");
  const core = await openOnlyCore(config, log);
  const slack = await openSlack(config, log);
  const discord = await openDiscord(config, log);
  const chats: Platform[] = [slack, discord].filter((platform) => platform !== null);
  const { createWebPlatform } = await loading;
  const listener = slack?.requestListener ?? null;
  const web = createWebPlatform(
    {
      name: "Clusterbot",
      examples: config.settings.examples,
      port: config.port,
      answerMilliseconds: 30_000,
      stopMilliseconds: 5_000,
    },
    {
      clock,
      log,
      readiness: () => readReadiness(core, chats),
      mounts: listener === null ? [] : [{ path: "/slack", listener }],
    },
  );
  const inbox = createInbox([web, ...chats], core, { config, log });
  return { core, web, chats, inbox, log, startJobs: () => startJobs(core, log) };
}

/** The records for the one bot of a data folder; on a server any number of bots may share them. */
async function openOnlyCore(config: Config, log: Log): Promise<Core> {
  const core = await openCore(config, log, "resident");
  if (core.database.engine === "server") return core;
  const lock = createDataFolderLock(config.dataFolder, "bot-lock");
  const close = async (): Promise<void> => {
    lock.release();
    await core.close();
  };
  if (lock.tryTake()) return { ...core, close };
  await close();
  throw new BotError("BOT_ALREADY_RUNNING", { detail: config.dataFolder });
}

async function openSlack(config: Config, log: Log) {
  if (config.slack === null) return null;
  const { createSlackPlatform } = await import("./adapters/slack/slack-platform.ts");
  const commandNames = descriptions.map((command) => command.name);
  const sentences = { replyWasCut: english.chat.cut };
  return createSlackPlatform(
    { ...config.slack, groups: slackGroups(config) },
    { clock, log, commandNames, sentences },
  );
}

const discordAddress = "https://discord.com/api";

async function openDiscord(config: Config, log: Log) {
  if (config.discord === null) return null;
  const { createDiscordPlatform } = await import("./adapters/discord/discord-platform.ts");
  const { token, apiUrl } = config.discord;
  return createDiscordPlatform(
    { token, apiUrl: apiUrl ?? discordAddress, commands: descriptions },
    { clock, log, messages: english.chat },
  );
}

/** Finished questions and their replies are kept this long, to look into a complaint. */
const questionDays = 30;

async function startJobs(core: Core, log: Log): Promise<BackgroundJobs> {
  const { startBackgroundJobs } = await import("./adapters/postgres/background-jobs.ts");
  const questions = createQuestionStore(core.database.prisma);
  const jobs = createJobs({
    embedPassages: core.embedPassages,
    forgetQuestions: async () =>
      log.info("questions-forgotten", { count: await questions.forgetFinished(questionDays) }),
  });
  return startBackgroundJobs(jobs, { database: core.database, log });
}

/** User groups the settings file gives a meaning in the workspace the token is for; ids are unique to a workspace. */
function slackGroups(config: Config): string[] {
  return config.settings.workspaces
    .filter((workspace) => workspace.platform === "slack")
    .flatMap((workspace) => [
      ...(workspace.members === "everyone" ? [] : workspace.members),
      ...workspace.board,
    ]);
}

function createInbox(
  platforms: readonly Platform[],
  core: Core,
  { config, log }: { config: Config; log: Log },
): RunningInbox {
  const needs = {
    messages: english,
    descriptions,
    commands: catalogue,
    answer: core.answer,
    people: config.settings,
    log,
  };
  return createRequestInbox({
    store: createQuestionStore(core.database.prisma),
    platforms: new Map<PlatformName, Platform>(platforms.map((platform) => [platform.name, platform])),
    dispatch: (request) => dispatch(request, needs),
    messages: english,
    log,
  });
}

async function readReadiness(core: Core, chats: readonly Platform[]): Promise<Readiness> {
  const database = await core.database.ping().then(
    () => ({ ready: true, detail: "The records can be reached." }),
    () => ({ ready: false, detail: "The records cannot be reached." }),
  );
  const parts = chats.map((chat) => {
    const { state, detail } = chat.health();
    return [chat.name, { ready: state === "connected", detail }] as const;
  });
  const all = { database, ...Object.fromEntries(parts) };
  return { ready: Object.values(all).every((part) => part.ready), parts: all };
}

/** Name of the workspace the Slack token belongs to; throws BotError. */
export async function checkSlack(slack: NonNullable<Config["slack"]>, log: Log): Promise<string> {
  const { checkSlackToken } = await import("./adapters/slack/check-token.ts");
  return checkSlackToken(slack, log);
}

/** Name of the bot the Discord token belongs to; throws BotError. */
export async function checkDiscord({ token, apiUrl }: NonNullable<Config["discord"]>): Promise<string> {
  const { checkDiscordToken } = await import("./adapters/discord/check-token.ts");
  return checkDiscordToken({ token, apiUrl: apiUrl ?? discordAddress });
}

/** Writes everything into one file. */
export async function backUp(file: string, config: Config, log: Log): Promise<BackupOutcome> {
  const { createBackup } = await import("./adapters/postgres/create-backup.ts");
  const database = await openDatabase({ ...config, role: "short" }, log);
  return createBackup(database, file).finally(() => database.close());
}

/** Puts a backup into a fresh database, or in the place of what is there when `replace`. */
export async function restore(
  { file, replace }: { readonly file: string; readonly replace: boolean },
  config: Config,
  log: Log,
): Promise<RestoreOutcome> {
  const { restoreBackup } = await import("./adapters/postgres/restore-backup.ts");
  const database = await openDatabase({ ...config, role: "short" }, log);
  return restoreBackup(database, file, { replace }).finally(() => database.close());
}

/** The app manifest to paste into Slack; with a public address for HTTP, without one for Socket Mode. */
export async function manifestFor(publicUrl: string | null): Promise<object> {
  const { slackManifest } = await import("./adapters/slack/manifest.ts");
  return slackManifest(descriptions, publicUrl === null ? { kind: "socket" } : { kind: "http", publicUrl });
}
