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
  BOT_ALREADY_RUNNING: {
    sentence:
      "Clusterbot is already running with this data folder, so nothing was started. Stop the other one first, or set CLUSTERBOT_DATA to another folder.",
    level: "error",
    retry: false,
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
  DATA_FOLDER_UNUSABLE: {
    sentence:
      "My data folder cannot be used. Nothing was changed; check that it is a writable folder of this user on a local disk, or restore the last backup into a new one.",
    level: "error",
    retry: false,
  },
  KEY_MISSING: {
    sentence:
      "Tokens of installed workspaces are sealed with a key that is not in CLUSTERBOT_KEYS. Nothing was started or changed; put that key back and start again.",
    level: "error",
    retry: false,
  },
  KEY_WRONG: {
    sentence:
      "Tokens of installed workspaces cannot be opened with the key of that name in CLUSTERBOT_KEYS. Nothing was started or changed; put the right key back and start again.",
    level: "error",
    retry: false,
  },
  MODEL_FAILED: {
    sentence:
      "The language model did not answer in time, so this answer is made of sentences from the sources. Nothing was lost.",
    level: "warn",
    retry: true,
  },
  EMBEDDER_FAILED: {
    sentence:
      "Search by meaning did not work just now, so I searched by words only. Nothing was lost; please ask again in a minute if the answer misses the point.",
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
  PORT_UNAVAILABLE: {
    sentence:
      "The web page can't be served: no port near the one in the settings is free. Nothing was changed; set PORT to a free one and start again.",
    level: "error",
    retry: false,
  },
  WEB_ANSWER_LATE: {
    sentence:
      "The answer is taking longer than a page can wait. Nothing was lost or changed; please ask again in a minute.",
    level: "warn",
    retry: true,
  },
  WEB_VISITOR_LEFT: {
    sentence: "The page was closed before the answer was there. Nothing was changed; please ask again.",
    level: "warn",
    retry: true,
  },
  WEB_STOPPING: {
    sentence: "I am just being restarted. Nothing was changed; please ask again in a minute.",
    level: "warn",
    retry: true,
  },
  WEB_TOO_MANY: {
    sentence:
      "That is more questions than I can take at once. Nothing was lost; please wait a few seconds and ask again.",
    level: "warn",
    retry: true,
  },
  WEB_TOO_LARGE: {
    sentence: "That is longer than I can take at once. Nothing was done; please shorten it.",
    level: "warn",
    retry: false,
  },
  WEB_BAD_REQUEST: {
    sentence:
      'I could not find a question in that. Please send JSON like {"question": "…"}, or put it into ?q=….',
    level: "warn",
    retry: false,
  },
  WEB_NOT_JSON: {
    sentence: "A question has to be sent as application/json. Nothing was read; GET /api says how to ask.",
    level: "warn",
    retry: false,
  },
  WEB_NOT_FOUND: {
    sentence:
      "There is nothing at this address. The page to ask on is at /, the interface for programs is described at /api.",
    level: "warn",
    retry: false,
  },
  WEB_HOST_REFUSED: {
    sentence:
      "This page does not answer by the name it was called by, only by its public address or, on its own computer, as localhost. Nothing was read.",
    level: "warn",
    retry: false,
  },
  WEB_CROSS_SITE: {
    sentence:
      "A page of another site tried to send something here in your name. It was not read and nothing was changed; please use this page itself.",
    level: "warn",
    retry: false,
  },
  WEB_HOST_NOT_PASSED_ON: {
    sentence:
      "The https server in front of me hides the name I was called by, so I can't tell who may come in. Nothing was read; whoever looks after it has to pass the Host header on.",
    level: "error",
    retry: false,
  },
  WEB_SIGN_IN_NEEDED: {
    sentence:
      "You need to sign in for that. Nothing was read or changed; write /cluster web on your cluster's Slack or Discord, and I answer with a link.",
    level: "warn",
    retry: false,
  },
  WEB_SESSION_ENDED: {
    sentence:
      "You are no longer signed in. Nothing was read or changed; write /cluster web on your cluster's Slack or Discord for a new link.",
    level: "warn",
    retry: false,
  },
  WEB_LINK_UNKNOWN: {
    sentence:
      "I don't know this link, so nobody was signed in. Check that you have all of it, or write /cluster web on Slack or Discord for a new one.",
    level: "warn",
    retry: false,
  },
  WEB_LINK_USED: {
    sentence:
      "This link was used already, and each works once. Nobody was signed in; if it was not you who used it, sign in with a new one and press “Sign out everywhere”.",
    level: "warn",
    retry: false,
  },
  WEB_LINK_EXPIRED: {
    sentence:
      "This link is older than ten minutes, so nobody was signed in. Write /cluster web on Slack or Discord for a new one.",
    level: "warn",
    retry: false,
  },
  WEB_FORM_STALE: {
    sentence:
      "This form is not one I made for you just now, so nothing was sent or changed. Open the page again and repeat it there.",
    level: "warn",
    retry: false,
  },
  WEB_SENT_ALREADY: {
    sentence:
      "This was sent before and is not done twice. Nothing was changed just now; open the page again to do it once more.",
    level: "warn",
    retry: false,
  },
  WEB_NOT_A_FORM: {
    sentence:
      "That was not sent as a form of this page, so nothing was read or changed. Please use the page itself.",
    level: "warn",
    retry: false,
  },
  WEB_METHOD_WRONG: {
    sentence:
      "This address can't be used in that way. Nothing was read or changed; please use the page itself.",
    level: "warn",
    retry: false,
  },
  WEB_UPLOAD_TOO_LARGE: {
    sentence:
      "The file is larger than 20 MB, so it was not kept and nothing was changed. Please hand in a smaller one, or a link to it.",
    level: "warn",
    retry: false,
  },
  WEB_UPLOAD_BROKEN: {
    sentence:
      "The file did not arrive whole, so it was not kept and nothing was changed. Please send it again.",
    level: "warn",
    retry: false,
  },
  WEB_NOT_ALLOWED: {
    sentence:
      "You may not see that page. Nothing was changed; a manager of your cluster or an administrator of the federation can give you the right.",
    level: "warn",
    retry: false,
  },
  PLATFORM_REFUSED_INTENTS: {
    sentence:
      "Discord does not allow the bot the events it asks for. Nothing was sent; in the developer portal check that the application is a bot and not restricted, then start again.",
    level: "error",
    retry: false,
  },
  WORKSPACE_LEFT: {
    sentence:
      "I was removed from that workspace, so the answer was not sent to anybody. Nothing else was lost; somebody who runs the workspace can add me again.",
    level: "warn",
    retry: false,
  },
  PLATFORM_REFUSED_REPLY: {
    sentence:
      "I may not write where I was asked, so the answer was not shown. Nothing else was lost; let me see that channel and send messages in it, then ask again.",
    level: "warn",
    retry: false,
  },
  TERMINAL_ANSWER_LATE: {
    sentence: "The answer is taking longer than I can wait. Nothing was lost or changed; please ask again.",
    level: "warn",
    retry: true,
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
