import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { InstallProvider, type Installation as OAuthInstallation } from "@slack/oauth";
import type { Messages } from "../../messages/english.ts";
import type { InstallationStore, InstallStates } from "../../people/installation-store.port.ts";
import type { Clock } from "../../shared/clock.port.ts";
import { BotError, codeOf } from "../../shared/errors.ts";
import type { Log } from "../../shared/log.port.ts";
import { type InstallPage, sendPage } from "./install-page.ts";
import { createInstallState, installSeconds } from "./install-state.ts";
import { botScopes, installRedirectPath } from "./manifest.ts";
import { createWebClient, type SlackAddress, slackLogger, webClientOptions } from "./web-client.ts";
import { identify, type SlackWorkspaces } from "./workspaces.ts";

/** Below the bot's public address: where an installation begins. */
export const installPath = "/slack/install";

export interface InstallSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Origin under which people reach the bot. */
  readonly publicUrl: string;
}

export interface InstallNeeds {
  readonly address: SlackAddress;
  readonly installations: InstallationStore;
  readonly states: InstallStates;
  readonly workspaces: Pick<SlackWorkspaces, "installed">;
  readonly clock: Clock;
  readonly log: Log;
  readonly sentences: Messages["slack"]["install"];
}

/** Bound to the host, sent over https only, and unreadable for scripts. */
const cookieName = "__Host-clusterbot-install";

/**
 * The two pages of an installation (docs: installing with OAuth), for GET only; whatever else comes is answered 404.
 * The SDK compares the state with the browser's cookie and trades the code for a token; what is asked for, the state
 * and where the token is kept are ours.
 */
export function createInstallPages(settings: InstallSettings, needs: InstallNeeds): RequestListener {
  const options = { scopes: [...botScopes], redirectUri: `${settings.publicUrl}${installRedirectPath}` };
  const stateStore = createInstallState(options, { ...needs, secret: settings.clientSecret });
  const provider = new InstallProvider({
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    stateStore,
    stateCookieName: cookieName,
    installationStore: {
      storeInstallation: (installation) => save(installation, needs),
      // Tokens are read by workspaces.ts, and never through the SDK.
      fetchInstallation: () => Promise.reject(new BotError("UNEXPECTED")),
    },
    authorizationUrl: needs.address.authorizeUrl,
    clientOptions: webClientOptions(needs.address, needs.log),
    logger: slackLogger(needs.log),
  });
  const show = (outgoing: ServerResponse, page: InstallPage): void =>
    sendPage(outgoing, page, needs.sentences.product);
  const pages = pagesIn(needs.sentences);

  const begin = async (outgoing: ServerResponse): Promise<void> => {
    const state = await stateStore.generateStateParam(options, needs.clock.now());
    const address = await provider.generateInstallUrl(options, true, state);
    const attributes = `Secure; HttpOnly; SameSite=Lax; Path=/; Max-Age=${installSeconds}`;
    outgoing.setHeader("set-cookie", `${cookieName}=${state}; ${attributes}`);
    show(outgoing, pages.offer(address));
  };
  const finish = (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> =>
    provider.handleCallback(incoming, outgoing, {
      afterInstallation: async (installation) => {
        if (installation.isEnterpriseInstall !== true && installation.team !== undefined) return true;
        await giveBack(installation, needs);
        show(outgoing, pages.organisation);
        return false;
      },
      success: (installation) => show(outgoing, pages.done(installation.team?.name ?? "")),
      failure: (error) => {
        needs.log.warn("slack-installation-failed", { code: error.code, reason: reasonOf(error) });
        show(outgoing, pages.failure(error));
      },
    });

  return (incoming, outgoing) => {
    const isBegin = pathOf(incoming) === installPath;
    const isKnown = isBegin || pathOf(incoming) === installRedirectPath;
    if (!isKnown || incoming.method !== "GET") return void outgoing.writeHead(404).end();
    const serving = isBegin ? begin(outgoing) : finish(incoming, outgoing);
    serving.catch((error: unknown) => {
      needs.log.error("slack-install-page-failed", { code: codeOf(error) });
      show(outgoing, pages.recordsGone);
    });
  };
}

export function isInstallPath(incoming: IncomingMessage): boolean {
  return [installPath, installRedirectPath].includes(pathOf(incoming));
}

function pathOf(incoming: IncomingMessage): string {
  return (incoming.url ?? "/").split("?")[0] ?? "/";
}

/** Throws BotError; the person is then told that it is not finished. */
async function save(installation: OAuthInstallation, needs: InstallNeeds): Promise<void> {
  const { team, bot, user } = installation;
  if (team === undefined || bot === undefined) throw new BotError("PLATFORM_REFUSED_TOKEN");
  const identified = await identify(bot.token, needs);
  // A token that belongs elsewhere than Slack says is kept nowhere.
  if (identified.workspace !== team.id) throw new BotError("PLATFORM_REFUSED_TOKEN");
  await needs.installations.save(identified, `slack:${team.id}/${user.id}`);
  needs.workspaces.installed(identified);
  needs.log.info("slack-installed", { team: team.id });
}

/** What was granted for a whole organisation is of no use here, so it is not left lying about. Best effort. */
async function giveBack({ bot }: OAuthInstallation, { address, log }: InstallNeeds): Promise<void> {
  if (bot === undefined) return;
  try {
    await createWebClient(bot.token, address, log).auth.revoke();
  } catch (error) {
    log.warn("slack-token-not-given-back", { code: codeOf(error) });
  }
}

function reasonOf(error: Error): string {
  const { data } = error as { readonly data?: { readonly error?: unknown } };
  return typeof data?.error === "string" ? data.error : error.name;
}

function pagesIn(sentences: InstallNeeds["sentences"]) {
  const again = { address: installPath, label: sentences.again };
  const page = (
    status: number,
    { title, paragraphs }: typeof sentences.stale | { title: string; paragraphs: readonly string[] },
  ): InstallPage => ({
    status,
    title,
    paragraphs,
    link: again,
  });
  const { offer, done } = sentences;
  const recordsGone = page(503, sentences.recordsGone);
  return {
    offer: (address: string): InstallPage => ({
      ...page(200, offer),
      link: { address, label: offer.button },
    }),
    done: (workspace: string): InstallPage => ({
      ...page(200, { title: done.title(workspace), paragraphs: done.paragraphs }),
      link: null,
    }),
    organisation: page(400, sentences.organisation),
    recordsGone,
    failure: (error: Error & { readonly code: string }): InstallPage => {
      // Slack's own codes, and ours of Slack; whatever else went wrong went wrong here.
      if (!/^(slack_|PLATFORM_)/.test(error.code)) return recordsGone;
      if (error.code === "slack_oauth_installer_authorization_error") return page(200, sentences.cancelled);
      const isStale = staleCodes.includes(error.code) || staleReasons.includes(reasonOf(error));
      return isStale ? page(400, sentences.stale) : page(502, sentences.refused);
    },
  };
}

const staleCodes = ["slack_oauth_invalid_state", "slack_oauth_missing_state", "slack_oauth_missing_code"];
const staleReasons = ["invalid_code", "code_already_used", "code_expired"];
