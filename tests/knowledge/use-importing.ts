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
import { onCommandLine } from "../../src/shared/doing.ts";
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

/** What changes from test to test. */
interface State {
  opened: { readonly database: Database; readonly needs: ImportNeeds } | null;
  folder: string;
}

/** The real import over a database of the test file's own; every test begins with no documents. */
export function useImporting(): Importing {
  const state: State = { opened: null, folder: "" };
  const open = () => {
    if (state.opened === null) throw new Error("the database is not open yet");
    return state.opened;
  };
  openAroundTests(state);
  const lineOf = ({ fate, label, reason }: DocumentEvent): string =>
    `${fate} ${label.replace(`${state.folder}/`, "")}${reason === null ? "" : `: ${reason}`}`;
  return {
    get folder() {
      return state.folder;
    },
    get database() {
      return open().database;
    },
    get needs() {
      return open().needs;
    },
    write: (name, content) => writeInto(state.folder, name, content),
    lineOf,
    importing: async (given = {}, source = state.folder) => {
      const { summary, events } = await runImport(source, given, open().needs);
      return { summary, lines: events.filter((event) => event.fate !== "clusters").map(lineOf) };
    },
    textsOf: async (name) => {
      const where = { document: { sourceKey: join(state.folder, name) } };
      const passages = await open().database.prisma.passage.findMany({ where, orderBy: { ordinal: "asc" } });
      return passages.map((passage) => passage.text);
    },
  };
}

function openAroundTests(state: State): void {
  const sources = createDocumentSources();
  beforeAll(async () => {
    const database = await freshDatabase();
    const needs = {
      sources,
      store: createDocumentStore(database.pool, weighPassage),
      clusters: createClusterRegister(database.pool),
      split: splitPassages,
    };
    state.opened = { database, needs };
  });
  afterAll(async () => {
    await sources.close();
    await state.opened?.database.close();
  });
  beforeEach(async () => {
    await state.opened?.database.pool.query("TRUNCATE document, cluster CASCADE");
    state.folder = await mkdtemp(join(tmpdir(), "clusterbot-import-"));
    await writeInto(state.folder, "clusters.yaml", clusters);
  });
  afterEach(() => rm(state.folder, { recursive: true, force: true }));
}

async function writeInto(folder: string, name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, content);
  return path;
}

const clusters =
  "federation: uktcg\nclusters:\n  - { id: uktcg, name: UKTCG }\n  - { id: scotlandis, name: ScotlandIS }\n";

async function runImport(source: string, given: Partial<ImportOptions>, needs: ImportNeeds) {
  const events: DocumentEvent[] = [];
  let summary: ImportSummary | null = null;
  for await (const event of importSources([source], { defaults: {}, by: onCommandLine, ...given }, needs)) {
    if (event.kind === "document") events.push(event);
    if (event.kind === "finished") summary = event.summary;
  }
  if (summary === null) throw new Error("the import did not finish");
  return { summary, events };
}
