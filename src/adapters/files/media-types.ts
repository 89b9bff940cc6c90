/** What the readers can read. A `collection` is a `.jsonl` of documents, one a line. */
export const markdown = "text/markdown";
export const html = "text/html";
export const plainText = "text/plain";
export const pdf = "application/pdf";
export const docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
export const collection = "application/jsonl";

const byExtension: Readonly<Record<string, string>> = {
  md: markdown,
  markdown,
  html,
  htm: html,
  xhtml: html,
  txt: plainText,
  text: plainText,
  pdf,
  docx,
  jsonl: collection,
};

export const readableExtensions: readonly string[] = Object.keys(byExtension).map(
  (extension) => `.${extension}`,
);

/** Calendars and tables: their records are imported, not their text. */
export function isRecordFile(name: string): boolean {
  return /\.(?:ics|csv)$/i.test(name);
}

/** What may be a record by what it says of itself: states-record.ts. */
export function isMarkdownFile(name: string): boolean {
  return mediaTypeOfName(name) === markdown;
}

/** The media type a name's ending says; null for one we cannot read. */
export function mediaTypeOfName(name: string): string | null {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase();
  return extension === undefined ? null : (byExtension[extension] ?? null);
}

/** The media type an answer's `Content-Type` and address say; null for one we cannot read. */
export function mediaTypeOfAnswer(contentType: string | null, path: string): string | null {
  const stated = contentType?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (stated === "application/xhtml+xml") return html;
  if (stated === html || stated === pdf || stated === docx || stated === markdown) return stated;
  const named = mediaTypeOfName(path);
  // Servers call raw Markdown plain text, and anything they don't know an octet stream.
  if (stated === plainText) return named === markdown ? markdown : plainText;
  return stated === "" || stated === "application/octet-stream" ? named : null;
}

/** `charset` of a `Content-Type`. */
export function charsetOf(contentType: string | null): string | null {
  return /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType ?? "")?.[1] ?? null;
}

/** True for files that hold text rather than a container. */
export function isText(mediaType: string): boolean {
  return mediaType.startsWith("text/") || mediaType === collection;
}
