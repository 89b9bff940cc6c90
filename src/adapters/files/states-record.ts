import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { isMarkdownFile, isRecordFile } from "./media-types.ts";
import type { Statements } from "./read-statements.ts";

/** Front matter is at the beginning; what is longer than this is no record, and is refused as a document. */
const beginningBytes = 65_536;

/** Whether a file holds records by its name, or is a Markdown file whose front matter has the key `record`. */
export async function holdsRecords(path: string): Promise<boolean> {
  if (isRecordFile(path)) return true;
  if (!isMarkdownFile(path)) return false;
  try {
    // Without O_NONBLOCK opening a named pipe would wait for ever.
    const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      if (!(await handle.stat()).isFile()) return false;
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(beginningBytes), 0, beginningBytes, 0);
      return beginsAsRecord(buffer.subarray(0, bytesRead));
    } finally {
      await handle.close();
    }
  } catch {
    // Whoever reads it as a document says why it cannot be.
    return false;
  }
}

function beginsAsRecord(bytes: Uint8Array): boolean {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = new TextDecoder(isWide ? "utf-16le" : "utf-8").decode(bytes).replaceAll(/\r\n?/g, "\n");
  const [, frontMatter = ""] = /^---[ \t]*\n([\s\S]*?)\n---[ \t]*(?:\n|$)/.exec(text) ?? [];
  return /^["']?record["']?[ \t]*:/im.test(frontMatter);
}

/** The same of front matter that was read. */
export function statesRecord(statements: Statements): boolean {
  return Object.keys(statements).some((key) => key.trim().toLowerCase() === "record");
}
