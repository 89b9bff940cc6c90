import type { ReadFile, Section } from "../../knowledge/document.ts";
import type { ReadOutcome } from "../../knowledge/import-source.port.ts";
import { stripInvisible } from "../../shared/invisible-characters.ts";
import { decodeText } from "./decode-text.ts";
import { readBytes } from "./file-bytes.ts";
import type { ReadingLimits } from "./limits.ts";
import { docx, html, isText, markdown, pdf } from "./media-types.ts";
import { readStatements } from "./read-statements.ts";
import { FileRefusal, refusalReason } from "./refusal.ts";
import { oneLine } from "./section-builder.ts";

/** What is to be read, with what is known of it. Crosses to the reading process, so it is plain data. */
export interface UnreadDocument {
  /** Bytes, or a file and the sha256 it had when it was found. */
  readonly content: Uint8Array | { readonly path: string; readonly hash: string };
  readonly mediaType: string;
  readonly charset: string | null;
  /** Bytes of `<file>.yaml` beside it. */
  readonly sidecar: Uint8Array | null;
  /** What a collection's row says besides its text. */
  readonly statements: Readonly<Record<string, unknown>>;
}

/** Understands a file by its media type. Everything that may be wrong with it is a refusal; nothing is thrown. */
export async function readDocument(unread: UnreadDocument, limits: ReadingLimits): Promise<ReadOutcome> {
  try {
    const sidecar = unread.sidecar === null ? {} : readSidecar(unread.sidecar);
    const file = await readByType(unread, limits);
    const cleaned = clean(file, { ...file.metadata, ...unread.statements, ...sidecar });
    const characters = cleaned.sections.reduce((sum, section) => sum + section.paragraphs.join("").length, 0);
    if (characters === 0) throw new FileRefusal("there is no text in it");
    if (characters > limits.textCharacters)
      throw new FileRefusal("it has more text than one document may have");
    return { kind: "read", file: cleaned };
  } catch (error) {
    return { kind: "refused", reason: refusalReason(error) };
  }
}

function readSidecar(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  return bytes.length === 0 ? {} : readStatements(decodeText(bytes), "the .yaml file beside it");
}

async function bytesOf({ content, mediaType }: UnreadDocument, limits: ReadingLimits): Promise<Uint8Array> {
  if (content instanceof Uint8Array) return content;
  const { bytes, hash } = await readBytes(
    content.path,
    isText(mediaType) ? limits.textBytes : limits.archiveBytes,
  );
  if (hash !== content.hash) throw new FileRefusal("it changed while it was read; import it again");
  return bytes;
}

/** Each reader is loaded when it is first needed: a folder of Markdown never loads pdf.js. */
async function readByType(unread: UnreadDocument, limits: ReadingLimits): Promise<ReadFile> {
  const { mediaType } = unread;
  const bytes = await bytesOf(unread, limits);
  if (bytes.length === 0) throw new FileRefusal("it is empty");
  if (mediaType === pdf) return (await import("./read-pdf.ts")).readPdf(bytes, limits);
  if (mediaType === docx) return (await import("./read-docx.ts")).readDocx(bytes, limits);
  if (!isText(mediaType)) throw new FileRefusal("this kind of file cannot be read");
  const charset = unread.charset ?? (mediaType === html ? declaredCharset(bytes) : null);
  const text = decodeText(bytes, charset)
    .replace(/^\ufeff/, "")
    .replace(/\r\n?/g, "\n");
  if (text.trim() === "") throw new FileRefusal("it is empty");
  if (mediaType === markdown) return (await import("./read-markdown.ts")).readMarkdown(text);
  if (mediaType === html) return (await import("./read-html.ts")).readHtml(text);
  return (await import("./read-text.ts")).readText(text);
}

/** `<meta charset>` within the first 1,024 bytes, where HTML wants it. */
function declaredCharset(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString("latin1");
  return /<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(start)?.[1] ?? null;
}

/** Takes out what nobody sees, in text, headings and metadata alike. */
function clean(file: ReadFile, metadata: Readonly<Record<string, unknown>>): ReadFile {
  return {
    ...file,
    title: file.title === null ? null : oneLine(stripInvisible(file.title)) || null,
    metadata: Object.fromEntries(
      Object.entries(metadata).map(([key, value]) => [stripInvisible(key), cleanValue(value)]),
    ),
    sections: file.sections.map(cleanSection).filter((section) => section.paragraphs.length > 0),
  };
}

function cleanSection(section: Section): Section {
  return {
    ...section,
    headingPath: section.headingPath
      .map((heading) => oneLine(stripInvisible(heading)))
      .filter((heading) => heading !== ""),
    paragraphs: section.paragraphs
      .flatMap((text) => cutLong(stripInvisible(text).trim()))
      .filter((text) => text !== ""),
  };
}

function cleanValue(value: unknown): unknown {
  if (typeof value === "string") return stripInvisible(value);
  return Array.isArray(value) ? value.map(cleanValue) : value;
}

/** A book without a line end would be one paragraph; whoever cuts it into passages should not stand still. */
const paragraphCharacters = 10_000;

function cutLong(paragraph: string): readonly string[] {
  const pieces: string[] = [];
  let rest = paragraph;
  while (rest.length > paragraphCharacters) {
    const piece = rest.slice(0, paragraphCharacters);
    const sentenceEnd = piece.search(/[.!?]\s+\S*[^.!?]*$/) + 1;
    const end = sentenceEnd > 0 ? sentenceEnd : piece.lastIndexOf(" ") + 1;
    pieces.push(rest.slice(0, end > 0 ? end : paragraphCharacters).trim());
    rest = rest.slice(end > 0 ? end : paragraphCharacters).trim();
  }
  return [...pieces, rest];
}
