import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { InvalidStateError, type StateStore } from "@slack/oauth";
import type { InstallStates } from "../../people/installation-store.port.ts";
import type { Clock } from "../../shared/clock.port.ts";

/** How long somebody may take to agree on Slack's page. */
export const installSeconds = 10 * 60;

export interface InstallStateNeeds {
  readonly states: InstallStates;
  /** Signs states: the app's client secret, which nobody else has. */
  readonly secret: string;
  readonly clock: Clock;
}

/** Bytes of a state: a random part, until when it is good (milliseconds), and the signature of both. */
const randomLength = 10;
const expiryLength = 6;
const signatureLength = 16;
const signedLength = randomLength + expiryLength;

/**
 * The `state` of an installation: random, signed, good once and for ten minutes. Nothing is stored until it comes back,
 * so that nobody can keep others from installing by opening the page again and again. That it comes from the browser the
 * installation was begun in is checked by the SDK, with a cookie.
 */
export function createInstallState(
  installOptions: { readonly scopes: string[]; readonly redirectUri: string },
  { states, secret, clock }: InstallStateNeeds,
): StateStore {
  const signatureOf = (signed: Buffer): Buffer =>
    createHmac("sha256", secret).update("installation").update(signed).digest().subarray(0, signatureLength);
  const read = (state: string): Date | null => {
    const bytes = Buffer.from(state, "base64url");
    if (bytes.length !== signedLength + signatureLength || bytes.toString("base64url") !== state) return null;
    const signed = bytes.subarray(0, signedLength);
    if (!timingSafeEqual(signatureOf(signed), bytes.subarray(signedLength))) return null;
    return new Date(signed.readUIntBE(randomLength, expiryLength));
  };
  return {
    generateStateParam: async () => {
      const signed = Buffer.concat([randomBytes(randomLength), Buffer.alloc(expiryLength)]);
      signed.writeUIntBE(clock.now().getTime() + installSeconds * 1_000, randomLength, expiryLength);
      return Buffer.concat([signed, signatureOf(signed)]).toString("base64url");
    },
    verifyStateParam: async (_now, state) => {
      const expiresAt = read(state);
      const isGood = expiresAt !== null && expiresAt > clock.now();
      if (isGood && (await states.use(hashOf(state), expiresAt))) return installOptions;
      throw new InvalidStateError("unknown, too old or used");
    },
  };
}

function hashOf(state: string): string {
  return createHash("sha256").update(state).digest("hex");
}
