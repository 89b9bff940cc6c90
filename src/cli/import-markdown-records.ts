import type { Core } from "../wiring/open-core.ts";
import { type RecordFile, readMarkdownRecord } from "../wiring/open-events.ts";
import { type InquiryReport, importInquiryFiles, inquiryJson, inquiryLines } from "./import-inquiries.ts";
import { importPositionFiles, type PositionReport, positionJson, positionLines } from "./import-positions.ts";
import type { RecordsOrder } from "./import-records.ts";

export interface MarkdownReport {
  readonly positions: PositionReport;
  readonly inquiries: InquiryReport;
}

/** Imports Markdown files that are records: positions first, since inquiries name them. Throws BotError. */
export async function importMarkdownRecords(
  files: readonly RecordFile[],
  order: RecordsOrder,
  core: Pick<Core, "clusters" | "positionStore" | "inquiryStore">,
): Promise<MarkdownReport> {
  const kinds = await Promise.all(files.map(isInquiry));
  const inquiries = files.filter((_, index) => kinds[index]);
  const positions = files.filter((_, index) => !kinds[index]);
  return {
    positions: await importPositionFiles(positions, order, core),
    inquiries: await importInquiryFiles(inquiries, order, core),
  };
}

/** What is none of the two is told so as a position. */
async function isInquiry(file: RecordFile): Promise<boolean> {
  const read = await readMarkdownRecord(file);
  if (read.kind === "refused") return false;
  return Object.entries(read.statements).some(
    ([key, value]) => key.trim().toLowerCase() === "record" && /^\s*inquiry\s*$/i.test(String(value)),
  );
}

/** What that did, or would do: lines for people, or JSON for programs. */
export function markdownLines(
  { positions, inquiries }: MarkdownReport,
  { dryRun, json }: { readonly dryRun: boolean; readonly json: boolean },
): readonly string[] {
  return [
    ...(positions.length === 0
      ? []
      : json
        ? [JSON.stringify(positionJson(positions))]
        : positionLines(positions, { dryRun })),
    ...(inquiries.length === 0
      ? []
      : json
        ? [JSON.stringify(inquiryJson(inquiries))]
        : inquiryLines(inquiries, { dryRun })),
  ];
}
