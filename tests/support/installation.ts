import type { FakeSlack } from "./fake-slack/fake-slack.ts";
import type { Workspace } from "./fake-slack/workspace.ts";
import type { Visit, Visited } from "./web-visit.ts";

/** Somebody opens the bot's page to install it; `address` is where “Add to Slack” leads. */
export async function beginInstallation(visit: Visit): Promise<{ visit: Visit; address: string }> {
  const page = await visit.get("/slack/install");
  return { visit, address: page.document.querySelector("a")?.getAttribute("href") ?? "" };
}

/** Somebody adds the app to their Slack workspace from the bot's own page; the page it ends with. */
export async function install(
  visit: Visit,
  { slack, workspace }: { readonly slack: FakeSlack; readonly workspace: Workspace },
): Promise<Visited> {
  const { address } = await beginInstallation(visit);
  const back = new URL(slack.oauth.agree(address, workspace));
  return await visit.get(`${back.pathname}${back.search}`);
}
