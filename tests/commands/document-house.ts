import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { createDocumentSources } from "../../src/adapters/files/document-sources.ts";
import { createClusterList } from "../../src/adapters/postgres/cluster-list.ts";
import { createClusterRegister } from "../../src/adapters/postgres/cluster-register.ts";
import { createDocumentStore } from "../../src/adapters/postgres/document-store.ts";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import { createLexicalSearch } from "../../src/adapters/postgres/passage-search.ts";
import { createPeopleDirectory } from "../../src/adapters/postgres/people-directory.ts";
import { personWith } from "../../src/adapters/postgres/person-rows.ts";
import type { Form } from "../../src/chat/form.ts";
import type { FetchedAttachment, Platform } from "../../src/chat/platform.port.ts";
import type { Button, Reply } from "../../src/chat/reply.ts";
import type { Attachment, Request } from "../../src/chat/request.ts";
import { type DispatchNeeds, dispatch, formFor } from "../../src/commands/dispatch.ts";
import type { ImportNeeds } from "../../src/knowledge/import-sources.ts";
import { createPassageSearch } from "../../src/knowledge/search-passages.ts";
import { splitPassages } from "../../src/knowledge/split-passages.ts";
import { weighPassage } from "../../src/knowledge/weigh-passage.ts";
import { onCommandLine } from "../../src/shared/doing.ts";
import { openDocumentDesk, openWatchDesk } from "../../src/wiring/open-documents.ts";
import { openEventDesk } from "../../src/wiring/open-event-desk.ts";
import { aDispatchNeeds } from "../support/command-needs.ts";
import { freshDatabase } from "../support/database.ts";
import { emptyTables } from "../support/empty-tables.ts";
import { anIncomingRequest } from "../support/incoming-request.ts";
import { silentLog } from "../support/silent-log.ts";

/** Who asks: `north` and `other-north` manage Tech North, `south` Tech South. */
export type Who = "north" | "other-north" | "south" | "both" | "administrator" | "guest" | "member";

const accounts: Readonly<Record<Who, string>> = {
  north: "U1",
  "other-north": "U2",
  south: "U3",
  both: "U4",
  administrator: "U5",
  guest: "U6",
  member: "U7",
};

/** What the form is filled with where that differs, and the files it is sent with. */
type Sent = readonly [values?: Readonly<Record<string, string>>, files?: readonly Attachment[]];

export interface DocumentHouse {
  readonly database: Database;
  readonly needs: DispatchNeeds;
  readonly importing: ImportNeeds;
  /** A file that may come with a request; its bytes are what the platform hands over. */
  file(name: string, content: Uint8Array | string): Attachment;
  say(who: Who, command: string, given?: Partial<Request>): Promise<Reply>;
  ask(who: Who, command: string, given?: Partial<Request>): Promise<Form | null>;
  /** Sends a form in: what it was filled with, changed by `values`. */
  sendIn(who: Who, form: Form, ...sent: Sent): Promise<Reply>;
  press(who: Who, button: Button): Promise<Reply>;
  /** Titles of what a search by the members and board of every cluster finds. */
  found(words: string): Promise<readonly string[]>;
  auditLines(): Promise<readonly string[]>;
}

interface Opened {
  readonly database: Database;
  readonly needs: DispatchNeeds;
  readonly importing: ImportNeeds;
}

/** Commands over a real database, with two clusters and people who hold roles in them. */
export function useDocumentHouse(): DocumentHouse {
  const files = new Map<string, Uint8Array>();
  const state: { opened: Opened | null } = { opened: null };
  const open = (): Opened => {
    if (state.opened === null) throw new Error("the house is not open yet");
    return state.opened;
  };
  openAroundTests(state, files);

  const requestOf = (who: Who, command: string, given: Partial<Request> = {}): Request => {
    const standing = who === "guest" ? "guest" : "member";
    const asker = { ...noGroups, id: accounts[who], standing, name: who } as const;
    const place = { workspace: "T1", channel: "D1", isDirectMessage: true, visibility: "private" } as const;
    return anIncomingRequest({ ...place, asker, command, text: "", ...given }).request;
  };
  const say: DocumentHouse["say"] = async (who, command, given) => {
    const { reply } = await dispatch(requestOf(who, command, given), open().needs);
    return reply;
  };
  return {
    get database() {
      return open().database;
    },
    get needs() {
      return open().needs;
    },
    get importing() {
      return open().importing;
    },
    file: (name, content) => {
      const bytes = typeof content === "string" ? new Uint8Array(Buffer.from(content)) : content;
      const address = `file:${randomUUID()}`;
      files.set(address, bytes);
      return { name, address, mediaType: null, size: bytes.length };
    },
    say,
    ask: (who, command, given) => formFor(requestOf(who, command, given), open().needs),
    sendIn: (who, form, ...[values = {}, attachments = []]) =>
      say(who, form.command, {
        text: form.text,
        fields: filledIn(form, values),
        attachments: [...attachments],
      }),
    press: (who, { command, text }) => say(who, command, { text }),
    found: (words) => search(open().database, words),
    auditLines: async () => {
      const { rows } = await open().database.pool.query<{ line: string }>(
        "SELECT action || ' ' || actor || ' ' || cluster_id AS line FROM audit_entry ORDER BY id",
      );
      return rows.map(({ line }) => line);
    },
  };
}

