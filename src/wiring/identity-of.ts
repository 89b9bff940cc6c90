import type { Platform } from "../chat/platform.port.ts";
import { identify } from "../people/identify.ts";
import type { Identity } from "../people/identity.ts";
import type { Core } from "./open-core.ts";

/** Who an account is now: looked up on its platform, as if a request came from there. */
export async function identityOf(
  account: string,
  core: Pick<Core, "people">,
  chats: readonly Platform[],
): Promise<Identity | null> {
  const [, team, member] = /^slack:([^/]+)\/(.+)$/.exec(account) ?? [];
  const asker = { name: "", runsWorkspace: false };
  if (team === undefined || member === undefined) {
    const [, user] = /^discord:(\d+)$/.exec(account) ?? [];
    if (user === undefined) return null;
    // A Discord account belongs to no server: who it is, is certain, what it is there is not asked.
    const unknown = { ...asker, id: user, standing: "unknown", groups: [] } as const;
    return await identify(
      { platform: "discord", workspace: null, channel: null, asker: unknown },
      account,
      core.people,
    );
  }
  const slack = chats.find(({ name }) => name === "slack");
  const looked = await slack?.lookUp?.({ workspace: team, user: member });
  if (looked === undefined || looked === null) return null;
  const found = { ...asker, ...looked, id: member };
  return await identify(
    { platform: "slack", workspace: team, channel: null, asker: found },
    account,
    core.people,
  );
}
