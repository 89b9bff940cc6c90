/** A change of rights, workspaces, documents or settings. Never a secret, never the text of a message. */
export interface AuditLine {
  /** Account of who did it (chat/reference.ts), `command line`, `settings file`, `platform`, `retention` or `source:<id>` (read again by itself); `erased` once they are. */
  readonly actor: string;
  /** noun-verb, for example `role-given`. */
  readonly action: string;
  /** What was changed, for example `document:<id>`, `workspace:slack:<team id>`, `person:<id>`. */
  readonly subject: string;
  /** Whose cluster's affair it is; null for the federation's. */
  readonly cluster: string | null;
  /** Where it was done: `slack:<team id>`, `discord:<server id>`, `discord` (a direct message), `web`, `command line`, `settings file`, `retention`, `watched source`. */
  readonly place: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface AuditEntry extends AuditLine {
  /** Rises with every line. */
  readonly id: string;
  readonly at: Date;
}

export interface AuditFilter {
  /** Of one cluster, or of all when null. */
  readonly cluster: string | null;
  /** Only of these clusters; null among them stands for the federation's own affairs. */
  readonly among?: readonly (string | null)[];
  /** Lines at most. */
  readonly limit: number;
  /** Only what is older than the line with this id: the last one of the page before. */
  readonly before?: string;
}

/** The trail of changes: only ever added to. Throws BotError DATABASE_UNAVAILABLE. */
export interface Audit {
  note(line: AuditLine): Promise<void>;
  /** Newest first. */
  read(filter: AuditFilter): Promise<readonly AuditEntry[]>;
}
