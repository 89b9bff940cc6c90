import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { webLimits } from "../../../src/adapters/web/limits.ts";
import { type FilePart, readMultipart } from "../../../src/adapters/web/read-multipart.ts";
import { createUploads } from "../../../src/adapters/web/uploads.ts";

interface Part {
  readonly name: string;
  readonly file: Pick<FilePart, "fileName" | "mediaType"> | null;
  readonly bytes: Buffer;
}

function written(parts: readonly Part[], boundary: string): Buffer {
  const pieces = parts.flatMap(({ name, file, bytes }) => {
    const fileName = file === null ? "" : `; filename="${file.fileName}"\r\nContent-Type: ${file.mediaType}`;
    return [
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${fileName}\r\n\r\n`),
      bytes,
      Buffer.from("\r\n"),
    ];
  });
  return Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]);
}

async function* inPieces(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let from = 0;
  for (let index = 0; from < bytes.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    yield bytes.subarray(from, from + size);
    from += size;
  }
}

async function read(stream: AsyncIterable<Buffer>, boundary: string): Promise<readonly Part[]> {
  const parts: { name: string; file: Part["file"]; bytes: Buffer }[] = [];
  await readMultipart(stream, boundary, {
    field: (name, value) => parts.push({ name, file: null, bytes: Buffer.from(value) }),
    beginFile: async ({ name, fileName, mediaType }) => {
      parts.push({ name, file: { fileName, mediaType }, bytes: Buffer.alloc(0) });
    },
    fileBytes: async (bytes) => {
      const last = parts.at(-1);
      if (last !== undefined) last.bytes = Buffer.concat([last.bytes, bytes]);
    },
    endFile: async () => {},
  });
  return parts;
}

const boundary = "--ab";

/** Bytes that look like the marks between parts, which is where a reader goes wrong. */
const awkward = fc
  .array(fc.constantFrom("\r", "\n", "\r\n", "-", "--", "--ab", "\r\n----a", "x", "\u0000"), {
    maxLength: 12,
  })
  .map((pieces) => pieces.join(""))
  .filter((text) => !text.includes(`--${boundary}`));

const anyPart = fc.record({
  name: fc.constantFrom("token", "field.file", "a"),
  file: fc.option(
    fc.record({ fileName: fc.constantFrom("", "a.pdf", "ä ö.docx"), mediaType: fc.constant("text/plain") }),
  ),
  bytes: awkward.map((text) => Buffer.from(text)),
});

describe("a form with files", () => {
  it("is read the same however it is cut on its way", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyPart, { maxLength: 4 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
        async (parts, sizes) => {
          expect(await read(inPieces(written(parts, boundary), sizes), boundary)).toEqual(parts);
        },
      ),
      { seed: 20261125, numRuns: 300 },
    );
  });

  it.each([
    ["ends early", `--${boundary}\r\nContent-Disposition: form-data; name="a"\r\n\r\nhalf`],
    [
      "ends in the middle of a mark",
      `--${boundary}\r\nContent-Disposition: form-data; name="a"\r\n\r\nhalf\r\n--${boundary}-`,
    ],
    ["has a part without a name", `--${boundary}\r\nContent-Type: text/plain\r\n\r\nx\r\n--${boundary}--`],
    ["has endless headers", `--${boundary}\r\nX: ${"a".repeat(9_000)}\r\n\r\nx\r\n--${boundary}--`],
    ["has something else behind its mark", `--${boundary}xx\r\n\r\n--${boundary}--`],
    ["has another boundary", `--other\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--other--`],
    ["is empty", ""],
  ])("is refused when it %s", async (_, text) => {
    await expect(read(inPieces(Buffer.from(text), [7]), boundary)).rejects.toMatchObject({
      code: "WEB_UPLOAD_BROKEN",
    });
  });

  it("is refused when its fields are endless", async () => {
    const bytes = Buffer.alloc(webLimits.formBytes + 1, "a");

    const reading = read(inPieces(written([{ name: "a", file: null, bytes }], boundary), [65_536]), boundary);

    await expect(reading).rejects.toMatchObject({ code: "WEB_TOO_LARGE" });
  });
});

describe("files that were handed in and not read", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "clusterbot-test-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("are removed at the next start after a crash, and those of a bot that is alive stay", async () => {
    const crashed = spawnSync(process.execPath, ["-e", ""]).pid;
    for (const owner of [crashed, process.ppid, process.pid]) {
      mkdirSync(join(folder, String(owner)));
      writeFileSync(join(folder, String(owner), "left-over"), "members only");
    }

    await createUploads(folder).clean();

    expect(readdirSync(folder)).toEqual([String(process.ppid)]);
  });

  it("are removed when the page stops", async () => {
    const uploads = createUploads(folder);
    const file = await uploads.begin();
    await file.write(Buffer.from("members only"));
    await file.keep();

    await uploads.close();

    expect(existsSync(join(folder, String(process.pid)))).toBe(false);
  });

  it("do not become more than can be kept", async () => {
    const uploads = createUploads(folder);
    for (let count = 0; count < webLimits.filesKept; count += 1) await (await uploads.begin()).keep();

    await expect(uploads.begin()).rejects.toMatchObject({ code: "WEB_TOO_MANY" });
    await uploads.close();
  });

  it("need no folder to be there beforehand", async () => {
    await expect(createUploads(join(folder, "not-there")).clean()).resolves.toBeUndefined();
  });
});
