import type { Identity } from "./identity.ts";

/** Whose sign-in it is: what the asker was where they asked for the link. Roles are looked up anew each time. */
export interface Signer {
  /** Account reference, as chat/reference.ts writes it. */
  readonly account: string;
  /** As the platform shows them; may be empty. */
  readonly name: string;
  /** Id of the workspace's row; null where the request named none. */
  readonly workspaceId: string | null;
  readonly standing: Identity["standing"];
  /** User groups or roles of that workspace. */
  readonly groups: readonly string[];
}

/** What a link or a session stands for, with the workspace as it is called now. */
export interface SignedInAs {
  readonly personId: string;
  readonly account: string;
  readonly name: string;
  readonly workspace: {
    readonly platform: "slack" | "discord";
    readonly externalId: string;
    readonly name: string;
  } | null;
  readonly standing: Identity["standing"];
  readonly groups: readonly string[];
}

/** `unknown`: never made, forged, or gone with its person, account or workspace. */
export type LinkState =
  | { readonly kind: "good"; readonly whose: SignedInAs }
  | { readonly kind: "unknown" | "used" | "expired" };

export type Redeemed =
  | { readonly kind: "signed-in"; readonly whose: SignedInAs }
  | { readonly kind: "unknown" | "used" | "expired" };

export interface Redeeming {
  readonly tokenHash: string;
  readonly sessionHash: string;
  /** The session this browser had, which ends now; null when it had none. */
  readonly earlierSessionHash: string | null;
  readonly now: Date;
  readonly expiresAt: Date;
}

/** Links to sign in and the sessions made of them, by the SHA-256 of their secrets. Throws BotError DATABASE_UNAVAILABLE. */
export interface SessionStore {
  /** Keeps a link; makes the person when nothing was kept of them before. Forgets links and sessions long over. */
  addLink(signer: Signer, link: { tokenHash: string; now: Date; expiresAt: Date }): Promise<void>;
  /** What a link would do; changes nothing. */
  look(tokenHash: string, now: Date): Promise<LinkState>;
  /** Uses a link up and begins a session, with a line in the audit trail; of two at once only one succeeds. */
  redeem(redeeming: Redeeming): Promise<Redeemed>;
  /** Null when there is none, when it is over, and when its account or workspace is gone. */
  find(sessionHash: string, now: Date): Promise<SignedInAs | null>;
  /** Safe to say again. */
  end(sessionHash: string): Promise<void>;
  /** Ends every session of the person and makes their open links useless, with a line in the audit trail. */
  endAll(whose: Pick<SignedInAs, "personId" | "account">): Promise<void>;
  /** The person's accounts: reference and name, in the order they were added. */
  accountsOf(personId: string): Promise<readonly { readonly account: string; readonly name: string }[]>;
}
