import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { createDocumentSources } from "../../src/adapters/files/document-sources.ts";
import { createClusterRegister } from "../../src/adapters/postgres/cluster-register.ts";
import { createDocumentStore } from "../../src/adapters/postgres/document-store.ts";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import type { DocumentEvent, ImportSummary } from "../../src/knowledge/import-events.ts";
import { type ImportNeeds, type ImportOptions, importSources } from "../../src/knowledge/import-sources.ts";
import { splitPassages } from "../../src/knowledge/split-passages.ts";
import { weighPassage } from "../../src/knowledge/weigh-passage.ts";
import { freshDatabase } from "../support/database.ts";

interface Imported {
  readonly summary: ImportSummary;
  /** `added a.md`, without the folder. */
  readonly lines: readonly string[];
}

export interface Importing {
  /** The folder of the test that runs, with two clusters in its clusters.yaml. */
  readonly folder: string;
  readonly database: Database;
  readonly needs: ImportNeeds;
  write(name: string, content: string): Promise<string>;
  importing(given?: Partial<ImportOptions>, source?: string): Promise<Imported>;
  lineOf(event: DocumentEvent): string;
  /** Texts of the passages of a file of the folder. */
  textsOf(name: string): Promise<readonly string[]>;
}

/** The real import over a database of the test file's own; every test begins with no documents. */
export function useImporting(): Importing {
  let opened: { readonly database: Database; readonly needs: ImportNeeds } | null = null;
  let folder = "";
  const sources = createDocumentSources();
  const open = () => {
    if (opened === null) throw new Error("the database is not open yet");
    return opened;
  };
  const write = async (name: string, content: string): Promise<string> => {
    const path = join(folder, name);
    await mkdir(join(path, ".."), { recursive: true });
    await writeFile(path, content);
    return path;
  };
  const lineOf = ({ fate, label, reason }: DocumentEvent): string =>
    `${fate} ${label.replace(`${folder}/`, "")}${reason === null ? "" : `: ${reason}`}`;

  beforeAll(async () => {
    const database = await freshDatabase();
    const needs = {
      sources,
      store: createDocumentStore(database.pool, weighPassage),
      clusters: createClusterRegister(database.pool),
      split: splitPassages,
    };
    opened = { database, needs };
  });
  afterAll(async () => {
    await sources.close();
    await opened?.database.close();
  });
  beforeEach(async () => {
    await open().database.pool.query("TRUNCATE document, cluster CASCADE");
    folder = await mkdtemp(join(tmpdir(), "clusterbot-import-"));
    await write("clusters.yaml", clusters);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  return {
    get folder() {
      return folder;
    },
    get database() {
      return open().database;
    },
    get needs() {
      return open().needs;
    },
    write,
    lineOf,
    importing: async (given = {}, source = folder) => {
      const { summary, events } = await runImport(source, given, open().needs);
      return { summary, lines: events.filter((event) => event.fate !== "clusters").map(lineOf) };
    },
    textsOf: async (name) => {
      const where = { document: { sourceKey: join(folder, name) } };
      const passages = await open().database.prisma.passage.findMany({ where, orderBy: { ordinal: "asc" } });
      return passages.map((passage) => passage.text);
    },
  };
}

const clusters =
  "federation: uktcg\nclusters:\n  - { id: uktcg, name: UKTCG }\n  - { id: scotlandis, name: ScotlandIS }\n";

async function runImport(source: string, given: Partial<ImportOptions>, needs: ImportNeeds) {
  const events: DocumentEvent[] = [];
  let summary: ImportSummary | null = null;
  for await (const event of importSources([source], { defaults: {}, ...given }, needs)) {
    if (event.kind === "document") events.push(event);
    if (event.kind === "finished") summary = event.summary;
  }
  if (summary === null) throw new Error("the import did not finish");
  return { summary, events };
}
