import { createHash, randomBytes } from "node:crypto";
import type { Clock } from "../shared/clock.port.ts";
import type { Redeemed, SessionStore, SignedInAs, Signer } from "./session-store.port.ts";

/** A link is for whoever asked just now; a session lasts a working day and is never prolonged. */
export const linkMinutes = 10;
export const sessionHours = 12;

export interface SignInNeeds {
  readonly store: SessionStore;
  readonly clock: Clock;
  /** Where the web page is, without a slash at the end; null while it is not being served. */
  readonly address: () => PageAddress | null;
}

export interface PageAddress {
  readonly url: string;
  /** False when it works on the bot's own computer only. */
  readonly isPublic: boolean;
}

/** `no-page`: the web page is not being served by this process. */
export type MintedLink =
  | { readonly kind: "minted"; readonly link: string; readonly isPublic: boolean }
  | { readonly kind: "no-page" };

/** The secret is what the browser keeps; only its SHA-256 is stored. */
export type SignedIn =
  | { readonly kind: "signed-in"; readonly secret: string; readonly whose: SignedInAs }
  | Exclude<Redeemed, { kind: "signed-in" }>;

/** Signing in on the web page, by a link that was asked for on Slack or Discord. */
export interface SignIn extends Pick<SessionStore, "accountsOf" | "endAll"> {
  /** A link that signs this person in once, within `linkMinutes`. */
  mintLink(signer: Signer): Promise<MintedLink>;
  /** Whom a link would sign in; uses nothing up. */
  look(token: string): ReturnType<SessionStore["look"]>;
  /** Begins a session, always a new one; `earlier` is the secret this browser had, whose session ends. */
  redeem(token: string, earlier: string | null): Promise<SignedIn>;
  find(secret: string): Promise<SignedInAs | null>;
  end(secret: string): Promise<void>;
}

export function createSignIn({ store, clock, address }: SignInNeeds): SignIn {
  const later = (minutes: number): { now: Date; expiresAt: Date } => {
    const now = clock.now();
    return { now, expiresAt: new Date(now.getTime() + minutes * 60_000) };
  };
  return {
    mintLink: async (signer) => {
      const page = address();
      if (page === null) return { kind: "no-page" };
      const token = newSecret();
      await store.addLink(signer, { tokenHash: hashOf(token), ...later(linkMinutes) });
      // Behind the hash the token reaches no server's log, no link preview and no Referer.
      return { kind: "minted", link: `${page.url}/sign-in#${token}`, isPublic: page.isPublic };
    },
    look: async (token) => (isSecret(token) ? store.look(hashOf(token), clock.now()) : { kind: "unknown" }),
    redeem: async (token, earlier) => {
      if (!isSecret(token)) return { kind: "unknown" };
      const secret = newSecret();
      const redeemed = await store.redeem({
        tokenHash: hashOf(token),
        sessionHash: hashOf(secret),
        earlierSessionHash: earlier === null ? null : hashOf(earlier),
        ...later(sessionHours * 60),
      });
      return redeemed.kind === "signed-in" ? { ...redeemed, secret } : redeemed;
    },
    find: async (secret) => (isSecret(secret) ? store.find(hashOf(secret), clock.now()) : null),
    end: (secret) => store.end(hashOf(secret)),
    endAll: (whose) => store.endAll(whose),
    accountsOf: (personId) => store.accountsOf(personId),
  };
}

/** 32 random bytes, 43 characters in base64url. */
function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

function isSecret(text: string): boolean {
  return /^[\w-]{43}$/.test(text);
}

/** With 256 random bits in it, it cannot be guessed back, and looking it up by its hash tells nothing by its time. */
function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
