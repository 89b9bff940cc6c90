import { createHash, randomBytes } from "node:crypto";
import { InvalidStateError, type StateStore } from "@slack/oauth";
import type { InstallStates } from "../../people/installation-store.port.ts";
import type { Clock } from "../../shared/clock.port.ts";

/** How long somebody may take to agree on Slack's page. */
export const installSeconds = 10 * 60;

/** Too many installations are under way at once. */
export class TooManyInstallations extends Error {}

export interface InstallStateNeeds {
  readonly states: InstallStates;
  readonly clock: Clock;
}

/**
 * The `state` of an installation: 32 random bytes, kept as their SHA-256, good once and for ten minutes. That it comes
 * from the browser the installation was begun in is checked by the SDK, with a cookie.
 */
export function createInstallState(
  installOptions: { readonly scopes: string[]; readonly redirectUri: string },
  { states, clock }: InstallStateNeeds,
): StateStore {
  return {
    generateStateParam: async () => {
      const state = randomBytes(32).toString("base64url");
      const expiresAt = new Date(clock.now().getTime() + installSeconds * 1_000);
      if (!(await states.remember(hashOf(state), expiresAt))) throw new TooManyInstallations();
      return state;
    },
    verifyStateParam: async (_now, state) => {
      if (await states.use(hashOf(state), clock.now())) return installOptions;
      throw new InvalidStateError("unknown, too old or used");
    },
  };
}

function hashOf(state: string): string {
  return createHash("sha256").update(state).digest("hex");
}
