import type { Platform } from "../chat/platform.port.ts";
import type { PositionDesk } from "../commands/positions/position-desk.port.ts";
import { identityOf } from "./identity-of.ts";
import { type Core, clock } from "./open-core.ts";

/** Positions that are being worked on; `chats` are asked who somebody is. */
export function openPositionDesk(
  core: Pick<Core, "positionStore" | "people">,
  chats: readonly Platform[],
): PositionDesk {
  return {
    store: core.positionStore,
    identityOf: (account) => identityOf(account, core, chats),
    changed: async () => {},
    clock,
  };
}
