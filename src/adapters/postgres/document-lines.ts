import type { AuditLine } from "../../people/audit.port.ts";
import type { Audience } from "../../shared/audience.ts";
import type { Doing } from "../../shared/doing.ts";

/** What a document was before it was replaced or withdrawn. */
export interface FormerDocument {
  readonly title: string;
  readonly audience: Audience;
  readonly version: number;
}

/** A document that was stored anew; `former` where that took the place of a current one. */
export interface ChangedDocument {
  readonly id: string;
  readonly cluster: string;
  readonly former: FormerDocument | null;
  readonly present: FormerDocument & { readonly kind: string; readonly passages: number };
}

export function storedLine({ id, cluster, former, present }: ChangedDocument, by: Doing): AuditLine {
  const action = former === null ? "document-published" : "document-replaced";
  return { ...by, action, subject: `document:${id}`, cluster, before: former, after: present };
}

export interface WithdrawnDocument {
  readonly id: string;
  readonly cluster: string;
  readonly former: FormerDocument;
}

export function withdrawnLine({ id, cluster, former }: WithdrawnDocument, by: Doing): AuditLine {
  const action = "document-withdrawn";
  return { ...by, action, subject: `document:${id}`, cluster, before: former, after: null };
}
