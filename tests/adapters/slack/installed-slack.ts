import type { RequestListener } from "node:http";
import { createInstallStates } from "../../../src/adapters/postgres/install-states.ts";
import { createInstallationStore } from "../../../src/adapters/postgres/installation-store.ts";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import {
  createWorkspaceRegister,
  createWorkspaceStore,
} from "../../../src/adapters/postgres/workspace-store.ts";
import { createSlackPlatform, type SlackPlatform } from "../../../src/adapters/slack/slack-platform.ts";
import { english } from "../../../src/messages/english.ts";
import { replanning } from "../../../src/wiring/replanning.ts";
import { createRecordingInbox, type RecordingInbox } from "../../contracts/recording-inbox.ts";
import type { Carrier } from "../../support/fake-slack/deliveries.ts";
import { createFakeSlack, type FakeSlack } from "../../support/fake-slack/fake-slack.ts";
import { app } from "../../support/fake-slack/oauth.ts";
import type { Workspace } from "../../support/fake-slack/workspace.ts";
import { aKey } from "../../support/sealing-keys.ts";
import { silentLog } from "../../support/silent-log.ts";

export interface InstallableSetting {
  readonly transport?: "http" | "socket";
  /** Whether the first workspace's token is in the environment. */
  readonly hasOwnToken?: boolean;
  readonly inbox?: RecordingInbox;
  readonly now?: () => Date;
  /** What happens between finding out that a workspace was left and writing it down. */
  readonly beforeLeaving?: () => Promise<void>;
}

/** The platform over real stores, as workspaces install it from its page. */
export interface InstallableSlack {
  readonly slack: FakeSlack;
  readonly platform: SlackPlatform;
  readonly inbox: RecordingInbox;
  readonly carrier: Carrier;
  /** Where the bot's own web server would be. */
  readonly origin: string;
  readonly stateOf: (workspace: Workspace) => Promise<string | undefined>;
  /** All of the installation of the app in a workspace; the page it ends with. */
  install(workspace: Workspace): Promise<Page>;
  close(): Promise<void>;
}

export interface Page {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

export async function runInstallableSlack(
  database: Database,
  setting: InstallableSetting = {},
): Promise<InstallableSlack> {
  const { transport = "http", hasOwnToken = false, inbox = createRecordingInbox() } = setting;
  const slack = await createFakeSlack();
  const { appToken, signingSecret, botToken } = slack.workspace;
  if (!hasOwnToken) slack.workspace.botToken = "";
  const register = createWorkspaceRegister(database.pool, silentLog);
  const platform = createSlackPlatform(
    {
      botToken: hasOwnToken ? botToken : null,
      appToken: transport === "socket" ? appToken : null,
      signingSecret: transport === "http" ? signingSecret : null,
      apiUrl: slack.apiUrl,
      install: { ...app, publicUrl: "https://bot.example.org" },
    },
    {
      clock: { now: setting.now ?? (() => new Date()) },
      log: silentLog,
      register: {
        ...register,
        left: async (workspace) => {
          await setting.beforeLeaving?.();
          return register.left(workspace);
        },
      },
      installations: createInstallationStore(database.pool, [aKey("key")]),
      installStates: createInstallStates(database.pool),
      commandNames: ["ask", "help", "setup", "documents add"],
      sentences: { ...english.slack, replyWasCut: english.chat.cut, posting: english.posting },
      reconnectPause: () => 0,
    },
  );
  const http = await slack.callsTo(listenerOf(platform));
  const origin = new URL(http.url).origin;
  const workspaces = createWorkspaceStore(database.pool, replanning({ now: () => new Date() }));
  await platform.start(inbox);
  return {
    slack,
    platform,
    inbox,
    carrier: transport === "http" ? http : slack.socket,
    origin,
    stateOf: async (workspace) => (await workspaces.find("slack", workspace.teamId))?.state,
    install: async (workspace) => (await installFrom(origin, slack, workspace)).page,
    close: async () => {
      await platform.stop();
      await slack.close();
    },
  };
}

function listenerOf({ requestListener }: SlackPlatform): RequestListener {
  if (requestListener === null) throw new Error("the platform serves no pages");
  return requestListener;
}

/** All of an installation from the bot's page at `origin`; also what the browser was sent back to, to go there again. */
export async function installFrom(
  origin: string,
  slack: Pick<FakeSlack, "oauth">,
  workspace: Workspace,
): Promise<{ readonly page: Page; readonly back: string; readonly browser: Browser }> {
  const browser = createBrowser(origin);
  const begun = await browser.open("/slack/install");
  const back = slack.oauth.agree(authorizeAddressIn(begun.text), workspace);
  return { page: await browser.follow(back), back, browser };
}

export interface Browser {
  /** Opens a page of the bot. */
  open(path: string): Promise<Page>;
  /** Goes where Slack sends the browser back to, through the https server in front of the bot. */
  follow(address: string): Promise<Page>;
}

/** A browser with cookies of its own. */
export function createBrowser(origin: string): Browser {
  const cookies = new Map<string, string>();
  const open = async (path: string): Promise<Page> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(`${origin}${path}`, { headers: { cookie }, redirect: "manual" });
    for (const set of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (set.split(";")[0] ?? "").split("=");
      if (set.includes("Expires=Thu, 01 Jan 1970")) cookies.delete(name);
      else cookies.set(name, value);
    }
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  return {
    open,
    follow: (address) => {
      const { origin: host, pathname, search } = new URL(address);
      if (host !== "https://bot.example.org") throw new Error(`Slack sends people to ${host}`);
      return open(`${pathname}${search}`);
    },
  };
}

/** Where “Add to Slack” on the page leads. */
export function authorizeAddressIn(html: string): string {
  const [, address = ""] = /<a href="([^"]+)">Add to Slack/.exec(html) ?? [];
  return address.replaceAll("&amp;", "&");
}
