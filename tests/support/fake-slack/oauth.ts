import type { IssuedSecret } from "../issued-secret.ts";
import { type Answer, type Arguments, refused } from "./call.ts";
import type { Workspace } from "./workspace.ts";

/** The app as it is registered with Slack: one for all workspaces. */
export const app = {
  clientId: "1234567890.0987654321",
  clientSecret: "fake-client-secret",
  /** Where people may be sent back to. */
  redirectUrls: ["https://bot.example.org/slack/oauth_redirect"],
} as const;

/** A whole organisation that installs the app at once. */
const organisation = { id: "E0ORG00001", name: "The organisation" };
export const organisationToken = "xoxb-fake-organisation-token";

export interface OAuth {
  /**
   * Somebody agrees on Slack's page; gives the address their browser is sent back to. Throws where Slack would show
   * an error in place of the page.
   */
  agree(address: string, workspace: Workspace, options?: { readonly isOrganisation?: boolean }): string;
  /** Somebody cancels. */
  cancel(address: string): string;
  /** docs: oauth.v2.access */
  exchange(call: Arguments): Answer;
  /** Whether the token for a whole organisation is still good. */
  isOrganisationTokenGood(): boolean;
  revokeOrganisation(): void;
  /** Every code, state and token so far. */
  readonly issued: readonly IssuedSecret[];
}

interface Code {
  readonly workspace: Workspace;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly isOrganisation: boolean;
  readonly at: number;
  isUsed: boolean;
}

/** docs: installing with OAuth: a code is good for ten minutes, once */
const codeMilliseconds = 10 * 60_000;

export function createOAuth(): OAuth {
  const codes = new Map<string, Code>();
  let installations = 0;
  let isOrganisationTokenGood = false;
  const issued: IssuedSecret[] = [];

  return {
    issued,
    isOrganisationTokenGood: () => isOrganisationTokenGood,
    revokeOrganisation: () => {
      isOrganisationTokenGood = false;
    },
    agree: (address, workspace, { isOrganisation = false } = {}) => {
      const { redirectUri, scopes, state } = authorization(address);
      const code = `code-${codes.size + 1}-${workspace.teamId}`;
      issued.push({ kind: "Slack OAuth code", value: code }, { kind: "Slack OAuth state", value: state });
      codes.set(code, {
        workspace,
        redirectUri,
        scopes,
        isOrganisation,
        at: workspace.now(),
        isUsed: false,
      });
      return `${redirectUri}?${new URLSearchParams({ code, state })}`;
    },
    cancel: (address) => {
      const { redirectUri, state } = authorization(address);
      return `${redirectUri}?${new URLSearchParams({ error: "access_denied", state })}`;
    },
    exchange: (call) => {
      const problem = exchangeProblem(call, codes.get(call.code ?? ""));
      const code = codes.get(call.code ?? "");
      if (problem !== null || code === undefined) return refused(problem ?? "invalid_code");
      code.isUsed = true;
      if (code.isOrganisation) isOrganisationTokenGood = true;
      const token = code.isOrganisation ? organisationToken : tokenFor(code, () => (installations += 1));
      issued.push({ kind: "Slack bot token of an installation", value: token });
      return granted(code, token);
    },
  };
}

/** An app that is installed already keeps its token; one that was removed gets another. */
function tokenFor({ workspace, scopes }: Code, next: () => number): string {
  if (workspace.botToken === "" || workspace.isTokenRevoked) {
    workspace.botToken = `xoxb-fake-${workspace.teamId}-${next()}`;
    workspace.isTokenRevoked = false;
  }
  workspace.scopes.clear();
  for (const scope of scopes) workspace.scopes.add(scope);
  return workspace.botToken;
}

function authorization(address: string) {
  const { pathname, searchParams } = new URL(address);
  const redirectUri = searchParams.get("redirect_uri") ?? "";
  const state = searchParams.get("state") ?? "";
  const scopes = (searchParams.get("scope") ?? "").split(",").filter((scope) => scope !== "");
  if (pathname !== "/oauth/v2/authorize") throw new Error("this is not Slack's page");
  if (searchParams.get("client_id") !== app.clientId) throw new Error("invalid client_id parameter");
  // docs: installing with OAuth: a redirect address that the app does not list is refused
  if (!app.redirectUrls.some((url) => url === redirectUri))
    throw new Error("redirect_uri did not match any configured URIs");
  if (scopes.length === 0) throw new Error("no scopes requested");
  return { redirectUri, state, scopes };
}

/** docs: oauth.v2.access, errors */
function exchangeProblem(call: Arguments, code: Code | undefined): string | null {
  if (call.client_id !== app.clientId) return "invalid_client_id";
  if (call.client_secret !== app.clientSecret) return "bad_client_secret";
  if (code === undefined || code.workspace.now() - code.at > codeMilliseconds) return "invalid_code";
  if (code.isUsed) return "code_already_used";
  return call.redirect_uri === code.redirectUri ? null : "bad_redirect_uri";
}

function granted({ workspace, scopes, isOrganisation }: Code, token: string): Answer {
  return {
    ok: true,
    access_token: token,
    token_type: "bot",
    scope: scopes.join(","),
    bot_user_id: workspace.botUser,
    app_id: "A0CLUSTER1",
    team: isOrganisation ? null : { id: workspace.teamId, name: workspace.name },
    enterprise: isOrganisation ? organisation : null,
    is_enterprise_install: isOrganisation,
    authed_user: { id: workspace.person },
  };
}
