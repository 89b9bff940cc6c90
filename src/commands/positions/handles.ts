import type { PositionVersion } from "../../directory/positions/position.ts";
import { mayFor } from "../announcing/named-announcement.ts";
import type { CommandContext } from "../command.ts";

/** Whoever writes for the owner, and whoever approves for it, may take back what is there. */
export function handles(
  context: Pick<CommandContext, "identity">,
  { position: { owner } }: PositionVersion,
): boolean {
  return mayFor(context, "propose-positions", owner) || mayFor(context, "approve-announcements", owner);
}
