import { rm, truncate } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type ImportNeeds, importSources } from "../../src/knowledge/import-sources.ts";
import { onCommandLine } from "../../src/shared/doing.ts";
import { useImporting } from "./use-importing.ts";

const setup = useImporting();
const { write, importing, textsOf } = setup;

describe("importing a folder", () => {
  test("clusters come first, then every document with its passages", async () => {
    await write(
      "terms.md",
      "---\ncluster: scotlandis\naudience: public\n---\n# Terms\n\n## Leaving\n\nThirty days.",
    );

    const { summary } = await importing();

    expect(summary).toEqual({
      added: 1,
      replaced: 0,
      unchanged: 0,
      withdrawn: 0,
      clusters: 2,
      refused: [],
      dryRun: false,
    });
    const passage = await setup.database.prisma.passage.findFirst({ include: { document: true } });
    const document = { title: "Terms", clusterId: "scotlandis", audience: "public" };
    expect(passage).toMatchObject({
      headingPath: ["Leaving"],
      anchor: "leaving",
      text: "Thirty days.",
      document,
    });
  });

  test("again, nothing is done", async () => {
    await write("a.md", "Text");
    await importing();
    const before = await setup.database.prisma.document.findMany();

    const { summary } = await importing();

    expect(summary).toMatchObject({ added: 0, unchanged: 1 });
    expect(await setup.database.prisma.document.findMany()).toEqual(before);
  });

  test("a changed file, sidecar or flag makes a new version", async () => {
    await write("a.md", "Text");
    await importing();

    await write("a.md", "Other text");
    expect((await importing()).lines).toEqual(["replaced a.md"]);
    expect(await textsOf("a.md")).toEqual(["Other text"]);

    await write("a.md.yaml", "audience: public");
    expect((await importing()).lines).toEqual(["replaced a.md"]);

    expect((await importing({ defaults: { kind: "news" }, by: onCommandLine })).lines).toEqual([
      "replaced a.md",
    ]);
    expect(await setup.database.prisma.document.findFirst()).toMatchObject({
      audience: "public",
      kind: "news",
      currentVersion: 4,
    });
  });

  test("options that the file's own words override, or that say what counts anyway, make no new version", async () => {
    await write("a.md", "---\ncluster: scotlandis\nkind: news\n---\nText");
    await importing();

    for (const defaults of [
      { cluster: "uktcg" },
      { kind: "guide" as const },
      { audience: "members" as const },
    ])
      expect((await importing({ defaults })).lines).toEqual(["unchanged a.md"]);
    expect(
      (await importing({ defaults: { audience: "board", cluster: "uktcg" }, by: onCommandLine })).lines,
    ).toEqual(["replaced a.md"]);
    expect(await setup.database.prisma.document.findFirst()).toMatchObject({ currentVersion: 2 });
  });

  test("an option that names an unknown cluster ends the import at once, unless its clusters.yaml adds it", async () => {
    const path = await write("a.md", "---\ncluster: scotlandis\n---\nText");
    await importing();
    const kinds: string[] = [];
    for await (const event of importSources(
      [path],
      { defaults: { cluster: "atlantis" }, by: onCommandLine },
      setup.needs,
    )) {
      kinds.push(event.kind);
      if (event.kind === "wrongUse")
        expect(event.reason).toBe('the cluster "atlantis" is not known; known are scotlandis, uktcg');
    }
    expect(kinds).toEqual(["expected", "wrongUse"]);

    await write("clusters.yaml", "federation: uktcg\nclusters: [{ id: atlantis, name: Atlantis }]\n");
    await write("b.md", "Other");
    const { lines } = await importing({ defaults: { cluster: "atlantis" }, by: onCommandLine });
    expect(lines).toContain("added b.md");
  });

  test("a removed file is withdrawn, and comes back when it is there again", async () => {
    await write("a.md", "Text");
    await write("b.md", "Other");
    await importing();

    await rm(join(setup.folder, "b.md"));
    expect((await importing()).lines).toEqual(["unchanged a.md", "withdrawn b.md"]);
    expect(await textsOf("b.md")).toEqual([]);

    await write("b.md", "Other");
    expect((await importing()).lines).toEqual(["unchanged a.md", "added b.md"]);
    expect(await textsOf("b.md")).toEqual(["Other"]);
  });

  test("a file that has become unreadable keeps its last good version", async () => {
    const path = await write("a.md", "Text");
    await write("b.md", "Other");
    await importing();

    await truncate(path, 200_000_000);
    const { summary, lines } = await importing();

    expect(lines).toContain("refused a.md: it is 200 MB large; the most that is read is 20 MB");
    expect(summary).toMatchObject({ withdrawn: 0, unchanged: 1 });
    expect(await textsOf("a.md")).toEqual(["Text"]);
  });

  test("an empty folder where documents were withdraws nothing", async () => {
    await write("a.md", "Text");
    await importing();
    await rm(join(setup.folder, "a.md"));

    const { summary } = await importing();

    expect(summary.withdrawn).toBe(0);
    expect(summary.refused[0]?.reason).toContain("nothing was withdrawn");
    expect(await textsOf("a.md")).toEqual(["Text"]);
  });

  test("each bad file gets one line, the rest is imported, and nothing of the bad ones stays", async () => {
    await write("good.md", "Text");
    await write("wrong-audience.md", "---\naudience: all\n---\nText");
    await write("wrong-cluster.md", "---\ncluster: atlantis\n---\nText");
    await write("broken.pdf", "%PDF-1.7 nothing");
    await write("broken.docx", "PK nothing");
    await write("empty.txt", "");
    await write("no-text.md", "---\ntitle: Only this\n---\n");
    await write("self.md", "---\nsupersedes: self.md\n---\nText");

    const { summary, lines } = await importing();

    expect(lines.toSorted()).toEqual([
      "added good.md",
      "refused broken.docx: it is damaged: its parts cannot be unpacked",
      "refused broken.pdf: it is damaged: this is not a whole PDF",
      "refused empty.txt: it is empty",
      "refused no-text.md: there is no text in it",
      "refused self.md: it says that it supersedes itself",
      'refused wrong-audience.md: audience must be one of public, members, board, but is "all"',
      'refused wrong-cluster.md: the cluster "atlantis" is not known; known are scotlandis, uktcg',
    ]);
    expect(summary.refused).toHaveLength(7);
    expect(await setup.needs.store.count()).toEqual({ documents: 1, passages: 1 });
  });

  test("a dry run says the same and changes nothing", async () => {
    await write("a.md", "Text");
    await write("b.md", "Text of b");
    await importing();
    await write("a.md", "Changed");
    await write("c.md", "New");
    await rm(join(setup.folder, "b.md"));

    const { summary } = await importing({ dryRun: true });

    expect(summary).toMatchObject({ added: 1, replaced: 1, withdrawn: 1, dryRun: true });
    expect(await textsOf("a.md")).toEqual(["Text"]);
    expect(await setup.needs.store.count()).toEqual({ documents: 2, passages: 2 });
  });

  test("one document the database will not take is refused alone", async () => {
    await write("a.md", "Text");
    await write("b.md", "Text of b");
    const store: ImportNeeds["store"] = {
      ...setup.needs.store,
      store: async (documents) => {
        if (documents.some((document) => document.sourceKey.endsWith("b.md"))) throw new Error("constraint");
        return setup.needs.store.store(documents, onCommandLine);
      },
    };
    const refused: string[] = [];
    for await (const event of importSources(
      [setup.folder],
      { defaults: {}, by: onCommandLine },
      { ...setup.needs, store },
    )) {
      if (event.kind === "document" && event.fate === "refused") refused.push(event.label);
    }

    expect(refused).toEqual([join(setup.folder, "b.md")]);
    expect(await textsOf("a.md")).toEqual(["Text"]);
  });

  test("stopped in the middle, what is stored stays and nothing is withdrawn", async () => {
    await write("old.md", "Text");
    await importing();
    await rm(join(setup.folder, "old.md"));
    for (let number = 0; number < 40; number += 1) await write(`${number}.md`, `Text ${number}`);
    const stopping = new AbortController();
    let added = 0;
    for await (const event of importSources(
      [setup.folder],
      { defaults: {}, by: onCommandLine, signal: stopping.signal },
      setup.needs,
    )) {
      if (event.kind === "document" && event.fate === "added") {
        added += 1;
        stopping.abort();
      }
    }

    expect(added).toBeLessThan(40);
    expect((await setup.needs.store.count()).documents).toBe(added + 1);
    expect(await textsOf("old.md")).toEqual(["Text"]);
  });
});
