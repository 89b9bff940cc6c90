import { getResolvedPDFJS } from "unpdf";
import type { ReadFile } from "../../knowledge/document.ts";
import type { ReadingLimits } from "./limits.ts";
import { pdf as pdfType } from "./media-types.ts";
import { linesOf, type PdfLine, type TextItem } from "./pdf-lines.ts";
import { addPages } from "./pdf-paragraphs.ts";
import { FileRefusal } from "./refusal.ts";
import { createSectionBuilder, oneLine } from "./section-builder.ts";

/** The little we use of pdf.js's document. */
interface PdfDocument {
  readonly numPages: number;
  getPage(number: number): Promise<PdfPage>;
  getMetadata(): Promise<{ readonly info: unknown }>;
}

interface PdfPage {
  getTextContent(): Promise<{ readonly items: readonly object[] }>;
  cleanup(): unknown;
}

/** A PDF's text by page; headings are guessed from the size of their letters. Throws FileRefusal. */
export async function readPdf(bytes: Uint8Array, limits: ReadingLimits): Promise<ReadFile> {
  const document = await open(bytes);
  if (document.numPages > limits.pdfPages) {
    throw new FileRefusal(`it has ${document.numPages} pages; the most that is read is ${limits.pdfPages}`);
  }
  const pages: (readonly PdfLine[])[] = [];
  let characters = 0;
  for (let number = 1; number <= document.numPages; number += 1) {
    const lines = await linesOfPage(document, number);
    characters += lines.reduce((sum, line) => sum + line.text.length, 0);
    if (characters > limits.textCharacters)
      throw new FileRefusal("it has more text than one document may have");
    pages.push(lines);
  }
  if (characters === 0) {
    throw new FileRefusal(
      "there is no text in it, only pictures (a scan?); run text recognition on it first",
    );
  }
  const builder = createSectionBuilder();
  const largest = addPages(pages, builder);
  const title = (await statedTitle(document)) ?? largest;
  return { mediaType: pdfType, title, pages: document.numPages, metadata: {}, sections: builder.sections() };
}

async function open(bytes: Uint8Array): Promise<PdfDocument> {
  if (!Buffer.from(bytes.subarray(0, 1024)).includes("%PDF-")) throw new FileRefusal("it is not a PDF");
  const { getDocument } = await getResolvedPDFJS();
  try {
    const options = {
      // pdf.js refuses a Buffer, and takes what it is given for itself: a small Buffer shares its memory with others.
      data: Buffer.isBuffer(bytes) ? new Uint8Array(bytes) : bytes,
      verbosity: 0,
      isEvalSupported: false,
      useSystemFonts: false,
      disableFontFace: true,
      maxImageSize: 1,
    };
    return await getDocument(options).promise;
  } catch (error) {
    throw explain(error);
  }
}

async function linesOfPage(document: PdfDocument, number: number): Promise<readonly PdfLine[]> {
  try {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    page.cleanup();
    return linesOf(items.filter(isTextItem));
  } catch (error) {
    throw error instanceof RangeError
      ? error
      : new FileRefusal(`it is damaged: page ${number} cannot be read`, { cause: error });
  }
}

function isTextItem(item: object): item is TextItem {
  return "str" in item;
}

/** pdf.js names its exceptions; see src/shared/util.js of mozilla/pdf.js. */
function explain(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name === "PasswordException")
    return new FileRefusal("it is protected by a password", { cause: error });
  if (
    error.name === "InvalidPDFException" ||
    error.name === "FormatError" ||
    error.name === "MissingPDFException"
  ) {
    return new FileRefusal("it is damaged: this is not a whole PDF", { cause: error });
  }
  return error;
}

/** The title in the file's properties, unless a program put the name of its own file there. */
async function statedTitle(document: PdfDocument): Promise<string | null> {
  const { info } = await document.getMetadata().catch(() => ({ info: null }));
  const title = typeof info === "object" && info !== null && "Title" in info ? info.Title : null;
  if (typeof title !== "string") return null;
  const line = oneLine(title);
  const isUseless =
    line.length < 4 || /^(untitled|microsoft word|document ?\d*$)|\.(docx?|indd|pdf|pptx?|tmp)$/i.test(line);
  return isUseless ? null : line;
}
