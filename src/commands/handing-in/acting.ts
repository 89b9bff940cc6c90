import type { Acting } from "../../knowledge/acting.ts";
import type { CommandContext } from "../command.ts";

/** Who does something by a command, and where, for the audit trail. */
export function actingOf({ request, identity }: CommandContext): Acting {
  const { platform, workspace } = request;
  if (platform === "terminal") return { actor: "command line", place: "command line" };
  const place = platform === "web" ? "web" : `${platform}:${workspace ?? "direct message"}`;
  return { actor: identity.account ?? platform, place };
}
