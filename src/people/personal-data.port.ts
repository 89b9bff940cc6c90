/** Of whom: an account (chat/reference.ts), with all others of the same person, or the id of a person. */
export type Whom = { readonly account: string } | { readonly person: string };

export interface ErasureOrder {
  readonly whom: Whom;
  /** For the audit trail, which keeps no name of the erased: `erased` when they ask for it themselves. */
  readonly by: { readonly actor: string; readonly place: string };
  /**
   * Delivery key of the request that asks for it: its row stays, to be replied to, and goes with the reply
   * (`Reply.forgetsAsker`). Null on the command line.
   */
  readonly keptDelivery: string | null;
}

/** What was done in one table. */
export interface ErasedRows {
  readonly table: string;
  /** Plain English, for example “Roles given by name”. */
  readonly section: string;
  readonly deleted: number;
  /** Rows kept because they are not the person's, with “erased” in the place of what named them. */
  readonly replaced: number;
}

export interface ErasureReport {
  /** Tables in which something was done. */
  readonly done: readonly ErasedRows[];
  /** Rows that still name the person, by table: a fault. Empty when everything is gone. */
  readonly leftovers: readonly { readonly table: string; readonly rows: number }[];
  /** Rows of clusters' own publications that name one of the accounts; only the cluster can change those. */
  readonly published: readonly { readonly table: string; readonly rows: number }[];
}

/**
 * `nothing-kept`: nothing names them. `last-administrator`: nothing was changed, since nobody could give roles or
 * confirm workspaces any more.
 */
export type Erasure =
  | { readonly kind: "erased"; readonly report: ErasureReport; readonly accounts: readonly string[] }
  | { readonly kind: "nothing-kept" }
  | { readonly kind: "last-administrator" };

/** Everything that is kept about a person, but tokens and their hashes. */
export interface PersonExport {
  readonly person: string | null;
  readonly accounts: readonly string[];
  /** By table, as the rows stand: names of columns and their values. */
  readonly sections: readonly {
    readonly section: string;
    readonly table: string;
    readonly rows: readonly unknown[];
  }[];
  /** How many requests of other people name them; whose they are is left out, and so is what they say. */
  readonly requestsOfOthers: number;
}

/** Throws BotError DATABASE_UNAVAILABLE. */
export interface PersonalData {
  /** In one transaction: all of it or nothing. A second time finds nothing. */
  erase(order: ErasureOrder): Promise<Erasure>;
  /** Null when nothing is kept. Changes nothing. */
  export(whom: Whom): Promise<PersonExport | null>;
}
