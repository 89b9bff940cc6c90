/** Who does something, and where; it stands so in the audit trail (people/audit.port.ts). */
export interface Doing {
  /** Account (chat/reference.ts), `command line`, or `source:<id>` of a source that is read again by itself. */
  readonly actor: string;
  /** `slack:<team id>`, `discord:<server id>`, `discord` for a direct message there, `web`, `command line`, `watched source`. */
  readonly place: string;
}

/** Whoever runs the bot, on its own machine. */
export const onCommandLine: Doing = { actor: "command line", place: "command line" };
