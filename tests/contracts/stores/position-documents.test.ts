import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createDocumentStore } from "../../../src/adapters/postgres/document-store.ts";
import { createPositionSearch } from "../../../src/adapters/postgres/position-search.ts";
import { importPositions } from "../../../src/directory/positions/import-positions.ts";
import type { StatedPosition } from "../../../src/directory/positions/stated-position.ts";
import type { DocumentMetadata } from "../../../src/knowledge/document.ts";
import { weighPassage } from "../../../src/knowledge/weigh-passage.ts";
import { publicReadership, type Readership } from "../../../src/shared/audience.ts";
import { onCommandLine } from "../../../src/shared/doing.ts";
import { aDocument } from "../../support/documents-to-store.ts";
import { emptyTables } from "../../support/empty-tables.ts";
import { byPaula, PositionDesk } from "../../support/position-desk.ts";

const now = new Date("2026-11-25T12:00:00Z");
const line: StatedPosition = {
  owner: "fed",
  topic: "Skills passports",
  alsoCalled: ["passports"],
  audience: "public",
  audienceClusters: [],
  isSample: false,
  version: 1,
  title: "On passports",
  text: "Every learner should have one.",
  status: "adopted",
  from: "2024-01-09",
  until: null,
  reviewOn: null,
  embargoUntil: null,
  quorum: null,
  link: "https://example.org/passports/",
  stances: [],
};

type Written = Partial<DocumentMetadata> & {
  readonly text?: string;
  readonly headingPath?: readonly string[];
};

let desk: PositionDesk;
beforeAll(async () => {
  desk = await PositionDesk.open(2);
});
afterAll(() => desk.close());
beforeEach(() => emptyTables(desk.database.pool, "document, position"));

async function register(...stated: readonly Partial<StatedPosition>[]): Promise<void> {
  const files = stated.map((one, index) => ({ label: `${index}.md`, stated: { ...line, ...one } }));
  const made = { by: null, dryRun: false, now };
  const outcomes = await importPositions(files, made, {
    store: desk.store,
    newId: () => crypto.randomUUID(),
  });
  expect(outcomes.filter(({ fate }) => fate === "refused")).toEqual([]);
}

let fingerprint = 0;
async function read(documents: Readonly<Record<string, Written>>): Promise<void> {
  fingerprint += 1;
  const store = createDocumentStore(desk.database.pool, weighPassage);
  const given = Object.entries(documents).map(([key, written]) => ({
    ...aDocument(key, { clusterId: "fed", title: key, kind: "minutes", ...written }),
    fingerprint: String(fingerprint),
  }));
  await store.store(given, null);
}

async function withdraw(key: string): Promise<void> {
  await createDocumentStore(desk.database.pool, weighPassage).withdraw([key], onCommandLine);
}

/** `topic: title` of all that is shown to these readers. */
async function linked(readership: Readership = publicReadership): Promise<readonly string[]> {
  const search = createPositionSearch(desk.database.pool);
  const { rows } = await desk.database.pool.query<{ id: string; name: string }>(
    "SELECT id, owner_id || '/' || topic AS name FROM position",
  );
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const positions = [...names.keys()];
  const found = await search.documents({ positions, readership, at: now, about: [] });
  return found.map(({ positionId, title }) => `${names.get(positionId)}: ${title}`).toSorted();
}

async function ids(title: string): Promise<{ readonly position: string; readonly document: string }> {
  const { rows } = await desk.database.pool.query<{ position: string; document: string }>(
    "SELECT p.id AS position, d.id AS document FROM position p, document d WHERE d.title = $1",
    [title],
  );
  const [found] = rows;
  if (found === undefined) throw new Error("no such document");
  return found;
}

const aboutIt = { text: "Skills passports were spoken of at length. The skills passports stay free." };
const documents: Readonly<Record<string, Written>> = {
  "says so": { positions: ["skills passports"] },
  "says whose": { positions: ["fed/Passports"] },
  "published there": { url: "https://example.org/passports#text", kind: "news" },
  "in a heading": { headingPath: ["2. Skills passports"], text: "It was agreed." },
  "about skills passports": {},
  "at length": aboutIt,
};

describe("a position that readers may not know of takes no document from one they know", () => {
  const hidden: Readonly<Record<string, Partial<StatedPosition>>> = {
    "a draft": { status: "draft", from: null },
    "one under embargo": { embargoUntil: new Date("2100-01-01T09:00:00Z") },
    "one for the board": { audience: "board", audienceClusters: ["c1"] },
  };

  it.each(Object.entries(hidden))("%s of the same name, or of a longer one", async (_, state) => {
    await register({ link: null });
    await read({
      "about skills passports": { clusterId: "c1" },
      "about skills passports for ports": {},
      "says so": { clusterId: "c1", positions: ["skills passports"] },
    });
    const before = await linked();
    expect(before).toHaveLength(3);

    await register(
      { owner: "c1", link: null, ...state },
      { topic: "Skills passports for ports", alsoCalled: [], link: null, ...state },
    );

    expect(await linked()).toEqual(before);
  });

  it("but does once they may know of it", async () => {
    await register({ link: null }, { owner: "c1", link: null });
    await read({ "about skills passports": { clusterId: "c1" } });

    expect(await linked()).toEqual(["c1/Skills passports: about skills passports"]);
  });
});

