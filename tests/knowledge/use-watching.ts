import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { createDocumentSources } from "../../src/adapters/files/document-sources.ts";
import { fetchLimits } from "../../src/adapters/files/limits.ts";
import { createPageLists } from "../../src/adapters/files/list-pages.ts";
import { createAuditTrail } from "../../src/adapters/postgres/audit-trail.ts";
import { createClusterRegister } from "../../src/adapters/postgres/cluster-register.ts";
import { createDocumentStore } from "../../src/adapters/postgres/document-store.ts";
import { createEventStore } from "../../src/adapters/postgres/event-store.ts";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import { createWatchedStore } from "../../src/adapters/postgres/watched-store.ts";
import { describeResult } from "../../src/commands/cards/watch-result.ts";
import { type DueNeeds, readDueSources } from "../../src/knowledge/read-watched.ts";
import { splitPassages } from "../../src/knowledge/split-passages.ts";
import type { NewWatchedSource } from "../../src/knowledge/watched-store.port.ts";
import { weighPassage } from "../../src/knowledge/weigh-passage.ts";
import type { AuditEntry } from "../../src/people/audit.port.ts";
import { createWatchedCalendars } from "../../src/wiring/watched-calendars.ts";
import { freshDatabase } from "../support/database.ts";
import { emptyTables } from "../support/empty-tables.ts";
import { silentLog } from "../support/silent-log.ts";
import { openWebSite, type WebSite } from "../support/web-site.ts";

const fetching = { limits: { ...fetchLimits, bytes: 200_000, milliseconds: 2_000 } };
export const acting = { actor: "command line", place: "command line" };

interface Opened {
  readonly database: Database;
  readonly site: WebSite;
  readonly needs: DueNeeds;
}

export interface Watching extends Opened {
  /** Watches a path of the site, or a folder, for Tech North unless told; its id. */
  watch(path: string, given?: Partial<NewWatchedSource>): Promise<string>;
  /** Reads everything, due or not; the sentences. */
  readAgain(signal?: AbortSignal): Promise<readonly string[]>;
  put(path: string, text: string, etag?: string): void;
  putSitemap(...paths: readonly string[]): void;
  /** `<key> <cluster> <audience> <status>` of each document, the site's address left out. */
  documents(): Promise<readonly string[]>;
  /** The lines of the audit trail, oldest first. */
  audit(): Promise<readonly AuditEntry[]>;
}

/** The real reading over a database and a web site of the test file's own; every test begins with two clusters. */
export function useWatching(): Watching {
  const state: { opened: Opened | null } = { opened: null };
  const open = (): Opened => {
    if (state.opened === null) throw new Error("nothing is open yet");
    return state.opened;
  };
  openAroundTests(state);
  return {
    get database() {
      return open().database;
    },
    get site() {
      return open().site;
    },
    get needs() {
      return open().needs;
    },
    watch: async (path, given = {}) => {
      const { site, needs } = open();
      const common = { clusterId: "north", kind: "sitemap", audience: "public", everyHours: 24 } as const;
      const address = given.kind === "folder" ? path : site.origin + path;
      const { source } = await needs.store.add(
        { ...common, documentKind: "news", address, ...given },
        acting,
      );
      return source.id;
    },
    readAgain: async (signal = new AbortController().signal) => {
      const { needs } = open();
      await needs.store.makeDue((await needs.store.all(null)).map(({ id }) => id));
      return (await readDueSources(needs, signal)).map(({ sentence }) => sentence);
    },
    put: (path, text, etag) => {
      const body = `<title>Page ${path}</title><p>${text}</p>`;
      open().site.pages.set(path, { body, ...(etag === undefined ? {} : { etag }) });
    },
    putSitemap: (...paths) => {
      const { site } = open();
      const pages = paths.map((path) => `<url><loc>${site.origin}${path}</loc></url>`).join("");
      site.pages.set("/sitemap.xml", { type: "application/xml", body: `<urlset>${pages}</urlset>` });
    },
    audit: async () =>
      (await createAuditTrail(open().database.pool).read({ cluster: null, limit: 100 })).toReversed(),
    documents: async () => {
      const { database, site } = open();
      const rows = await database.prisma.document.findMany({ orderBy: { sourceKey: "asc" } });
      return rows.map(
        ({ sourceKey, clusterId, audience, status }) =>
          `${sourceKey.replace(site.origin, "")} ${clusterId} ${audience} ${status}`,
      );
    },
  };
}

function openAroundTests(state: { opened: Opened | null }): void {
  const sources = createDocumentSources({ fetching });
  beforeAll(async () => {
    const database = await freshDatabase();
    const needs: DueNeeds = {
      importing: {
        sources,
        store: createDocumentStore(database.pool, weighPassage),
        clusters: createClusterRegister(database.pool),
        split: splitPassages,
      },
      lists: createPageLists({ fetching }),
      calendars: createWatchedCalendars({
        store: createEventStore(database.pool),
        clock: { now: () => new Date() },
        fetching,
      }),
      allowPrivateAddresses: true,
      store: createWatchedStore(database.pool, { allowPrivateAddresses: true }),
      describe: describeResult,
      clock: { now: () => new Date() },
      log: silentLog,
    };
    state.opened = { database, needs, site: await openWebSite() };
  });
  afterAll(async () => {
    state.opened?.site.close();
    await sources.close();
    await state.opened?.database.close();
  });
  beforeEach(async () => {
    const nothing = { region: null, nicknames: [], website: null, statusNote: null, contacts: [] };
    const common = { ...nothing, isFederation: false, status: "active" };
    await state.opened?.needs.importing.clusters.save(
      [
        { ...common, id: "north", name: "Tech North" },
        { ...common, id: "south", name: "Tech South" },
      ],
      null,
    );
  });
  afterEach(async () => {
    state.opened?.site.pages.clear();
    state.opened?.site.asked.splice(0);
    if (state.opened === null) return;
    await emptyTables(state.opened.database.pool, "document, event, cluster, watched_source, audit_entry");
  });
}
