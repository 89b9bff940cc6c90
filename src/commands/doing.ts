import { type Doing, onCommandLine } from "../shared/doing.ts";
import type { CommandContext } from "./command.ts";

/** Who does something by a command, and where, as the audit trail says it. */
export function doingOf({ request, identity }: Pick<CommandContext, "request" | "identity">): Doing {
  const { platform, workspace } = request;
  if (platform === "terminal") return onCommandLine;
  const isInWorkspace = platform !== "web" && workspace !== null;
  return {
    actor: identity.account ?? platform,
    place: isInWorkspace ? `${platform}:${workspace}` : platform,
  };
}
