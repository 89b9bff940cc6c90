import type { App } from "@slack/bolt";
import type { ListeningNeeds } from "./take-request.ts";

/**
 * The app was removed from a workspace, or its token taken back. Slack tells of either or both, in any order, late and
 * more than once; not acknowledged when it could not be checked or written down, so that Slack tells again.
 */
export function listenForLeaving(app: App, needs: ListeningNeeds): void {
  app.event("app_uninstalled", ({ body }) => leave(body.team_id, needs));
  app.event("tokens_revoked", async ({ body, event }) => {
    // Of people's own tokens there are none.
    if ((event.tokens.bot ?? []).length > 0) await leave(body.team_id, needs);
  });
}

/** A delivery that comes after the app was installed again must not remove it. */
async function leave(team: string, { workspaces, log }: ListeningNeeds): Promise<void> {
  if (!(await workspaces.leave(team))) log.info("slack-leaving-is-over", { team });
}
