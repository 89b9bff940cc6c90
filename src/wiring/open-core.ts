import { createDocumentSources } from "../adapters/files/document-sources.ts";
import { createAccountStore } from "../adapters/postgres/account-store.ts";
import { createAuditTrail } from "../adapters/postgres/audit-trail.ts";
import { createClusterDirectory } from "../adapters/postgres/cluster-directory.ts";
import { createClusterList } from "../adapters/postgres/cluster-list.ts";
import { createClusterRegister } from "../adapters/postgres/cluster-register.ts";
import { createContactStore } from "../adapters/postgres/contact-store.ts";
import { createDocumentStore } from "../adapters/postgres/document-store.ts";
import { createEventSearch } from "../adapters/postgres/event-search.ts";
import { createEventStore } from "../adapters/postgres/event-store.ts";
import { createInquirySearch } from "../adapters/postgres/inquiry-search.ts";
import { createInquiryStore } from "../adapters/postgres/inquiry-store.ts";
import { createInstallStates } from "../adapters/postgres/install-states.ts";
import { createInstallationStore } from "../adapters/postgres/installation-store.ts";
import { createMembershipSearch } from "../adapters/postgres/membership-search.ts";
import { createMembershipStore } from "../adapters/postgres/membership-store.ts";
import { type Database, openDatabase } from "../adapters/postgres/open-database.ts";
import { createLexicalSearch } from "../adapters/postgres/passage-search.ts";
import { createPeopleDirectory } from "../adapters/postgres/people-directory.ts";
import { createPersonalData } from "../adapters/postgres/personal-data.ts";
import { createPositionSearch } from "../adapters/postgres/position-search.ts";
import { createPositionStore } from "../adapters/postgres/position-store.ts";
import { createRoleStore } from "../adapters/postgres/role-store.ts";
import { createSessionStore } from "../adapters/postgres/session-store.ts";
import { readSetUpFacts } from "../adapters/postgres/set-up-facts.ts";
import { createSettingsImport } from "../adapters/postgres/settings-import.ts";
import { createVectorSearch } from "../adapters/postgres/vector-search.ts";
import { createWorkspaceRegister, createWorkspaceStore } from "../adapters/postgres/workspace-store.ts";
import type { LanguageModel } from "../answering/language-model.port.ts";
import type { WorkspaceRegister } from "../chat/workspace-register.port.ts";
import type { Config } from "../config.ts";
import type { EventSearch } from "../directory/events/event-search.port.ts";
import type { EventStore } from "../directory/events/event-store.port.ts";
import type { InquirySearch } from "../directory/inquiries/inquiry-search.port.ts";
import type { InquiryStore } from "../directory/inquiries/inquiry-store.port.ts";
import type { MembershipSearch } from "../directory/membership/membership-search.port.ts";
import type { MembershipStore } from "../directory/membership/membership-store.port.ts";
import type { PositionSearch } from "../directory/positions/position-search.port.ts";
import type { PositionStore } from "../directory/positions/position-store.port.ts";
import type { DocumentStore } from "../knowledge/document-store.port.ts";
import { embedPassages } from "../knowledge/embed-passages.ts";
import type { HandedInFiles } from "../knowledge/handed-in-file.port.ts";
import type { ImportNeeds } from "../knowledge/import-sources.ts";
import type { PassageSearch } from "../knowledge/passage-search.port.ts";
import { createPassageSearch } from "../knowledge/search-passages.ts";
import { splitPassages } from "../knowledge/split-passages.ts";
import { weighPassage } from "../knowledge/weigh-passage.ts";
import type { AccountStore } from "../people/account-store.port.ts";
import type { Audit } from "../people/audit.port.ts";
import type { ClusterList } from "../people/cluster-list.port.ts";
import type { ContactStore } from "../people/contact-store.port.ts";
import type { InstallationStore, InstallStates } from "../people/installation-store.port.ts";
import type { PeopleDirectory } from "../people/people-directory.port.ts";
import type { PersonalData } from "../people/personal-data.port.ts";
import type { RoleStore } from "../people/role-store.port.ts";
import type { SessionStore } from "../people/session-store.port.ts";
import type { SetUpFacts } from "../people/set-up-facts.port.ts";
import type { SettingsImport } from "../people/settings-import.port.ts";
import type { WorkspaceStore } from "../people/workspace-store.port.ts";
import { loadPrompt } from "../prompts.ts";
import type { Clock } from "../shared/clock.port.ts";
import type { Log } from "../shared/log.port.ts";
import { type Answering, loadAnswering, openAnswering } from "./open-answering.ts";
import { replanning } from "./replanning.ts";

export const clock: Clock = { now: () => new Date() };

