import { pino } from "pino";
import type { Log, LogFields } from "../../shared/log.port.ts";

/** Fields that may hold a secret or what a person wrote; dropped at the first two levels. */
const secretFields = [
  "token",
  "authorization",
  "apiKey",
  "botToken",
  "appToken",
  "signingSecret",
  "replyAddress",
  "text",
  "response_url",
];

/** Where lines go: standard error, or anything that takes them. */
interface LogOutput {
  write(line: string): unknown;
}

/** JSON lines on standard error, so that standard output stays for what people and programs asked for. */
export function createLog(level: string, output: LogOutput = pino.destination({ dest: 2, sync: true })): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { error: describeError },
      formatters: { log: withoutTokensInTexts },
      redact: { paths: secretFields.flatMap((field) => [field, `*.${field}`]), remove: true },
    },
    output,
  );
  const at =
    (method: "debug" | "info" | "warn" | "error") =>
    (event: string, fields: LogFields = {}) =>
      logger[method](fields, event);
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

/** An error without what libraries hang on it (request bodies, headers, tokens): names, messages, where. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return withoutTokens(String(error));
  const causes: string[] = [];
  for (let cause = error.cause; cause instanceof Error && causes.length < 4; cause = cause.cause) {
    causes.push(`${cause.name}: ${withoutTokens(cause.message)}`);
  }
  return {
    name: error.name,
    message: withoutTokens(error.message),
    causes,
    stack: withoutTokens(error.stack ?? ""),
  };
}

function withoutTokensInTexts(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === "string" ? withoutTokens(value) : value,
    ]),
  );
}

/** Tokens by their prefix, or by Discord's form: an id in base64 (of digits, so M, N or O comes first) and two parts. */
const tokens = /xox[a-z]-[\w-]+|xapp-[\w-]+|sk-[\w-]{8,}|[MNO][\w-]{22,}\.[\w-]{6}\.[\w-]{27,}/g;

/** Addresses that let whoever has them reply in the bot's name, and the ticket of a Socket Mode connection. */
const secretsInAddresses =
  /(hooks\.slack\.com\/\w+\/|\/webhooks\/\d+\/|\/interactions\/\d+\/|[?&](?:ticket|token)=)[^\s"'?&]+/g;

/** Text as libraries write it, without tokens and without passwords in addresses. */
function withoutTokens(text: string): string {
  return text
    .replaceAll(tokens, "[secret]")
    .replaceAll(secretsInAddresses, "$1[secret]")
    .replaceAll(/:\/\/([^:/\s]+):[^@/\s]+@/g, "://$1:[secret]@");
}
