import { buffer } from "node:stream/consumers";
import { crc32, deflateRawSync, deflateSync } from "node:zlib";
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow } from "docx";
import PDFDocument from "pdfkit";

/** A PDF drawn by `draw`; A4, Helvetica 11. */
export async function makePdf(
  draw: (pdf: PDFKit.PDFDocument) => void,
  options: PDFKit.PDFDocumentOptions = {},
): Promise<Uint8Array> {
  const pdf = new PDFDocument({ size: "A4", margin: 72, ...options });
  pdf.font("Helvetica").fontSize(11);
  draw(pdf);
  pdf.end();
  return new Uint8Array(await buffer(pdf));
}

/** A PDF of one page whose content stream is `content`, packed as a hostile author would. */
export function makeRawPdf(content: Uint8Array): Uint8Array {
  const packed = deflateSync(content, { level: 9 });
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>",
  ].map((object, index) => Buffer.from(`${index + 1} 0 obj\n${object}\nendobj\n`));
  const stream = Buffer.concat([
    Buffer.from(`4 0 obj\n<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`),
    packed,
    Buffer.from("\nendstream\nendobj\n"),
  ]);
  const parts = [Buffer.from("%PDF-1.7\n"), ...objects, stream];
  let offset = 0;
  const starts = parts.map((part) => {
    const start = offset;
    offset += part.length;
    return start;
  });
  const rows = starts.slice(1).map((start) => `${String(start).padStart(10, "0")} 00000 n \n`);
  const table = `xref\n0 5\n0000000000 65535 f \n${rows.join("")}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n${offset}\n%%EOF\n`;
  return new Uint8Array(Buffer.concat([...parts, Buffer.from(table)]));
}

/** A Word file with a title, a heading, paragraphs, a list and a table. */
export async function makeDocx(): Promise<Uint8Array> {
  const cell = (text: string): TableCell => new TableCell({ children: [new Paragraph(text)] });
  const row = (...texts: string[]): TableRow => new TableRow({ children: texts.map(cell) });
  const header = new TableRow({ tableHeader: true, children: [cell("Level"), cell("Fee")] });
  const document = new Document({
    sections: [
      {
        children: [
          new Paragraph({ text: "Membership fees", heading: HeadingLevel.TITLE }),
          new Paragraph("The fee is paid once a year."),
          new Paragraph({ text: "Who pays what", heading: HeadingLevel.HEADING_2 }),
          new Paragraph({ text: "Freelancers pay nothing.", bullet: { level: 0 } }),
          new Table({ rows: [header, row("Small", "£240"), row("Large", "£1,800")] }),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

export interface ZipEntry {
  readonly name: string;
  readonly data: Uint8Array;
  /** What the archive says the entry unpacks to, where that is a lie. */
  readonly declaredSize?: number;
}

/** A zip archive by the letter of PKWARE's APPNOTE, lies included. */
export function makeZip(entries: readonly ZipEntry[]): Uint8Array {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, data, declaredSize } of entries) {
    const packed = deflateRawSync(data, { level: 9 });
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(declaredSize ?? data.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), fields, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), fields, tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return new Uint8Array(Buffer.concat([...locals, directory, Buffer.from("PK\x05\x06"), end]));
}

/** A Word file by its skeleton, with one more part in it. */
export function makeDocxWith(part: ZipEntry): Uint8Array {
  const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  return makeZip([
    { name: "[Content_Types].xml", data: Buffer.from(`${xml}<Types/>`) },
    { name: "word/document.xml", data: Buffer.from(`${xml}<w:document/>`) },
    part,
  ]);
}
