/** One thing a person types after a command's name. */
export interface CommandOption {
  readonly name: string;
  readonly summary: string;
  readonly isRequired: boolean;
}

/** A command as platforms show it: Slack manifest, Discord registration and help are made of these. */
export interface CommandDescription {
  /** One lower-case word of at most 32 characters. */
  readonly name: string;
  /** What it does, at most 100 characters. */
  readonly summary: string;
  /** What to type after `/cluster`, e.g. `ask your question`. */
  readonly usage: string;
  readonly options: readonly CommandOption[];
}