describe("a document belongs to a position", () => {
  const all = Object.keys(documents).map((title) => `fed/Skills passports: ${title}`);

  it("whichever of the two is imported first", async () => {
    await register({});
    await read(documents);
    expect(await linked()).toEqual(all.toSorted());

    await emptyTables(desk.database.pool, "document, position");
    await read(documents);
    await register({});
    expect(await linked()).toEqual(all.toSorted());

    await register({});
    await read(documents);
    expect(await linked()).toEqual(all.toSorted());
  });

  it.each<readonly [string, Written]>([
    ["only says a word of its name in passing", { text: "Bring your passports to the venue." }],
    ["tells of an event", { ...aboutIt, kind: "event" }],
    ["is another cluster's", { ...aboutIt, clusterId: "c1" }],
    ["says another owner", { positions: ["c2/skills passports"] }],
    ["stands at another address", { url: "https://example.org/passports/2", kind: "news" }],
  ])("but not one that %s", async (_, written) => {
    await register({ owner: written.clusterId === "c1" ? "c2" : "fed" });
    await read({ other: written });

    expect(await linked()).toEqual([]);
  });

  it("of its own cluster before the federation's", async () => {
    await register({});
    await read({ minutes: { ...aboutIt, clusterId: "c1" } });
    expect(await linked()).toEqual(["fed/Skills passports: minutes"]);

    await register({ owner: "c1" });

    expect(await linked()).toEqual(["c1/Skills passports: minutes"]);
  });

  it("with the longer name before one that is a part of it", async () => {
    await register({}, { topic: "Passports", alsoCalled: [], title: "On travel", link: null });
    await read({ "about skills passports": {} });

    expect(await linked()).toEqual(["fed/Skills passports: about skills passports"]);
  });

  it("by a name that was given to it in a chat", async () => {
    await register({});
    await read({ minutes: { text: "Learner cards came up. The learner cards stay free." } });
    const { position } = await ids("minutes");
    const [version] = await desk.store.versions(position);
    if (version === undefined) throw new Error("no version");

    const { id, revision } = version;
    const account = byPaula.actor;
    const expected = { revision, audienceBefore: "public", account, by: byPaula, now } as const;
    await desk.store.describe(id, { alsoCalled: ["learner cards"], audience: "public" }, expected);

    expect(await linked()).toEqual(["fed/Skills passports: minutes"]);
  });

  it("until it is withdrawn, or says something else", async () => {
    await register({});
    await read({ first: aboutIt, second: aboutIt });

    await withdraw("first");
    await read({ second: { text: "Of something else." } });

    expect(await linked()).toEqual([]);
    const { rows } = await desk.database.pool.query("SELECT FROM position_document");
    expect(rows).toHaveLength(0);
  });

  it.each<readonly [string, Written, string | null]>([
    ["minutes", { kind: "minutes" }, "minutes"],
    [
      "a response",
      { kind: "policy", title: "Our response to the skills passports consultation" },
      "response",
    ],
    ["a press note", { kind: "policy", title: "Press note on skills passports" }, "press"],
    ["a paper", { kind: "policy", title: "Skills passports: a briefing" }, "paper"],
    ["nothing that is told", { kind: "policy", title: "Skills passports, again" }, null],
  ])("as %s", async (_, written, sort) => {
    await register({});
    await read({ one: { ...aboutIt, ...written } });

    const { rows } = await desk.database.pool.query("SELECT sort FROM position_document");
    expect(rows).toEqual([{ sort }]);
  });
});

describe("what somebody says of a document", () => {
  it("stays when both are imported again, and when it comes back", async () => {
    await register({});
    await read({ wrong: aboutIt, missed: { text: "The cards." } });

    expect(await desk.store.saveLink({ ...(await ids("wrong")), isLinked: false }, byPaula)).toBe("saved");
    expect(await desk.store.saveLink({ ...(await ids("missed")), isLinked: true }, byPaula)).toBe("saved");
    expect(await desk.store.saveLink({ ...(await ids("missed")), isLinked: true }, byPaula)).toBe("already");
    await register({});
    await read({ wrong: aboutIt, missed: { text: "The cards again." } });
    expect(await linked()).toEqual(["fed/Skills passports: missed"]);

    await withdraw("missed");
    expect(await linked()).toEqual([]);
    await read({ missed: { text: "The cards." } });
    expect(await linked()).toEqual(["fed/Skills passports: missed"]);
  });

  it("is in the audit trail", async () => {
    await register({});
    await read({ wrong: aboutIt });
    await desk.store.saveLink({ ...(await ids("wrong")), isLinked: false }, byPaula);

    const { rows } = await desk.database.pool.query(
      "SELECT action, actor FROM audit_entry ORDER BY id DESC LIMIT 1",
    );
    expect(rows).toEqual([{ action: "position-document-unlinked", actor: byPaula.actor }]);
  });
});

describe("who may not read a document", () => {
  it("does not learn that it belongs to a position", async () => {
    await register({});
    const limited = { audience: "board", audienceClusters: ["c1"], clusterId: "fed" } as const;
    await read({ secret: { ...aboutIt, ...limited } });

    expect(await linked()).toEqual([]);
    expect(await linked({ memberOf: ["c1"], boardOf: [] })).toEqual([]);
    expect(await linked({ memberOf: [], boardOf: ["c1"] })).toEqual(["fed/Skills passports: secret"]);
    expect(await desk.store.documentsCalled("secret", publicReadership, null)).toEqual([]);
  });

  it("nor that it stands where a text under embargo is published", async () => {
    await register(
      { status: "superseded", until: "2027-01-12", link: null },
      { version: 2, from: "2027-01-12", embargoUntil: new Date("2027-01-12T09:00:00Z") },
    );
    await read({ page: { url: line.link, kind: "news" } });

    expect(await linked()).toEqual([]);
  });
});
