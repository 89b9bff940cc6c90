import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import { parse } from "yaml";
import { z } from "zod";
import type { SealingKey } from "./people/installation-store.port.ts";
import { readSealingKeys } from "./sealing-keys.ts";
import { explainSetting, explainSettings, Settings } from "./settings.ts";

/**
 * The environment as one schema, and the only reader of process.env. Each description is a row of the README's
 * configuration table; a test compares them.
 */
const blankIsUnset = (value: unknown): unknown => (value === "" ? undefined : value);
const optional = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(blankIsUnset, schema.optional());
const token = (prefix: string, where: string) =>
  optional(z.string().startsWith(prefix, { error: `must start with ${prefix}; copy it from ${where}` }));
const address = (example: string) =>
  optional(z.url({ protocol: /^https?$/, error: `must be a web address such as ${example}` }));

export const Environment = z.object({
  DATABASE_URL: optional(
    z.url({ protocol: /^postgres(ql)?$/, error: "must look like postgresql://user:password@host:5432/name" }),
  ).describe("A PostgreSQL server to use instead of the embedded database"),
  CLUSTERBOT_DATA: z
    .preprocess(blankIsUnset, z.string().default(".data"))
    .describe("Folder of the embedded database"),
  CLUSTERBOT_SETTINGS: optional(z.string()).describe("Settings file; clusterbot.yaml when it exists"),
  PORT: z
    .preprocess(
      blankIsUnset,
      z.coerce.number({ error: "must be a whole number up to 65535" }).int().min(0).max(65_535).default(3000),
    )
    .describe("Port of the web page; the next free one if it is taken"),
  PUBLIC_URL: optional(
    z.url({ protocol: /^https$/, error: "must be a web address such as https://bot.example.org" }),
  ).describe("Address under which people reach the web page through your own https server"),
  SLACK_BOT_TOKEN: token("xoxb-", "OAuth & Permissions in your Slack app").describe(
    "Turns Slack on, with one of the next two",
  ),
  SLACK_APP_TOKEN: token("xapp-", "Basic Information, App-Level Tokens").describe(
    "Socket Mode: Slack without a public address",
  ),
  SLACK_SIGNING_SECRET: optional(
    z.string().min(8, { error: "is too short; copy it from Basic Information, App Credentials" }),
  ).describe("HTTP mode: Slack calls your public address"),
  SLACK_CLIENT_ID: optional(z.string().min(1)).describe(
    "Lets any number of workspaces install the bot from its page /slack/install",
  ),
  SLACK_CLIENT_SECRET: optional(
    z.string().min(8, { error: "is too short; copy it from Basic Information, App Credentials" }),
  ).describe("Goes with it"),
  CLUSTERBOT_KEYS: optional(
    z.string().refine((text) => readSealingKeys(text) !== null, {
      error: "must be what `clusterbot keys new` prints; several with commas between them, the newest first",
    }),
  ).describe("Seal the tokens of installed workspaces; keep them with your backups' passwords"),
  SLACK_API_URL: address("http://localhost:4000/api/").describe(
    "Another server in place of Slack's, for tests",
  ),
  DISCORD_TOKEN: optional(
    z.string().min(20, { error: "is too short; copy it from Bot, Reset Token in your Discord application" }),
  ).describe("Turns Discord on"),
  DISCORD_API_URL: address("http://localhost:4001/api").describe(
    "Another server in place of Discord's, for tests",
  ),
  OPENAI_API_KEY: optional(z.string().min(1)).describe(
    "Turns the language model on; without it answers are quoted sentences",
  ),
  OPENAI_BASE_URL: address("http://localhost:11434/v1").describe("Any OpenAI-compatible service"),
  OPENAI_MODEL: z
    .preprocess(blankIsUnset, z.string().default("gpt-5-mini"))
    .describe("Model that writes answers"),
  OPENAI_EMBEDDING_MODEL: z
    .preprocess(blankIsUnset, z.string().default("text-embedding-3-small"))
    .describe("Model for search by meaning, where the database has pgvector"),
  OPENAI_TIME_LIMIT: z
    .preprocess(
      blankIsUnset,
      z.coerce.number({ error: "must be a number of seconds" }).min(1).max(600).default(20),
    )
    .describe("Seconds the model may take; then quoted sentences are given"),
  CLUSTERBOT_ALLOW_PRIVATE_ADDRESSES: z
    .preprocess(blankIsUnset, z.stringbool({ error: "must be yes or no" }).default(false))
    .describe(
      "Lets `import` and `watch`, on the command line, fetch from inside your own network; links from a chat never do",
    ),
  LOG_LEVEL: z
    .preprocess(
      blankIsUnset,
      z
        .enum(["debug", "info", "warn", "error", "silent"], {
          error: "must be debug, info, warn, error or silent",
        })
        .default("warn"),
    )
    .describe("How much the log says"),
  NO_COLOR: optional(z.string()).describe("Any value: no colours on the terminal"),
});

