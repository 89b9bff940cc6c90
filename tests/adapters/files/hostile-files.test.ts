import { afterAll, expect, test } from "vitest";
import { createReader, type Reader } from "../../../src/adapters/files/isolated-reader.ts";
import { type ReadingLimits, readingLimits } from "../../../src/adapters/files/limits.ts";
import { docx, html, markdown, pdf, plainText } from "../../../src/adapters/files/media-types.ts";
import { makeDocxWith, makeRawPdf, makeZip } from "./make-files.ts";

const unhurried = createReader(readingLimits);
const readers: Reader[] = [unhurried];
afterAll(async () => {
  for (const used of readers) await used.close();
});

function readerWith(limits: Partial<ReadingLimits>): Reader {
  const made = createReader({ ...readingLimits, ...limits });
  readers.push(made);
  return made;
}

async function readWith(used: Reader, content: Uint8Array | string, mediaType: string): Promise<string> {
  const bytes = typeof content === "string" ? new Uint8Array(Buffer.from(content)) : content;
  const outcome = await used.read({
    content: bytes,
    mediaType,
    charset: null,
    sidecar: null,
    statements: {},
  });
  return outcome.kind === "refused" ? outcome.reason : "it was read";
}

const megabytesOfNothing = (count: number): Uint8Array => new Uint8Array(count * 1_000_000);

/** Markdown whose reading takes minutes: every bracket may begin a link. */
const endlessMarkdown = "[a](".repeat(60_000);

test("a zip bomb in a Word file is refused for what it declares", async () => {
  const bomb = makeDocxWith({ name: "word/media/a.xml", data: megabytesOfNothing(60) });

  expect(await readWith(unhurried, bomb, docx)).toBe(
    "it unpacks to more than 10 MB from 0.1 MB, as a zip bomb does",
  );
});

test("a zip bomb that declares less than it holds is refused for what it holds", async () => {
  const bomb = makeDocxWith({ name: "word/media/a.xml", data: megabytesOfNothing(60), declaredSize: 1_000 });

  expect(await readWith(unhurried, bomb, docx)).toMatch(/^it is damaged|as a zip bomb does$/);
});

test("a bomb in many small pieces is refused for their sum", async () => {
  const pieces = Array.from({ length: 40 }, (_, index) => ({
    name: `word/${index}.xml`,
    data: megabytesOfNothing(1),
  }));

  expect(await readWith(unhurried, makeZip(pieces), docx)).toContain("as a zip bomb does");
});

test("an archive that is no Word document is refused", async () => {
  const archive = makeZip([{ name: "notes.txt", data: Buffer.from("x") }]);

  expect(await readWith(unhurried, archive, docx)).toBe("it is not a Word document");
});

test("a PDF that unpacks to more than the memory allowed is refused, and the next file is read", async () => {
  const bomb = makeRawPdf(new Uint8Array(300_000_000).fill(32));

  const reader = readerWith({ megabytes: 250 });

  expect(await readWith(reader, bomb, pdf)).toMatch(/^reading it needs more than \d+ MB of memory$/);
  expect(await readWith(reader, "Hello", plainText)).toBe("it was read");
});

test("a page of endless tags is refused when it fills its memory, and this program goes on", async () => {
  const page = "<b>x</b>".repeat(1_000_000);

  expect(await readWith(readerWith({ heapMegabytes: 64 }), page, html)).toMatch(
    /^reading it needs more than \d+ MB of memory$/,
  );
});

test("text nested thousands deep is refused", async () => {
  const reason = await readWith(readerWith({ milliseconds: 15_000 }), ">".repeat(3_000), markdown);

  expect(reason).toMatch(/^it is nested too deeply|^reading it needs|^it took longer|^there is no text/);
});

test("a file that takes too long is stopped at the time limit, and the next one is read", async () => {
  const reader = readerWith({ milliseconds: 4_000 });

  expect(await readWith(reader, endlessMarkdown, markdown)).toBe("it took longer than 4 seconds to read");
  expect(await readWith(reader, "Hello", plainText)).toBe("it was read");
});

test("while a hostile file is read, this program has nothing to do", async () => {
  const reader = readerWith({ milliseconds: 1_500 });
  await readWith(reader, "Hello", plainText);

  const before = performance.eventLoopUtilization();
  await readWith(reader, endlessMarkdown, markdown);

  // Read in this process, or by a thread that hands over bit by bit, it would be near 1.
  expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.3);
});

test("text beyond the limit of a document is refused", async () => {
  const reader = readerWith({ textCharacters: 2_000 });

  expect(await readWith(reader, "word ".repeat(1_000), plainText)).toContain("more text than one document");
});
