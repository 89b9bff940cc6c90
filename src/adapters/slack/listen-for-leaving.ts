import type { App } from "@slack/bolt";
import { slackTimes } from "./limits.ts";
import type { ListeningNeeds } from "./take-request.ts";
import { within } from "./within.ts";

/**
 * The app was removed from a workspace, or its token taken back. Slack tells of either or both, in any order, late and
 * more than once; not acknowledged when it could not be written down, so that Slack tells again.
 */
export function listenForLeaving(app: App, needs: ListeningNeeds): void {
  app.event("app_uninstalled", ({ body }) => leave(body.team_id, needs));
  app.event("tokens_revoked", async ({ body, event }) => {
    // Of people's own tokens there are none.
    if ((event.tokens.bot ?? []).length > 0) await leave(body.team_id, needs);
  });
}

async function leave(team: string, needs: ListeningNeeds): Promise<void> {
  if (await isInstalledAgain(team, needs)) {
    needs.log.info("slack-leaving-is-over", { team });
    return;
  }
  await needs.workspaces.left(team);
}

/** A delivery that comes after the app was installed again must not remove it: its token is good. */
async function isInstalledAgain(team: string, { workspaces }: ListeningNeeds): Promise<boolean> {
  const workspace = await workspaces.of(team);
  if (workspace === null) return false;
  const asked = workspace.client.auth.test().then(
    () => true,
    () => false,
  );
  return within(slackTimes.lookup, asked, () => false);
}
