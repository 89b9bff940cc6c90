import type { RequestListener } from "node:http";
import { App } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { Platform, RequestInbox } from "../../chat/platform.port.ts";
import type { WorkspaceRegister } from "../../chat/workspace-register.port.ts";
import type { Clock } from "../../shared/clock.port.ts";
import { BotError } from "../../shared/errors.ts";
import type { Log } from "../../shared/log.port.ts";
import { createHttpTransport } from "./http-transport.ts";
import { listen } from "./listen.ts";
import type { SlackIdentity } from "./read-request.ts";
import { sendReply } from "./send-reply.ts";
import { connectionError } from "./slack-errors.ts";
import { createSlackPeople } from "./slack-people.ts";
import { createSocketTransport } from "./socket-transport.ts";
import type { SlackTransport } from "./transport.ts";
import { createWebClient, slackAddress, slackLogger } from "./web-client.ts";

/** One workspace; with an app token over Socket Mode, with a signing secret over HTTP, never both. */
export interface SlackSettings {
  readonly botToken: string;
  readonly appToken: string | null;
  readonly signingSecret: string | null;
  /** Another server in place of Slack's Web API. */
  readonly apiUrl: string | null;
}

export interface SlackNeeds {
  readonly clock: Clock;
  readonly log: Log;
  readonly register: WorkspaceRegister;
  /** Names of the command catalogue. */
  readonly commandNames: readonly string[];
  readonly sentences: {
    /** Put under a reply that was cut. */
    readonly replyWasCut: string;
  };
  /** For tests: how long to wait before connecting again; see SocketNeeds. */
  readonly reconnectPause?: (failures: number) => number;
}

export interface SlackPlatform extends Platform {
  /**
   * Over HTTP: takes POST /slack/events and answers 404 to everything else; the bot's web server hands it
   * everything under /slack/, body unread. Null over Socket Mode.
   */
  readonly requestListener: RequestListener | null;
}

export function createSlackPlatform(settings: SlackSettings, needs: SlackNeeds): SlackPlatform {
  const { log, clock } = needs;
  const address = slackAddress(settings.apiUrl);
  const client = createWebClient(settings.botToken, address, log);
  const transport = createTransport(settings, needs);
  let workspace: string | null = null;

  return {
    name: "slack",
    canAnswerLater: true,
    requestListener: transport.requestListener,
    start: async (inbox: RequestInbox) => {
      const { identity, name } = await identify(client);
      const app = new App({
        receiver: transport.receiver,
        authorize: async () => authorization(settings.botToken, identity),
        convoStore: false,
        logger: slackLogger(log),
      });
      listen(app, {
        inbox,
        client,
        log,
        reading: { identity, commandNames: needs.commandNames, isResponseUrl: address.isResponseUrl },
        people: createSlackPeople({ client, teamId: identity.teamId, register: needs.register, clock, log }),
      });
      await needs.register.joined({ platform: "slack", id: identity.teamId, name });
      await transport.open();
      workspace = name;
    },
    stop: async () => {
      try {
        await transport.close();
      } catch (error) {
        log.warn("slack-stop-failed", { error });
      }
    },
    health: () => {
      const state = transport.state();
      return { state, detail: healthDetail(state, workspace, transport) };
    },
    send: async (sending) => {
      try {
        const cutSentence = needs.sentences.replyWasCut;
        return await sendReply(sending, { client, clock, cutSentence });
      } catch (error) {
        log.error("slack-send-failed", { error });
        return { kind: "uncertain", reason: "an unexpected error while sending" };
      }
    },
  };
}

function createTransport(settings: SlackSettings, needs: SlackNeeds): SlackTransport {
  const address = slackAddress(settings.apiUrl);
  if (settings.appToken !== null) return createSocketTransport(settings.appToken, { ...needs, address });
  if (settings.signingSecret !== null) return createHttpTransport(settings.signingSecret, needs);
  throw new BotError("PLATFORM_REFUSED_TOKEN", {
    detail: "slack: neither an app token nor a signing secret",
  });
}

async function identify(client: WebClient): Promise<{ identity: SlackIdentity; name: string }> {
  try {
    const { team_id, user_id, bot_id, team } = await client.auth.test();
    if (team_id === undefined || user_id === undefined) throw new Error("auth.test named no workspace");
    return {
      identity: { teamId: team_id, botUserId: user_id, botId: bot_id ?? null },
      name: team ?? team_id,
    };
  } catch (error) {
    throw connectionError(error);
  }
}

function authorization(botToken: string, identity: SlackIdentity) {
  const { teamId, botUserId, botId } = identity;
  return { botToken, teamId, botUserId, ...(botId === null ? {} : { botId }) };
}

function healthDetail(state: string, workspace: string | null, transport: SlackTransport): string {
  const way = transport.requestListener === null ? "Socket Mode" : "HTTP";
  if (state === "connected") return `Slack: connected to ${workspace ?? "the workspace"} (${way}).`;
  if (state === "connecting") return `Slack: the connection was lost, trying again (${way}).`;
  return `Slack: not connected (${way}).`;
}
