/** How an address leads to pages: is one, lists them, is a sitemap or feed of them; or it is a calendar of events. */
export const addressKinds = ["page", "list", "sitemap", "feed", "calendar"] as const;
export type AddressKind = (typeof addressKinds)[number];

/**
 * Pages that an address leads to, in its own order, without fragments, each once. `isCut`: it names more than are
 * read. `elsewhere`: how many it names on other servers, which are passed over.
 */
export type PageListOutcome =
  | {
      readonly kind: "listed";
      readonly as: AddressKind;
      readonly addresses: readonly string[];
      readonly isCut: boolean;
      readonly elsewhere: number;
    }
  /** `isGone`: the server says for certain that it is no longer there. */
  | { readonly kind: "refused"; readonly reason: string; readonly isGone: boolean };

export interface PageListOptions {
  /** Null: as it looks. */
  readonly as: AddressKind | null;
  readonly allowPrivateAddresses: boolean;
  readonly signal: AbortSignal;
}

/** Looks what pages an address leads to; nothing is thrown for a bad one. */
export interface PageLists {
  list(address: string, options: PageListOptions): Promise<PageListOutcome>;
}
