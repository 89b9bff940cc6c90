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

/** JSON lines on standard error, so that standard output stays for what people and programs asked for. */
export function createLog(level: string): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { error: describeError },
      redact: { paths: secretFields.flatMap((field) => [field, `*.${field}`]), remove: true },
    },
    pino.destination({ dest: 2, sync: true }),
  );
  const at =
    (method: "debug" | "info" | "warn" | "error") =>
    (event: string, fields: LogFields = {}) =>
      logger[method](fields, event);
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

/** An error without what libraries hang on it (request bodies, headers, tokens): names, messages, where. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
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

/** Slack, Discord and OpenAI tokens as they may stand in a library's message, and passwords in addresses. */
function withoutTokens(text: string): string {
  return text
    .replaceAll(/xox[a-z]-[\w-]+|xapp-[\w-]+|sk-[\w-]{8,}|[MN][\w-]{23,}\.[\w-]{6}\.[\w-]{27,}/g, "[secret]")
    .replaceAll(/:\/\/([^:/\s]+):[^@/\s]+@/g, "://$1:[secret]@");
}
