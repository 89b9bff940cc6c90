/** Who does something, and where; it stands so in the audit trail (people/audit.port.ts). */
export interface Doing {
  /** Account (chat/reference.ts), or `command line`. */
  readonly actor: string;
  /** `slack:<team id>`, `discord:<server id>`, `discord` for a direct message there, `web`, `command line`. */
  readonly place: string;
}
