// Writes the sample PDFs and Word files anew: node samples/tools/make-binary-samples.ts
import { createWriteStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import {
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import PDFDocument from "pdfkit";
import { fourBigIdeas, sampleFees } from "./docx-samples.ts";
import { cornwallTerms, roadmapReport } from "./pdf-samples.ts";
import type { Block, SampleDocument } from "./sample-document.ts";

const samplesFolder = join(import.meta.dirname, "..", "uk-tech-clusters");
const writtenOn = new Date("2026-11-23T12:00:00Z");
const author = "Clusterbot samples";

await writePdf(roadmapReport);
await writePdf(cornwallTerms);
await writeDocx(fourBigIdeas);
await writeDocx(sampleFees);

async function writePdf(sample: SampleDocument): Promise<void> {
  const pdf = new PDFDocument({
    size: "A4",
    margin: 64,
    lang: "en-GB",
    // A fixed date keeps the file the same from run to run.
    info: { Title: sample.title, Author: author, CreationDate: writtenOn },
  });
  const file = createWriteStream(join(samplesFolder, sample.path));
  pdf.pipe(file);
  for (const block of sample.blocks) drawBlock(pdf, block);
  pdf.end();
  await finished(file);
}

function drawBlock(pdf: PDFKit.PDFDocument, block: Block): void {
  switch (block.kind) {
    case "heading":
      pdf.outline.addItem(block.text);
      pdf.font("Helvetica-Bold").fontSize(block.level === 1 ? 17 : 13);
      pdf.text(block.text).moveDown(0.4);
      break;
    case "paragraph":
      pdf.font("Helvetica").fontSize(11).text(block.text, { lineGap: 2 }).moveDown(0.8);
      break;
    case "list":
      pdf
        .font("Helvetica")
        .fontSize(11)
        .list([...block.items], { lineGap: 2 })
        .moveDown(0.8);
      break;
    case "table":
      throw new Error("The PDF samples have no tables; the Word samples show those.");
    case "page-break":
      pdf.addPage();
  }
}

async function writeDocx(sample: SampleDocument): Promise<void> {
  const file = new Document({
    title: sample.title,
    creator: author,
    sections: [{ children: sample.blocks.flatMap(docxParts) }],
  });
  await writeFile(join(samplesFolder, sample.path), await Packer.toBuffer(file));
}

function docxParts(block: Block): (Paragraph | Table)[] {
  switch (block.kind) {
    case "heading":
      return [
        new Paragraph({
          text: block.text,
          heading: block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
        }),
      ];
    case "paragraph":
      return [new Paragraph({ text: block.text })];
    case "list":
      return block.items.map((item) => new Paragraph({ text: item, bullet: { level: 0 } }));
    case "table":
      return [docxTable(block.rows)];
    case "page-break":
      return [new Paragraph({ text: "", pageBreakBefore: true })];
  }
}

function docxTable(rows: readonly (readonly string[])[]): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(
      (cells, index) =>
        new TableRow({
          // Word readers take even tableHeader: false for a header row.
          ...(index === 0 ? { tableHeader: true } : {}),
          children: cells.map(
            (text) =>
              new TableCell({
                children: [new Paragraph({ children: [new TextRun({ text, bold: index === 0 })] })],
              }),
          ),
        }),
    ),
  });
}
