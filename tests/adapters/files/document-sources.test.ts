import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { createDocumentSources } from "../../../src/adapters/files/document-sources.ts";
import { readingLimits } from "../../../src/adapters/files/limits.ts";
import type { Found, FoundDocument } from "../../../src/knowledge/import-source.port.ts";

const sources = createDocumentSources({ limits: { ...readingLimits, textBytes: 100_000 } });
afterAll(() => sources.close());

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "clusterbot-import-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, content);
  return path;
}

async function find(source = folder): Promise<readonly Found[]> {
  const all: Found[] = [];
  for await (const found of sources.find(source, { allowPrivateAddresses: false })) all.push(found);
  return all;
}

async function documents(source = folder): Promise<readonly FoundDocument[]> {
  return (await find(source)).flatMap((found) => (found.kind === "document" ? [found.document] : []));
}

async function refusals(source = folder): Promise<Record<string, string>> {
  const refused = (await find(source)).filter((found) => found.kind === "refused");
  return Object.fromEntries(
    refused.map((found) => [found.label.replace(`${folder}${sep}`, ""), found.reason]),
  );
}

describe("a folder", () => {
  test("its files are found by path, hidden ones and files that describe others are not documents", async () => {
    await write("terms.md", "Text");
    await write("events/fair.html", "<p>Text</p>");
    await write("events/fair.html.yaml", "kind: event");
    await write(".git/config.md", "no");
    await write("node_modules/x/readme.md", "no");

    const found = await documents();

    expect(found.map((document) => document.sourceKey)).toEqual([
      join(folder, "events/fair.html"),
      join(folder, "terms.md"),
    ]);
    const [fair] = found;
    expect(await fair?.read()).toMatchObject({ kind: "read", file: { metadata: { kind: "event" } } });
  });

  test("clusters.yaml comes before every document", async () => {
    await write("a.md", "Text");
    await write("clusters.yaml", "federation: uktcg\nclusters: []\n");

    const kinds = (await find()).map((found) => found.kind);

    expect(kinds).toEqual(["clusters", "expected", "document", "complete"]);
  });

  test("a file changes its fingerprint with its bytes and with the file beside it", async () => {
    await write("a.md", "Text");
    const [first] = await documents();
    await write("a.md.yaml", "kind: news");
    const [second] = await documents();
    await write("a.md", "Other text");
    const [third] = await documents();
    const [again] = await documents();

    const prints = [first, second, third].map((document) => document?.contentFingerprint);
    expect(new Set(prints).size).toBe(3);
    expect(again?.contentFingerprint).toBe(third?.contentFingerprint);
  });

  test("what cannot be read gets one line each, and the rest is found", async () => {
    await write("good.md", "Text");
    await write("picture.png", "x");
    await write("LICENSE", "x");
    await write("alone.pdf.yaml", "kind: news");
    await truncate(await write("huge.txt", "x"), 200_000_000);

    expect(await refusals()).toEqual({
      "picture.png": expect.stringMatching(/^a \.png file cannot be read; these can: \.md,/),
      LICENSE: expect.stringMatching(/^a file without an ending cannot be read/),
      "alone.pdf.yaml": "it describes alone.pdf, which is not beside it",
      "huge.txt": "it is 200 MB large; the most that is read is 0.1 MB",
    });
    expect(await documents()).toHaveLength(1);
  });

  test("links that go round in circles or lead outside are refused, links to nowhere too", async () => {
    await write("inside/a.md", "Text");
    await symlink(folder, join(folder, "inside/loop"));
    await symlink("self", join(folder, "self"));
    await symlink("/etc", join(folder, "outside"));
    await symlink("missing.md", join(folder, "nowhere.md"));
    await symlink("inside/a.md", join(folder, "again.md"));

    expect(await refusals()).toEqual({
      "inside/loop": "it is a link that leads back to itself",
      self: "it is a link that leads back to itself",
      outside: expect.stringContaining("leads out of the folder"),
      "nowhere.md": "it is not there (any more)",
    });
    expect((await documents()).map((document) => document.label)).toEqual([join(folder, "inside/a.md")]);
  });

  test("a named pipe does not hold up the import", async () => {
    execFileSync("/usr/bin/mkfifo", [join(folder, "pipe.md")]);

    expect(await refusals()).toEqual({ "pipe.md": "it is not a regular file" });
    expect(await refusals(join(folder, "pipe.md"))).toEqual({ "pipe.md": "it is not a regular file" });
  });

  test.skipIf(process.getuid?.() === 0)("files and folders without permission are refused", async () => {
    await chmod(await write("secret.md", "Text"), 0);
    await write("closed/a.md", "Text");
    await chmod(join(folder, "closed"), 0);

    const reasons = await refusals();
    await chmod(join(folder, "closed"), 0o700);

    expect(reasons).toEqual({
      closed: "this program has no permission to read it",
      "secret.md": "this program has no permission to read it",
    });
  });

  test("a file that changes between finding and reading is refused", async () => {
    const path = await write("a.md", "Text");
    const [document] = await documents();
    await writeFile(path, "Other text");

    expect(await document?.read()).toEqual({
      kind: "refused",
      reason: "it changed while it was read; import it again",
    });
  });
});