export type SlackConfig = {
  /** Of one workspace; null when workspaces only install the bot from its page. */
  readonly botToken: string | null;
  readonly appToken: string | null;
  readonly signingSecret: string | null;
  readonly apiUrl: string | null;
  /** Of the page from which workspaces install the bot; null when there is none. */
  readonly install: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly publicUrl: string;
  } | null;
};

/** Everything the program was told, checked. */
export interface Config {
  readonly databaseUrl: string | null;
  readonly dataFolder: string;
  readonly port: number;
  /** Origin (scheme and host, no slash at the end) under which people reach the web page; null: this computer only. */
  readonly publicUrl: string | null;
  readonly slack: SlackConfig | null;
  /** The first one seals. */
  readonly keys: readonly SealingKey[];
  readonly discord: { readonly token: string; readonly apiUrl: string | null } | null;
  readonly openai: {
    readonly apiKey: string;
    readonly baseUrl: string | null;
    readonly model: string;
    readonly timeLimitMilliseconds: number;
    readonly embeddingModel: string;
  } | null;
  readonly allowPrivateAddresses: boolean;
  readonly logLevel: z.infer<typeof Environment>["LOG_LEVEL"];
  readonly useColor: boolean;
  readonly settings: Settings;
  /** Where the settings came from; null when there is no file. */
  readonly settingsFile: string | null;
}

/** Each problem names its setting and says how to repair it. */
export type ConfigResult =
  | { readonly kind: "valid"; readonly config: Config }
  | { readonly kind: "invalid"; readonly problems: readonly string[] };

/** Reads the environment and the settings file; tells every problem at once. */
export function readConfig(environment: NodeJS.ProcessEnv = environmentWithFile()): ConfigResult {
  const parsed = Environment.safeParse(environment);
  const settings = readSettings(environment);
  const problems = [
    ...(parsed.error?.issues ?? []).map((issue) => `${issue.path.join(".")} ${issue.message}.`),
    ...pairProblems(environment),
    ...settings.problems,
  ];
  if (!parsed.success || problems.length > 0) return { kind: "invalid", problems };
  return { kind: "valid", config: toConfig(parsed.data, settings) };
}

/** What `.env` in the folder of the program says, overruled by what the process was given. */
function environmentWithFile(): NodeJS.ProcessEnv {
  const file = path.resolve(".env");
  return existsSync(file) ? { ...parseEnv(readFileSync(file, "utf8")), ...process.env } : process.env;
}

/** Of what was given, whether it is right or not, so that half a pair is told together with everything else. */
function pairProblems(environment: NodeJS.ProcessEnv): string[] {
  const has = (name: keyof typeof Environment.shape): boolean => (environment[name] ?? "") !== "";
  const problems: string[] = [];
  const missing = (name: string, text: string) => problems.push(`${name} is missing: ${text}`);
  const transport = has("SLACK_APP_TOKEN") || has("SLACK_SIGNING_SECRET");
  const isInstalled = has("SLACK_CLIENT_ID");
  if (has("SLACK_BOT_TOKEN") && !transport) {
    problems.push(
      "SLACK_APP_TOKEN or SLACK_SIGNING_SECRET is missing: SLACK_BOT_TOKEN needs one of them. Add SLACK_APP_TOKEN (Socket Mode), or remove SLACK_BOT_TOKEN to leave Slack off.",
    );
  }
  if (!has("SLACK_BOT_TOKEN") && !isInstalled && transport) {
    missing(
      "SLACK_BOT_TOKEN",
      "the other Slack settings need it, or SLACK_CLIENT_ID. Add one of them, or remove the others to leave Slack off.",
    );
  }
  if (has("SLACK_APP_TOKEN") && has("SLACK_SIGNING_SECRET")) {
    problems.push(
      "SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both set. Keep the first for Socket Mode, or the second for HTTP.",
    );
  }
  if (!isInstalled) {
    if (has("SLACK_CLIENT_SECRET"))
      missing("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET needs it. Add it, or remove both.");
    return problems;
  }
  const needed = "SLACK_CLIENT_ID needs it";
  if (!has("SLACK_CLIENT_SECRET"))
    missing("SLACK_CLIENT_SECRET", `${needed}. Copy it from Basic Information, App Credentials.`);
  if (!has("PUBLIC_URL"))
    missing("PUBLIC_URL", `${needed}, since Slack sends people back to your public address.`);
  if (!has("CLUSTERBOT_KEYS"))
    missing(
      "CLUSTERBOT_KEYS",
      `${needed}, to seal tokens. Print one with npm run -s clusterbot -- keys new.`,
    );
  if (!has("SLACK_BOT_TOKEN") && !transport)
    missing(
      "SLACK_APP_TOKEN or SLACK_SIGNING_SECRET",
      "SLACK_CLIENT_ID needs one of them. Add SLACK_SIGNING_SECRET (HTTP), or SLACK_APP_TOKEN (Socket Mode).",
    );
  return problems;
}

