import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { Request as ChatRequest } from "../../chat/request.ts";
import type { AuditEntry } from "../../people/audit.port.ts";
import type { SignedInAs } from "../../people/session-store.port.ts";

/** Pages that only some may see; the navigation shows those that may be. */
export type PageName =
  | "documents"
  | "events"
  | "announcements"
  | "positions"
  | "workspaces"
  | "sources"
  | "audit";

/** Looks up what somebody signed in may see, once for every page. Throws BotError DATABASE_UNAVAILABLE. */
export type PageAccess = (request: ChatRequest) => Promise<VisitorAccess>;

/** What somebody may see at the moment. Reading throws BotError DATABASE_UNAVAILABLE. */
export interface VisitorAccess {
  readonly pages: readonly PageName[];
  /** Names of the commands they may use, for one cluster at least. */
  readonly commands: readonly string[];
  /** Newest first; null when they may not read the trail. */
  readonly readAudit: (limit: number) => Promise<readonly AuditEntry[] | null>;
  /** The same as CSV, with what a page has no room for; null when they may not read the trail. */
  readonly auditCsv: () => Promise<string | null>;
}

/** Somebody signed in. */
export interface Visitor {
  readonly as: SignedInAs;
  /** What the browser keeps of the session. */
  readonly secret: string;
  /** Stands in every form, and in no other session's. */
  readonly formToken: string;
}

/** Hono's types of what Node hands over with each request, and of what we find out about it. */
export interface WebEnvironment {
  Bindings: HttpBindings;
  Variables: { visitor: Visitor | null };
}

export type WebContext = Context<WebEnvironment>;
