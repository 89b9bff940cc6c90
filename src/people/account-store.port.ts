import type { Doing } from "../shared/doing.ts";

/** An account of a person on a platform; chat/reference.ts says how it is written. */
export interface Account {
  readonly reference: string;
  /** As the platform shows it; may be empty. */
  readonly name: string;
}

export interface NewCode {
  /** As people/link-code.ts makes it. */
  readonly hash: string;
  readonly minutes: number;
  /** The account to be linked; null for a code that makes an administrator. */
  readonly account: Account | null;
}

export interface Attempt {
  /** What stands in place of the code that was typed. */
  readonly hash: string;
  /** The account it was typed in. */
  readonly account: Account;
  /** Typed on Slack or Discord, where it is certain just now who types: only there a code makes an administrator. */
  readonly isInChat: boolean;
  readonly place: string;
}

/** Whoever typed a code says that the account it was made in is theirs too. */
export interface Confirmation {
  /** The account the code was typed in. */
  readonly account: Account;
  /** The account it was made in, as it was shown: a code typed since then must not be confirmed in its place. */
  readonly other: string;
  readonly place: string;
}

/**
 * What came of typing a code, or of confirming it.
 *
 * - `unconfirmed`: nothing is linked yet; `account` is the one the code was made in.
 * - `nothing-to-confirm`: no code of that account waits for this one, or its time is over.
 * - `linked`: both accounts are one person's now; `accounts` are all of theirs.
 * - `already-linked`: they were before; nothing was changed.
 * - `administrator`: whoever typed it is an administrator of the federation now; `already-administrator`: was before.
 * - `own-code`: typed in the account it was made for; it stays good.
 * - `used`: somebody was faster, or it is typed a second time.
 * - `not-here`: makes an administrator, and was not typed in chat; it stays good.
 * - `wrong-or-expired`: no such code; it is counted.
 * - `too-many`: nothing was looked at; to be tried again at `until`.
 */
export type Redeemed =
  | { readonly kind: "linked" | "already-linked"; readonly accounts: readonly Account[] }
  | { readonly kind: "unconfirmed"; readonly account: Account }
  | {
      readonly kind:
        | "administrator"
        | "already-administrator"
        | "own-code"
        | "nothing-to-confirm"
        | "used"
        | "not-here"
        | "wrong-or-expired";
    }
  | { readonly kind: "too-many"; readonly until: Date };

/**
 * What came of taking an account out of a person. `only-account`: there is no other to stay with.
 * `not-yours`: not an account of the same person.
 */
export type Unlinked =
  | { readonly kind: "unlinked"; readonly account: Account; readonly remaining: readonly Account[] }
  | { readonly kind: "only-account" | "not-yours" };

/** Accounts and whose they are. Throws BotError DATABASE_UNAVAILABLE. */
export interface AccountStore {
  /** Keeps a code; earlier ones for the same account that nobody used are good no longer. Until when it is good. */
  addCode(code: NewCode): Promise<Date>;
  /**
   * Looks a code up. One that makes an administrator does so at once; one that links waits until whoever typed it last
   * confirms it, since somebody may have been talked into typing a stranger's.
   */
  redeem(attempt: Attempt): Promise<Redeemed>;
  /**
   * Uses a code that this account typed last of all. Of two who use one at once only one does. When both accounts were persons
   * before they become one: the one kept longer, with the accounts, roles, sessions and open links of both.
   */
  confirm(confirmation: Confirmation): Promise<Redeemed>;
  /** The account of the newest code that was typed in this one and waits to be confirmed; null when none does. */
  unconfirmed(reference: string): Promise<Account | null>;
  /**
   * Takes an account out of its person, at the word of `by`, another account of the same person or the same one. It
   * starts with nothing, unless they are a guest: that it is too. What was given by name stays with the others. Its sessions, links and codes end.
   */
  unlink(reference: string, by: Doing): Promise<Unlinked>;
  /** The accounts of the person this account belongs to, oldest first; none when nothing is kept of it. */
  accountsWith(reference: string): Promise<readonly Account[]>;
}
