import type { PageAccess, PageName } from "../adapters/web/web-needs.ts";
import { accountOf } from "../chat/reference.ts";
import { catalogue } from "../commands/catalogue.ts";
import { english } from "../messages/english.ts";
import type { Audit } from "../people/audit.port.ts";
import { auditCsvOf } from "../people/audit-csv.ts";
import { identify } from "../people/identify.ts";
import { may } from "../people/may.ts";
import type { PeopleDirectory } from "../people/people-directory.port.ts";
import { readableAudit } from "../people/readable-audit.ts";
import type { Right } from "../people/right.ts";

/** Which of these rights, held for any cluster, shows a page in the navigation. */
const pageRights: Readonly<Record<PageName, readonly Right[]>> = {
  documents: ["manage-documents"],
  events: ["manage-documents"],
  announcements: ["handle-announcements"],
  positions: ["ask"],
  workspaces: ["set-up-workspace", "confirm-workspaces"],
  sources: ["manage-documents"],
  audit: ["read-audit"],
};
const pageNames: readonly PageName[] = [
  "documents",
  "events",
  "announcements",
  "positions",
  "workspaces",
  "sources",
  "audit",
];

/** Lines of the trail in one file; the words of the page name this number. */
const csvLines = 10_000;

/** What somebody signed in may see: who they are is looked up once each time this is asked, and not again. */
export function createPageAccess(records: {
  readonly people: PeopleDirectory;
  readonly audit: Audit;
}): PageAccess {
  return async (request) => {
    const identity = await identify(request, accountOf(request), records.people);
    const holds = (right: Right): boolean => may(right, "anywhere", identity).kind === "yes";
    const readAudit = async (limit: number) => {
      const read = await readableAudit(identity, limit, records.audit);
      return read.kind === "entries" ? read.entries : null;
    };
    return {
      pages: pageNames.filter((name) => pageRights[name].some(holds)),
      commands: catalogue.filter(({ right }) => holds(right)).map(({ name }) => name),
      readAudit,
      auditCsv: async () => {
        const entries = await readAudit(csvLines + 1);
        const { auditCut: cut } = english.web;
        return entries === null ? null : auditCsvOf(entries, { atMost: csvLines, cut });
      },
    };
  };
}