describe("a single source", () => {
  test("a file that is not there is told as gone, but not when its folder is missing or a link leads nowhere", async () => {
    const link = join(folder, "link.md");
    await symlink(join(folder, "nowhere.md"), link);
    const kinds: string[] = [];
    for (const path of [join(folder, "missing.md"), join(folder, "unmounted/missing.md"), link]) {
      for await (const found of sources.find(path, { allowPrivateAddresses: false })) kinds.push(found.kind);
    }

    expect(kinds).toEqual(["gone", "refused", "refused"]);
  });

  test("names become readable titles where nothing better is known", async () => {
    const [document] = await documents(await write("board-minutes_2026.txt", "Text"));

    expect(document?.fallbackTitle).toBe("Board minutes 2026");
  });

  test("what it supersedes is looked for beside it", async () => {
    const [document] = await documents(await write("new.md", "Text"));

    expect(document?.resolve("old.md")).toBe(join(folder, "old.md"));
    expect(document?.resolve("https://example.org/old")).toBe("https://example.org/old");
  });

  test.each(["ftp://example.org/x", "file:///etc/passwd"])("%s is refused", async (address) => {
    expect(Object.values(await refusals(address))[0]).toContain("only http and https addresses are fetched");
  });

  test("an address is known by itself without its fragment", () => {
    expect(sources.keyOf("https://Example.org/terms#fees")).toBe("https://example.org/terms");
  });
});

describe("a collection", () => {
  const row = (value: object): string => `${JSON.stringify(value)}\n`;

  test("each line is a document with a key of its own, and its fields are metadata", async () => {
    const lines =
      row({ id: "a", title: "One", text: "First text", audience: "public" }) + row({ id: 2, text: "Second" });
    const path = await write("all.jsonl", lines);

    const found = await documents(path);

    expect(found.map((document) => document.sourceKey)).toEqual([`${path}#a`, `${path}#2`]);
    expect(await found[0]?.read()).toMatchObject({
      kind: "read",
      file: { metadata: { title: "One", audience: "public" }, sections: [{ paragraphs: ["First text"] }] },
    });
    expect(found[0]?.resolve("2")).toBe(`${path}#2`);
  });

  test("a bad line is refused by its number, and the others are found", async () => {
    const lines = [
      "{broken",
      '"text"',
      '{"text": "no id"}',
      '{"id": "x"}',
      '{"id": "a", "text": "good"}',
      '{"id": "a", "text": "again"}',
      `{"id": "long", "text": "${"x".repeat(200_000)}"}`,
      "",
      '{"id": "b", "text": "last, without a line end"}',
    ];
    const path = await write("all.jsonl", lines.join("\n"));

    expect(await refusals(path)).toEqual({
      "all.jsonl, line 1": "the line is not JSON in UTF-8",
      "all.jsonl, line 2": "the line is not a JSON object",
      "all.jsonl, line 3": 'the line has no "id"',
      "all.jsonl, line 4": 'the line has no "text"',
      "all.jsonl, line 6": 'the id "a" stands on an earlier line already',
      "all.jsonl, line 7": "the line is longer than 0.1 MB",
    });
    expect((await documents(path)).map((document) => document.sourceKey)).toEqual([`${path}#a`, `${path}#b`]);
  });
});
