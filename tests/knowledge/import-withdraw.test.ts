import { rm } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { withdrawSource } from "../../src/knowledge/import-withdraw.ts";
import { onCommandLine } from "../../src/shared/doing.ts";
import { useImporting } from "./use-importing.ts";

const setup = useImporting();
const { write, importing, textsOf, lineOf } = setup;

describe("importing a collection", () => {
  const rows = (...ids: readonly string[]): string =>
    ids.map((id) => JSON.stringify({ id, text: `Text of ${id}` })).join("\n");

  test("a row that is gone is withdrawn, also when the collection lies in a folder", async () => {
    await write("all.jsonl", rows("a", "b", "c"));
    await importing();
    await write("all.jsonl", rows("a", "c"));

    expect((await importing()).lines).toEqual([
      "unchanged all.jsonl#a",
      "unchanged all.jsonl#c",
      "withdrawn all.jsonl#b",
    ]);
  });

  test("while a line cannot be read nothing of the collection is withdrawn", async () => {
    await write("all.jsonl", rows("a", "b"));
    await importing();
    const path = await write("all.jsonl", `${rows("a")}\n{"id": "b", "te`);

    const { summary } = await importing({}, path);

    expect(summary).toMatchObject({ unchanged: 1, withdrawn: 0 });
    expect(summary.refused).toHaveLength(1);
  });
});

describe("importing what was imported before and is gone", () => {
  test("a file is withdrawn, one that never was imported is refused, nothing else is touched", async () => {
    const path = await write("a.md", "Text");
    await write("a.md.extra.md", "Beside it");
    await importing();
    await rm(path);

    expect((await importing({ dryRun: true }, path)).lines).toEqual(["withdrawn a.md"]);
    expect(await textsOf("a.md")).toEqual(["Text"]);
    expect((await importing({}, path)).lines).toEqual(["withdrawn a.md"]);
    expect(await textsOf("a.md")).toEqual([]);
    expect(await textsOf("a.md.extra.md")).toEqual(["Beside it"]);
    expect((await importing({}, path)).lines).toEqual(["refused a.md: it is not there (any more)"]);
  });

  test("a collection is withdrawn with all its rows, a folder that is missing is not", async () => {
    const rows = ["a", "b"].map((id) => JSON.stringify({ id, text: `Text of ${id}` })).join("\n");
    const path = await write("all.jsonl", rows);
    await write("sub/c.md", "Text");
    await importing();
    await rm(path);
    await rm(join(setup.folder, "sub"), { recursive: true });

    expect((await importing({}, path)).lines).toEqual(["withdrawn all.jsonl#a", "withdrawn all.jsonl#b"]);
    expect((await importing({}, join(setup.folder, "sub"))).summary).toMatchObject({ withdrawn: 0 });
    expect((await importing({}, join(setup.folder, "sub/c.md"))).summary).toMatchObject({ withdrawn: 0 });
    expect(await textsOf("sub/c.md")).toEqual(["Text"]);
  });

  test.each([
    [404, 1],
    [410, 1],
    [500, 0],
    [403, 0],
  ])("of a page whose server answers %i, %i are withdrawn", async (status, withdrawn) => {
    let isThere = true;
    const server = createServer((_question, reply) => {
      reply.writeHead(isThere ? 200 : status, { "content-type": "text/html" }).end("<p>Thirty days.</p>");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const bound = server.address();
    const page = `http://127.0.0.1:${typeof bound === "object" ? bound?.port : ""}/terms`;
    await importing();
    const fetching = { allowPrivateAddresses: true };
    expect((await importing(fetching, page)).summary).toMatchObject({ added: 1 });

    isThere = false;
    const { summary } = await importing(fetching, page);
    server.closeAllConnections();
    server.close();

    expect(summary).toMatchObject({ withdrawn });
    expect(summary.refused).toHaveLength(1 - withdrawn);
    expect((await importing(fetching, page)).summary).toMatchObject({ withdrawn: 0 });
  });
});

describe("withdrawing by name", () => {
  test("a file, a collection or a whole folder can be taken out", async () => {
    await write("a.md", "Text");
    await write("sub/b.md", "Text of b");
    await write("sub.md", "Beside the folder");
    await importing();

    const withdrawn = await withdrawSource(join(setup.folder, "sub"), { by: onCommandLine }, setup.needs);

    expect(withdrawn.map(lineOf)).toEqual(["withdrawn sub/b.md"]);
    expect(await withdrawSource(join(setup.folder, "a.md"), { by: onCommandLine }, setup.needs)).toHaveLength(
      1,
    );
    expect(await withdrawSource(join(setup.folder, "a.md"), { by: onCommandLine }, setup.needs)).toEqual([]);
    expect((await setup.needs.store.currentUnder("/")).map((stored) => stored.sourceKey)).toEqual([
      join(setup.folder, "sub.md"),
    ]);
  });
});