function filledIn(form: Form, values: Readonly<Record<string, string>>): Record<string, string[]> {
  const entries = form.fields.flatMap((field): [string, string[]][] => {
    if (field.kind === "file") return [];
    const begun = typeof field.value === "string" ? [field.value] : field.value;
    const value = values[field.name];
    return [[field.name, value === undefined ? begun : [value]]];
  });
  return Object.fromEntries(entries);
}

const noGroups = { groups: [] as string[], runsWorkspace: false };

/** A button of a reply by its label. */
export function buttonOf(reply: Reply, label: string): Button {
  const buttons = reply.blocks.flatMap((block) => (block.type === "actions" ? block.buttons : []));
  const button = buttons.find((candidate) => candidate.label === label);
  if (button === undefined) throw new Error(`no button “${label}”: ${JSON.stringify(reply.blocks)}`);
  return button;
}

export function textOf(reply: Reply): string {
  return JSON.stringify(reply.blocks);
}

async function search(database: Database, words: string): Promise<readonly string[]> {
  const passages = createPassageSearch({
    lexical: createLexicalSearch(database.pool),
    meaning: null,
    log: silentLog,
  });
  const everybody = ["north", "south"];
  const { passages: found } = await passages.search({
    text: words,
    readership: { memberOf: everybody, boardOf: everybody },
    clusters: null,
    limit: 10,
  });
  return [...new Set(found.map((passage) => passage.title))];
}

function openAroundTests(state: { opened: Opened | null }, files: ReadonlyMap<string, Uint8Array>): void {
  const sources = createDocumentSources();
  const fetchAttachment = async ({
    attachment,
  }: {
    readonly attachment: Attachment;
  }): Promise<FetchedAttachment> => {
    const bytes = files.get(attachment.address);
    return bytes === undefined
      ? { kind: "refused", reason: "it is no longer there" }
      : { kind: "fetched", bytes };
  };
  beforeAll(async () => {
    const database = await freshDatabase();
    const importing = {
      sources,
      store: createDocumentStore(database.pool, weighPassage),
      clusters: createClusterRegister(database.pool),
      split: splitPassages,
    };
    const core = { database, importing, handedInFiles: sources };
    const slack = { name: "slack", fetchAttachment } as unknown as Platform;
    const options = { allowPrivateAddresses: true };
    const needs = aDispatchNeeds({
      people: createPeopleDirectory(database.pool),
      clusters: createClusterList(database.pool),
      documents: openDocumentDesk(core, new Map([["slack", slack]]), options),
      watched: openWatchDesk(core, options),
      events: openEventDesk(database, { now: () => new Date("2026-11-23T12:00:00Z") }),
    });
    state.opened = { database, needs, importing };
  });
  afterAll(async () => {
    await sources.close();
    await state.opened?.database.close();
  });
  beforeEach(() => (state.opened === null ? undefined : moveIn(state.opened)));
  afterEach(async () => {
    if (state.opened === null) return;
    await emptyTables(
      state.opened.database.pool,
      "document, cluster, workspace, person, role_grant, document_draft, watched_source, question, audit_entry",
    );
  });
}

async function moveIn({ database, importing }: Opened): Promise<void> {
  const nothing = { region: null, nicknames: [], website: null, statusNote: null, contacts: [] };
  const common = { ...nothing, isFederation: false, status: "active" };
  await importing.clusters.save(
    [
      { ...common, id: "north", name: "Tech North" },
      { ...common, id: "south", name: "Tech South" },
    ],
    onCommandLine,
  );
  // That the clusters are there is no news to any test.
  await database.pool.query("DELETE FROM audit_entry");
  await database.pool.query(
    `INSERT INTO workspace (id, platform, external_id, state, cluster_id, everyone_is_member)
     VALUES ($1, 'slack', 'T1', 'confirmed', 'north', true)`,
    [randomUUID()],
  );
  const roles: readonly (readonly [Who, string, string | null])[] = [
    ["north", "manager", "north"],
    ["other-north", "manager", "north"],
    ["south", "manager", "south"],
    ["both", "manager", "north"],
    ["both", "manager", "south"],
    ["administrator", "administrator", null],
    ["guest", "manager", "north"],
  ];
  for (const [who, role, cluster] of roles) {
    const person = await personWith(database.pool, `slack:T1/${accounts[who]}`, who);
    await database.pool.query(
      "INSERT INTO role_grant (id, role, cluster_id, person_id) VALUES ($1, $2::role, $3, $4)",
      [randomUUID(), role, cluster, person],
    );
  }
}
