/** Who changes something, and where; it stands in the audit trail (people/audit.port.ts). */
export interface Acting {
  /** Account, or `command line`. */
  readonly actor: string;
  /** `slack:<team id>`, `discord:<server id>`, `web`, `command line`. */
  readonly place: string;
}
