import mammoth from "mammoth";
import type { ReadFile } from "../../knowledge/document.ts";
import { checkArchive } from "./check-archive.ts";
import type { ReadingLimits } from "./limits.ts";
import { docx } from "./media-types.ts";
import { readHtmlFragment } from "./read-html.ts";
import { FileRefusal } from "./refusal.ts";
import { oneLine } from "./section-builder.ts";

/** A Word file: mammoth makes HTML of it, which is read as any other. Throws FileRefusal. */
export async function readDocx(bytes: Uint8Array, limits: ReadingLimits): Promise<ReadFile> {
  // An encrypted .docx, and any old .doc, is a compound file (MS-CFB), not a zip.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
    throw new FileRefusal(
      "it is protected by a password or in the old .doc form; save it as .docx without a password",
    );
  }
  const archive = await checkArchive(bytes, limits);
  if (
    !archive.names.has("[Content_Types].xml") ||
    ![...archive.names].some((name) => name.startsWith("word/"))
  ) {
    throw new FileRefusal("it is not a Word document");
  }
  const { title, sections } = readHtmlFragment(await toHtml(bytes));
  const withoutAnchors = sections.map((section) => ({ ...section, anchor: null }));
  return {
    mediaType: docx,
    title: title ?? statedTitle(archive.properties),
    metadata: {},
    sections: withoutAnchors,
  };
}

async function toHtml(bytes: Uint8Array): Promise<string> {
  try {
    const result = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) },
      {
        styleMap: ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"],
        convertImage: mammoth.images.imgElement(async () => ({ src: "" })),
        externalFileAccess: false,
      },
    );
    return result.value;
  } catch (cause) {
    if (cause instanceof RangeError) throw cause;
    throw new FileRefusal("it is damaged: Word's own parts cannot be read", { cause });
  }
}

/** The title in the file's properties, unless it is what a program wrote there by itself. */
function statedTitle(properties: string | null): string | null {
  const title = oneLine(/<dc:title>([^<]*)<\/dc:title>/.exec(properties ?? "")?.[1] ?? "");
  return title === "" || /^(untitled|document ?\d*|microsoft word)/i.test(title) ? null : unescapeXml(title);
}

function unescapeXml(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
}
