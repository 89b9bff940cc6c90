/** What an unexpected outcome means for people and for the log. */
interface ErrorEntry {
  /** What happened, whether anything was lost, what to do now: one sentence or two for people. */
  readonly sentence: string;
  readonly level: "warn" | "error";
  /** Whether the same call may succeed later without anybody changing anything. */
  readonly retry: boolean;
}

/** Every coded error. docs/errors.md lists the same codes; a test compares them. */
export const errorTable = {
  DATABASE_UNAVAILABLE: {
    sentence: "I can't reach my records just now. Nothing was lost or changed; please ask again in a minute.",
    level: "error",
    retry: true,
  },
  DATABASE_TOO_NEW: {
    sentence:
      "The database was written by a newer version of Clusterbot. Nothing was changed; install the newer version again.",
    level: "error",
    retry: false,
  },
  MIGRATION_FAILED: {
    sentence:
      "The database could not be brought up to date. Nothing was changed by the failed step; run `clusterbot doctor` and see docs/errors.md.",
    level: "error",
    retry: false,
  },
  MODEL_FAILED: {
    sentence:
      "The language model did not answer in time, so this answer is made of sentences from the sources. Nothing was lost.",
    level: "warn",
    retry: true,
  },
  REQUEST_NOT_STORED: {
    sentence:
      "I couldn't write your question down in time, so it may not be answered. If nothing comes within a minute, please ask again.",
    level: "error",
    retry: true,
  },
  PLATFORM_UNREACHABLE: {
    sentence:
      "The chat platform can't be reached just now. Nothing was lost; I go on trying, and your administrator can run `clusterbot doctor`.",
    level: "warn",
    retry: true,
  },
  PLATFORM_REFUSED_TOKEN: {
    sentence:
      "The chat platform does not accept the bot's token. Nothing was sent; put a valid token into the settings and start again.",
    level: "error",
    retry: false,
  },
  UNEXPECTED: {
    sentence:
      "Something went wrong on my side. Nothing was posted or changed; please try again, and tell your administrator if it happens twice.",
    level: "error",
    retry: false,
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorTable;

/** An unexpected outcome with a code; `cause` keeps what the library threw, `detail` is for the log only. */
export class BotError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;

  constructor(code: ErrorCode, options: { cause?: unknown; detail?: string } = {}) {
    super(options.detail === undefined ? code : `${code}: ${options.detail}`, { cause: options.cause });
    this.name = "BotError";
    this.code = code;
    this.detail = options.detail;
  }
}

/** The sentence for people that belongs to whatever was thrown. */
export function sentenceFor(error: unknown): string {
  return errorTable[codeOf(error)].sentence;
}

/** The code of whatever was thrown; anything not coded is UNEXPECTED. */
export function codeOf(error: unknown): ErrorCode {
  return error instanceof BotError ? error.code : "UNEXPECTED";
}