interface SettingsRead {
  readonly settings: Settings;
  readonly file: string | null;
  readonly problems: readonly string[];
}

function readSettings(environment: NodeJS.ProcessEnv): SettingsRead {
  const named = environment.CLUSTERBOT_SETTINGS || null;
  const file = path.resolve(named ?? "clusterbot.yaml");
  const none = { settings: Settings.parse({}), file: null };
  if (!existsSync(file)) {
    const problem = `CLUSTERBOT_SETTINGS names ${file}, which does not exist. Correct the path or remove the setting.`;
    return { ...none, problems: named === null ? [] : [problem] };
  }
  try {
    const parsed = Settings.safeParse(parse(readFileSync(file, "utf8")) ?? {}, { error: explainSetting });
    if (parsed.success) return { settings: parsed.data, file, problems: [] };
    const problems = explainSettings(parsed.error).map((problem) => `${path.basename(file)}: ${problem}`);
    return { ...none, problems };
  } catch (error) {
    const reason =
      error instanceof Error ? error.message.split("\n")[0]?.replace(/[\s.:]+$/, "") : "it cannot be read";
    return { ...none, problems: [`${path.basename(file)}: ${reason}. Correct the file or move it away.`] };
  }
}

function toConfig(values: z.infer<typeof Environment>, read: SettingsRead): Config {
  const apiKey = values.OPENAI_API_KEY ?? (values.OPENAI_BASE_URL === undefined ? undefined : "none");
  return {
    databaseUrl: values.DATABASE_URL ?? null,
    dataFolder: path.resolve(values.CLUSTERBOT_DATA),
    port: values.PORT,
    publicUrl: values.PUBLIC_URL === undefined ? null : new URL(values.PUBLIC_URL).origin,
    slack: slackConfig(values),
    keys: readSealingKeys(values.CLUSTERBOT_KEYS ?? "") ?? [],
    discord:
      values.DISCORD_TOKEN === undefined
        ? null
        : { token: values.DISCORD_TOKEN, apiUrl: values.DISCORD_API_URL ?? null },
    openai:
      apiKey === undefined
        ? null
        : {
            apiKey,
            baseUrl: values.OPENAI_BASE_URL ?? null,
            model: values.OPENAI_MODEL,
            timeLimitMilliseconds: values.OPENAI_TIME_LIMIT * 1000,
            embeddingModel: values.OPENAI_EMBEDDING_MODEL,
          },
    allowPrivateAddresses: values.CLUSTERBOT_ALLOW_PRIVATE_ADDRESSES,
    logLevel: values.LOG_LEVEL,
    useColor: values.NO_COLOR === undefined,
    settings: read.settings,
    settingsFile: read.file,
  };
}

function slackConfig(values: z.infer<typeof Environment>): SlackConfig | null {
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, PUBLIC_URL: publicUrl } = values;
  const isComplete = clientId !== undefined && clientSecret !== undefined && publicUrl !== undefined;
  const install = isComplete ? { clientId, clientSecret, publicUrl: new URL(publicUrl).origin } : null;
  if (values.SLACK_BOT_TOKEN === undefined && install === null) return null;
  return {
    botToken: values.SLACK_BOT_TOKEN ?? null,
    appToken: values.SLACK_APP_TOKEN ?? null,
    signingSecret: values.SLACK_SIGNING_SECRET ?? null,
    apiUrl: values.SLACK_API_URL ?? null,
    install,
  };
}