/** The records and what is made of them: what every subcommand needs. */
export interface Core {
  readonly database: Database;
  readonly documents: DocumentStore;
  readonly importing: ImportNeeds;
  readonly handedInFiles: HandedInFiles;
  readonly search: PassageSearch;
  readonly answer: Answering["answer"];
  readonly answerFrom: Answering["answerFrom"];
  readonly consult: Answering["consult"];
  /** The same by another clock, to measure answers at any time. */
  readonly answeringAt: (clock: Clock) => Answering;
  readonly people: PeopleDirectory;
  readonly workspaces: WorkspaceStore;
  readonly register: WorkspaceRegister;
  readonly events: EventStore;
  readonly eventSearch: EventSearch;
  readonly clusters: ClusterList;
  readonly contacts: ContactStore;
  readonly members: MembershipSearch;
  /** Adopted positions, as everybody may know them. */
  readonly positions: PositionSearch;
  /** The register of positions as those who work on it see it. */
  readonly positionStore: PositionStore;
  /** Inquiries as their readers may know them, and as those who look after them see them. */
  readonly inquiries: InquirySearch;
  readonly inquiryStore: InquiryStore;
  /** Imports of organisations and tiers, and undoing them. */
  readonly recordImports: MembershipStore;
  readonly setUpFacts: () => Promise<SetUpFacts>;
  readonly settingsImport: SettingsImport;
  readonly installations: InstallationStore;
  readonly installStates: InstallStates;
  readonly audit: Audit;
  readonly accounts: AccountStore;
  readonly roles: RoleStore;
  readonly personalData: PersonalData;
  readonly sessions: SessionStore;
  /** Makes the vectors that are missing; does nothing without a model or without pgvector. */
  readonly embedPassages: (signal: AbortSignal) => Promise<void>;
  close(): Promise<void>;
}

/** Opens the records. Throws BotError; nothing stays open then. */
export async function openCore(config: Config, log: Log, role: "resident" | "short"): Promise<Core> {
  const loading = loadAnswering(); // Meanwhile the database starts in its own thread.
  const database = await openDatabase({ ...config, role }, log);
  const loaded = await loading;
  const directory = createClusterDirectory(database.prisma);
  const documents = createDocumentStore(database.pool, weighPassage);
  const sources = createDocumentSources();
  const model = config.openai === null ? null : await openLanguageModel(config.openai);
  const meaning = await openMeaning(config, database);
  const search = createPassageSearch({ lexical: createLexicalSearch(database.pool), meaning, log });
  const eventSearch = createEventSearch(database.pool);
  const members = createMembershipSearch(database.pool);
  const positions = createPositionSearch(database.pool);
  const inquiries = createInquirySearch(database.pool);
  const records = { events: eventSearch, membership: members, positions, inquiries };
  const looked = { search, directory, model, log, ...records };
  const answeringAt = (time: Clock): Answering => openAnswering(loaded, { ...looked, clock: time });
  return {
    database,
    documents,
    search,
    ...answeringAt(clock),
    answeringAt,
    importing: {
      sources,
      store: documents,
      clusters: createClusterRegister(database.pool),
      split: splitPassages,
    },
    handedInFiles: sources,
    ...openStores(database.pool, config, log),
    eventSearch,
    members,
    positions,
    inquiries,
    embedPassages: async (signal) => {
      if (meaning !== null) log.info("passages-embedded", { count: await embedPassages(meaning, signal) });
    },
    close: async () => {
      await sources.close();
      await database.close();
    },
  };
}

/** What keeps records, each with its own tables. */
function openStores(pool: Database["pool"], { keys }: Pick<Config, "keys">, log: Log) {
  return {
    people: createPeopleDirectory(pool),
    workspaces: createWorkspaceStore(pool, replanning(clock)),
    register: createWorkspaceRegister(pool, log),
    events: createEventStore(pool),
    clusters: createClusterList(pool),
    contacts: createContactStore(pool),
    recordImports: createMembershipStore(pool),
    positionStore: createPositionStore(pool),
    inquiryStore: createInquiryStore(pool),
    setUpFacts: () => readSetUpFacts(pool),
    settingsImport: createSettingsImport(pool),
    installations: createInstallationStore(pool, keys),
    installStates: createInstallStates(pool),
    audit: createAuditTrail(pool),
    accounts: createAccountStore(pool),
    roles: createRoleStore(pool),
    personalData: createPersonalData(pool),
    sessions: createSessionStore(pool),
  };
}

/** Search by meaning, where there is a model for it and the database has pgvector. */
async function openMeaning(config: Config, database: Database) {
  if (config.openai === null || !database.hasVectors) return null;
  const { openEmbedder } = await import("../adapters/openai/embedder.ts");
  return { embedder: await openEmbedder(config.openai), vectors: createVectorSearch(database.pool) };
}

async function openLanguageModel(openai: NonNullable<Config["openai"]>): Promise<LanguageModel> {
  const prompt = await loadPrompt("draft-answer", ["own_cluster", "question", "sources"]);
  const adapter = await import("../adapters/openai/language-model.ts");
  return adapter.openLanguageModel(openai, prompt.fill);
}
