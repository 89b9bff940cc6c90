import { BotError } from "../../shared/errors.ts";
import { webLimits } from "./limits.ts";

/** What a browser says of a file before its bytes. */
export interface FilePart {
  readonly name: string;
  readonly fileName: string;
  readonly mediaType: string | null;
}

/** Takes the parts of a form in their order. What it throws ends the reading. */
export interface PartSink {
  field(name: string, value: string): void;
  /** Called once for each file, before its bytes. */
  beginFile(part: FilePart): Promise<void>;
  fileBytes(bytes: Buffer): Promise<void>;
  endFile(): Promise<void>;
}

interface OpenPart {
  readonly file: FilePart | null;
  readonly name: string;
  /** Of a field, what has come of its value. */
  readonly chunks: Buffer[];
}

const headersEnd = Buffer.from("\r\n\r\n");
const headerBytes = 8 * 1_024;

/**
 * Reads `multipart/form-data` (RFC 7578) as it comes, so that a file is never in memory as a whole. Throws BotError
 * WEB_UPLOAD_BROKEN when it ends early or is not well formed, WEB_TOO_LARGE when its fields are too long together.
 */
export async function readMultipart(
  stream: AsyncIterable<Buffer>,
  boundary: string,
  sink: PartSink,
): Promise<void> {
  const reader = createPartReader(boundary, sink);
  try {
    for await (const chunk of stream) await reader.take(chunk);
  } catch (error) {
    throw error instanceof BotError ? error : new BotError("WEB_UPLOAD_BROKEN", { cause: error });
  }
  if (!reader.isComplete())
    throw new BotError("WEB_UPLOAD_BROKEN", { detail: "it ends before its end mark" });
}

function createPartReader(boundary: string, sink: PartSink) {
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const parts = createParts(sink);
  // The first delimiter has no line before it.
  let pending = Buffer.from("\r\n");
  let expected: "delimiter" | "after-delimiter" | "headers" | "nothing" = "delimiter";

  /** One step; false when more bytes are needed first. */
  const step = async (): Promise<boolean> => {
    if (expected === "delimiter") {
      const end = pending.indexOf(delimiter);
      // The last bytes may be the beginning of a delimiter.
      const known = end === -1 ? Math.max(0, pending.length - delimiter.length + 1) : end;
      await parts.bytes(pending.subarray(0, known));
      pending = pending.subarray(end === -1 ? known : end + delimiter.length);
      if (end === -1) return false;
      await parts.end();
      expected = "after-delimiter";
    } else if (expected === "after-delimiter") {
      if (pending.length < 2) return false;
      const mark = pending.subarray(0, 2).toString("latin1");
      if (mark !== "--" && mark !== "\r\n") throw new BotError("WEB_UPLOAD_BROKEN");
      expected = mark === "--" ? "nothing" : "headers";
      pending = pending.subarray(2);
    } else if (expected === "headers") {
      const end = pending.indexOf(headersEnd);
      if (end > headerBytes || (end === -1 && pending.length > headerBytes))
        throw new BotError("WEB_UPLOAD_BROKEN");
      if (end === -1) return false;
      await parts.begin(pending.subarray(0, end).toString("utf8"));
      pending = pending.subarray(end + headersEnd.length);
      expected = "delimiter";
    } else {
      pending = Buffer.alloc(0);
      return false;
    }
    return true;
  };

  return {
    take: async (chunk: Buffer): Promise<void> => {
      pending = Buffer.concat([pending, chunk]);
      while (await step());
    },
    isComplete: () => expected === "nothing",
  };
}

function createParts(sink: PartSink) {
  let open: OpenPart | null = null;
  let fieldBytes = 0;
  return {
    begin: async (headers: string): Promise<void> => {
      open = readHeaders(headers);
      if (open.file !== null) await sink.beginFile(open.file);
    },
    bytes: async (bytes: Buffer): Promise<void> => {
      if (open === null || bytes.length === 0) return;
      if (open.file !== null) return await sink.fileBytes(bytes);
      fieldBytes += bytes.length;
      if (fieldBytes > webLimits.formBytes) throw new BotError("WEB_TOO_LARGE");
      open.chunks.push(Buffer.from(bytes));
    },
    end: async (): Promise<void> => {
      if (open?.file != null) await sink.endFile();
      else if (open !== null) sink.field(open.name, Buffer.concat(open.chunks).toString("utf8"));
      open = null;
    },
  };
}

function readHeaders(text: string): OpenPart {
  const headers = text.split("\r\n");
  const disposition = headers.find((header) => /^content-disposition:\s*form-data\s*;/i.test(header)) ?? "";
  const name = parameterOf(disposition, "name");
  if (name === null) throw new BotError("WEB_UPLOAD_BROKEN", { detail: "a part without a name" });
  const fileName = parameterOf(disposition, "filename");
  const type = headers.find((header) => /^content-type:/i.test(header));
  const mediaType = type?.slice("content-type:".length).split(";")[0]?.trim().toLowerCase() ?? null;
  return { name, chunks: [], file: fileName === null ? null : { name, fileName, mediaType } };
}

/** Browsers write a quotation mark or a line break in a name percent-encoded, and nothing else. */
function parameterOf(disposition: string, name: string): string | null {
  const value = new RegExp(`;\\s*${name}="([^"]*)"`, "i").exec(disposition)?.[1];
  if (value === undefined) return null;
  return value.replaceAll(/%(22|0d|0a)/gi, (code) => decodeURIComponent(code));
}
