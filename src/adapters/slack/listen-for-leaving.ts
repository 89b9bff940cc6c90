import type { App } from "@slack/bolt";
import { BotError } from "../../shared/errors.ts";
import { slackTimes } from "./limits.ts";
import { isDeadToken } from "./slack-errors.ts";
import type { ListeningNeeds } from "./take-request.ts";
import { within } from "./within.ts";
import { reasonOf } from "./workspaces.ts";

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

async function leave(team: string, needs: ListeningNeeds): Promise<void> {
  if (await isInstalledAgain(team, needs)) {
    needs.log.info("slack-leaving-is-over", { team });
    return;
  }
  await needs.workspaces.left(team);
}

/**
 * A delivery that comes after the app was installed again must not remove it: its token is good. Only Slack's word that
 * the token is dead says that it is not; while Slack gives none, nothing is known. Throws BotError PLATFORM_UNREACHABLE.
 */
async function isInstalledAgain(team: string, { workspaces }: ListeningNeeds): Promise<boolean> {
  const workspace = await workspaces.of(team);
  if (workspace === null) return false;
  const asked = workspace.client.auth.test().then(
    () => true,
    (error: unknown) => {
      if (isDeadToken(reasonOf(error))) return false;
      throw new BotError("PLATFORM_UNREACHABLE", { cause: error, detail: "slack" });
    },
  );
  return within(slackTimes.lookup, asked, () => {
    throw new BotError("PLATFORM_UNREACHABLE", { detail: "slack: auth.test took too long" });
  });
}
