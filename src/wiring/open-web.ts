import path from "node:path";
import type { Readiness } from "../adapters/web/readiness.ts";
import type { PageAccess, PageName } from "../adapters/web/web-needs.ts";
import type { Mount, WebPlatform } from "../adapters/web/web-platform.ts";
import { accountOf } from "../chat/reference.ts";
import type { Request } from "../chat/request.ts";
import { catalogue, descriptions } from "../commands/catalogue.ts";
import type { Config } from "../config.ts";
import { english } from "../messages/english.ts";
import { auditCsvOf } from "../people/audit-csv.ts";
import { identify } from "../people/identify.ts";
import { may } from "../people/may.ts";
import { readableAudit } from "../people/readable-audit.ts";
import type { Right } from "../people/right.ts";
import { createSignIn, type SignIn } from "../people/sign-in.ts";
import type { Log } from "../shared/log.port.ts";
import { type Core, clock } from "./open-core.ts";

export interface WebParts {
  readonly mounts: readonly Mount[];
  readonly readiness: () => Promise<Readiness>;
  readonly log: Log;
}

/** The web page, and signing in on it. */
export async function openWeb(
  config: Config,
  core: Core,
  { mounts, readiness, log }: WebParts,
): Promise<{ readonly web: WebPlatform; readonly signIn: SignIn }> {
  const { createWebPlatform } = await import("../adapters/web/web-platform.ts");
  const signIn = createSignIn({
    store: core.sessions,
    clock,
    address: () => {
      const address = web.address();
      if (address === null) return null;
      return { url: config.publicUrl ?? address.url, isPublic: config.publicUrl !== null };
    },
  });
  const web: WebPlatform = createWebPlatform(
    {
      name: "Clusterbot",
      examples: config.settings.examples,
      port: config.port,
      publicUrl: config.publicUrl,
      uploadFolder: path.join(config.dataFolder, "uploads"),
      answerMilliseconds: 30_000,
      stopMilliseconds: 5_000,
      commands: descriptions,
      sentences: english.web,
    },
    { clock, log, readiness, mounts, signIn, access: accessFor(core) },
  );
  return { web, signIn };
}

/** Which of these rights, held for any cluster, shows a page in the navigation. */
const pageRights: Readonly<Record<PageName, readonly Right[]>> = {
  documents: ["manage-documents"],
  workspaces: ["set-up-workspace", "confirm-workspaces"],
  sources: ["manage-documents"],
  audit: ["read-audit"],
};
const pageNames: readonly PageName[] = ["documents", "workspaces", "sources", "audit"];

/** Lines of the trail in one file. */
const csvLines = 10_000;

function accessFor(core: Core): PageAccess {
  const identityOf = (request: Request) => identify(request, accountOf(request), core.people);
  const readAudit = async (request: Request, limit: number) => {
    const read = await readableAudit(await identityOf(request), limit, core.audit);
    return read.kind === "entries" ? read.entries : null;
  };
  return {
    pages: async (request) => {
      const identity = await identityOf(request);
      return pageNames.filter((name) =>
        pageRights[name].some((right) => may(right, "anywhere", identity).kind === "yes"),
      );
    },
    commands: async (request) => {
      const identity = await identityOf(request);
      const usable = catalogue.filter(({ right }) => may(right, "anywhere", identity).kind === "yes");
      return usable.map(({ name }) => name);
    },
    readAudit,
    auditCsv: async (request) => {
      const entries = await readAudit(request, csvLines);
      return entries === null ? null : auditCsvOf(entries);
    },
  };
}
