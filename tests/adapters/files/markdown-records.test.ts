import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readMarkdown } from "../../../src/adapters/files/read-markdown.ts";
import { findRecordFiles, readMarkdownRecord } from "../../../src/adapters/files/record-files.ts";
import { walkFolder } from "../../../src/adapters/files/walk-folder.ts";

const position = "---\nrecord: position\nowner: fed\n---\nWe ask for more.\n";
const files: Readonly<Record<string, string | Uint8Array>> = {
  "position.md": position,
  "marked.md": `\ufeff${position.replaceAll("\n", "\r\n")}`,
  "wide.md": Buffer.from(`\ufeff${position}`, "utf16le"),
  "quoted.markdown": position.replace("record", '"record"'),
  "slip.md": position.replace("position", "postion"),
  "document.md": "---\ntitle: On records\n---\nrecord: position\n",
  "plain.md": "We keep a record: position by position.\n",
};
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "clusterbot-records-"));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  await symlink("/etc/hostname", join(folder, "away.md"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("a Markdown file with the key record", () => {
  it("is a record and no document, in a folder and by itself", async () => {
    const records = ["marked.md", "position.md", "quoted.markdown", "slip.md", "wide.md"];

    const found = await findRecordFiles(folder);
    const documents = (await walkFolder(folder)).filter(({ kind }) => kind === "file");

    expect(found.map(({ path }) => path)).toEqual(records.map((name) => join(folder, name)));
    expect(documents.map(({ path }) => path)).toEqual([
      join(folder, "document.md"),
      join(folder, "plain.md"),
    ]);
    expect(await findRecordFiles(join(folder, "slip.md"))).toHaveLength(1);
    expect(await findRecordFiles(join(folder, "plain.md"))).toEqual([]);
  });

  it.each(["position.md", "marked.md", "wide.md", "quoted.markdown"])("is read: %s", async (name) => {
    expect(await readMarkdownRecord({ path: join(folder, name), label: name })).toEqual({
      kind: "read",
      statements: { record: "position", owner: "fed" },
      body: "We ask for more.\n",
      lines: new Map([
        ["owner", 3],
        ["record", 2],
      ]),
    });
  });

  it("is refused as a document however it got there", () => {
    expect(() => readMarkdown(position)).toThrow("it is a record, not a document");
    expect(() => readMarkdown(position.replace("record", "Record "))).toThrow("it is a record");
  });
});
