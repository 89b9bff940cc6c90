/** One thing a person types after a command's name. */
export interface CommandOption {
  readonly name: string;
  readonly summary: string;
  readonly isRequired: boolean;
  /**
   * `grantee` is a person or a group (Slack user group, Discord role), written as chat/reference.ts says; `file` comes
   * among the request's attachments, where the platform takes files with a command. `text` unless told.
   */
  readonly kind?: "text" | "grantee" | "file";
  /** What may be written, where only these make sense; 25 at most. */
  readonly choices?: readonly string[];
}

/** A command as platforms show it: Slack manifest, Discord registration and help are made of these. */
export interface CommandDescription {
  /**
   * One or two lower-case words of at most 32 characters each: `ask`, `documents add`. Commands with the same first
   * word belong together; that word alone means the first of them.
   */
  readonly name: string;
  /** What it does, at most 100 characters. */
  readonly summary: string;
  /** What to type after `/cluster`, e.g. `ask your question`. */
  readonly usage: string;
  readonly options: readonly CommandOption[];
  /** Reached by buttons and forms only: not registered, not in help. */
  readonly isHidden?: boolean;
  /** Also in the menu of a message, under this name; the message's files come among the attachments. */
  readonly messageMenu?: string;
}
