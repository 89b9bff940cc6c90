import type { Request } from "../chat/request.ts";
import type { Doing } from "../people/account-store.port.ts";
import type { Identity } from "../people/identity.ts";

/** Who does it, and where, as the audit trail says it. */
export function doingOf({ platform, workspace }: Request, { account }: Identity): Doing {
  if (platform === "terminal") return { actor: "command line", place: "command line" };
  const isInWorkspace = platform !== "web" && workspace !== null;
  return { actor: account ?? platform, place: isInWorkspace ? `${platform}:${workspace}` : platform };
}
