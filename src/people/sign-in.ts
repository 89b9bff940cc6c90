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
  /** What somebody is in their workspace now; null when that cannot be found out. Without it, what they were counts. */
  readonly lookUp?: (as: SignedInAs) => Promise<Present | null>;
}

type Present = Pick<SignedInAs, "standing" | "groups">;

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
  /** What was found out of these accounts is no longer remembered. */
  forget(accounts: readonly string[]): void;
}

export function createSignIn({ store, clock, address, lookUp }: SignInNeeds): SignIn {
  const present = rememberPresent(clock, lookUp ?? (async () => null));
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
    find: async (secret) => {
      const as = isSecret(secret) ? await store.find(hashOf(secret), clock.now()) : null;
      return as === null || as.workspace === null ? as : { ...as, ...(await present.of(as)) };
    },
    end: (secret) => store.end(hashOf(secret)),
    endAll: (whose) => store.endAll(whose),
    accountsOf: (personId) => store.accountsOf(personId),
    forget: present.forget,
  };
}

/** How long what was found out counts, in milliseconds; the platform may itself remember as long before it asks. */
const presentFor = 5 * 60_000;
/** After a platform could not be asked, or while it is asked at every step, nobody waits for it each time. */
const silentFor = 30_000;
const rememberedAtMost = 1_000;

/** What somebody is in their workspace, asked anew every few minutes; what the session says while nobody knows. */
function rememberPresent(
  clock: Clock,
  lookUp: (as: SignedInAs) => Promise<Present | null>,
): { readonly of: (as: SignedInAs) => Promise<Present | null>; readonly forget: SignIn["forget"] } {
  const known = new Map<string, { readonly value: Present | null; readonly until: number }>();
  const of = async (as: SignedInAs): Promise<Present | null> => {
    const key = `${as.account} ${as.workspace?.platform}:${as.workspace?.externalId}`;
    const now = clock.now().getTime();
    const kept = known.get(key);
    if (kept !== undefined && kept.until > now) return kept.value;
    const found = await lookUp(as);
    // What was found out earlier is nearer to the truth than what was true at sign-in.
    const value = found ?? kept?.value ?? null;
    const shown = value === null ? null : { standing: value.standing, groups: value.groups };
    known.delete(key);
    known.set(key, { value: shown, until: now + (found === null ? silentFor : presentFor) });
    const [oldest] = known.keys();
    if (known.size > rememberedAtMost && oldest !== undefined) known.delete(oldest);
    return shown;
  };
  return {
    of,
    forget: (accounts) => {
      for (const key of known.keys()) if (accounts.includes(key.split(" ", 1)[0] ?? "")) known.delete(key);
    },
  };
}

/** 32 random bytes, 43 characters in base64url. */
function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

function isSecret(text: string): boolean {
  return /^[\w-]{43}$/.test(text);
}

/** What is stored in place of a token, or a session's secret, that somebody sent to the bot. */
export function concealToken(token: string): string {
  return `sha256:${hashOf(token)}`;
}

/** With 256 random bits in it, it cannot be guessed back, and looking it up by its hash tells nothing by its time. */
function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
