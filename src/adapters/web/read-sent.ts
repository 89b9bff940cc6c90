import { cleanText } from "../../chat/clean-text.ts";
import type { Attachment } from "../../chat/request.ts";
import { BotError } from "../../shared/errors.ts";
import { webLimits } from "./limits.ts";
import { type FilePart, readMultipart } from "./read-multipart.ts";
import type { IncomingFile, Uploads } from "./uploads.ts";
import { checkFormToken } from "./visitor.ts";
import type { Visitor, WebContext } from "./web-needs.ts";

/** A form of ours as it was sent: everything but the files, and the files, kept until they are read. */
export interface Sent {
  readonly values: URLSearchParams;
  readonly files: readonly SentFile[];
  /** Removes files that nobody will read. */
  discard(): Promise<void>;
}

export interface SentFile {
  /** Name of the form's field. */
  readonly field: string;
  readonly attachment: Attachment;
}

/**
 * Reads a form and checks that it was made for this visitor's session; files are taken in only once that is certain.
 * Throws BotError WEB_NOT_A_FORM, WEB_FORM_STALE, WEB_TOO_LARGE, WEB_UPLOAD_TOO_LARGE, WEB_UPLOAD_BROKEN.
 */
export async function readSent(context: WebContext, visitor: Visitor, uploads: Uploads): Promise<Sent> {
  const type = context.req.header("content-type") ?? "";
  const boundary = /^multipart\/form-data\s*;.*boundary="?([^";\s]{1,70})"?/i.exec(type)?.[1];
  if (boundary !== undefined) return await readParts(context, boundary, { visitor, uploads });
  const values = await readValues(context, webLimits.formBytes);
  checkFormToken(visitor, values.get("token") ?? undefined);
  return { values, files: [], discard: async () => {} };
}

/** A form without files, of anybody. Throws BotError WEB_NOT_A_FORM, WEB_TOO_LARGE. */
export function readPlainForm(context: WebContext): Promise<URLSearchParams> {
  return readValues(context, webLimits.strangersFormBytes);
}

async function readValues(context: WebContext, atMostBytes: number): Promise<URLSearchParams> {
  const type = context.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") throw new BotError("WEB_NOT_A_FORM");
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bodyOf(context)) {
    size += chunk.length;
    if (size > atMostBytes) throw new BotError("WEB_TOO_LARGE");
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}

/** Whoever stops reading must still be able to answer, so the connection is left as it is. */
function bodyOf(context: WebContext): AsyncIterable<Buffer> {
  return context.env.incoming.iterator({ destroyOnReturn: false });
}

interface Receiving {
  readonly visitor: Visitor;
  readonly uploads: Uploads;
}

async function readParts(context: WebContext, boundary: string, receiving: Receiving): Promise<Sent> {
  const values = new URLSearchParams();
  const begun: { part: FilePart; file: IncomingFile }[] = [];
  const files: SentFile[] = [];
  const discard = async (): Promise<void> => {
    await Promise.all(begun.map(({ file }) => file.discard()));
  };
  try {
    await readMultipart(bodyOf(context), boundary, {
      field: (name, value) => values.append(name, value),
      beginFile: async (part) => {
        checkFormToken(receiving.visitor, values.get("token") ?? undefined);
        if (begun.length >= webLimits.filesAtOnce) throw new BotError("WEB_UPLOAD_TOO_LARGE");
        begun.push({ part, file: await receiving.uploads.begin() });
      },
      fileBytes: async (bytes) => begun.at(-1)?.file.write(bytes),
      endFile: async () => {},
    });
    checkFormToken(receiving.visitor, values.get("token") ?? undefined);
    for (const { part, file } of begun) {
      const sent = await keep(part, file);
      if (sent !== null) files.push(sent);
    }
    return { values, files, discard };
  } catch (error) {
    await discard();
    throw error;
  }
}

/** A field for a file that was left empty comes as a file without name and bytes. */
async function keep(part: FilePart, file: IncomingFile): Promise<SentFile | null> {
  const { address, size } = await file.keep();
  const name = nameOf(part.fileName);
  if (size === 0 && name === "") {
    await file.discard();
    return null;
  }
  const attachment = { name: name === "" ? "file" : name, address, mediaType: part.mediaType, size };
  return { field: part.name, attachment };
}

/** Some browsers send the folder too. */
function nameOf(fileName: string): string {
  const last = fileName.split(/[/\\]/).at(-1) ?? "";
  return cleanText(last).replaceAll(/\s+/g, " ").trim().slice(0, 200);
}
