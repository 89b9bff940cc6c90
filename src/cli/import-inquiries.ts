import { ukDay } from "../calendar/zones.ts";
import { type InquiryProblem, readInquiryFile } from "../directory/inquiries/read-inquiry-file.ts";
import { english } from "../messages/english.ts";
import { type Core, clock } from "../wiring/open-core.ts";
import { type RecordFile, readMarkdownRecord } from "../wiring/open-events.ts";
import type { RecordsOrder } from "./import-records.ts";

const { inquiryImport: messages } = english;
const sentences: Readonly<Record<InquiryProblem["code"], (...values: string[]) => string>> =
  messages.problems;

/** What became of a file, or would become of it; of one that is refused everything that is wrong. */
export type InquiryFileOutcome =
  | {
      readonly fate: "new" | "changed" | "unchanged";
      readonly label: string;
      readonly owner: string;
      readonly title: string;
    }
  | { readonly fate: "refused"; readonly label: string; readonly problems: readonly Refusal[] };

interface Refusal {
  /** In the file; null where no line says it. */
  readonly line: number | null;
  readonly clause: string;
}

export type InquiryReport = readonly InquiryFileOutcome[];

type InquiriesCore = Pick<Core, "clusters" | "positionStore" | "inquiryStore">;

/** Imports Markdown files of inquiries, or says what that would do; positions they name have to be there. Throws BotError. */
export async function importInquiryFiles(
  files: readonly RecordFile[],
  order: RecordsOrder,
  core: InquiriesCore,
): Promise<InquiryReport> {
  if (files.length === 0) return [];
  const now = clock.now();
  const needs = {
    clusters: (await core.clusters.all()).map(({ id }) => id),
    members: await core.clusters.activeMembers(),
    positions: await core.positionStore.all(),
    options: order.options,
    today: ukDay(now),
  };
  const seen = new Set<string>();
  const report: InquiryFileOutcome[] = [];
  for (const file of files) {
    const { label } = file;
    const refused = (...problems: Refusal[]) => void report.push({ fate: "refused", label, problems });
    if (order.withdraw) {
      refused({ line: null, clause: messages.noWithdrawal });
      continue;
    }
    const text = await readMarkdownRecord(file);
    if (text.kind === "refused") {
      refused({ line: null, clause: messages.problems.unreadable(text.reason) });
      continue;
    }
    const reading = readInquiryFile(text.statements, needs);
    const problems = reading.kind === "refused" ? reading.problems : twice(reading.stated, seen);
    if (reading.kind === "refused" || problems.length > 0) {
      refused(...problems.map((problem) => describe(problem, text.lines)));
      continue;
    }
    const { owner, title } = reading.stated;
    const fate = await core.inquiryStore.take(reading.stated, { by: order.by, now, dryRun: order.dryRun });
    report.push({ fate, label, owner, title });
  }
  return report;
}

function twice(
  { owner, title }: { readonly owner: string; readonly title: string },
  seen: Set<string>,
): readonly InquiryProblem[] {
  const key = `${owner}\n${title.toLowerCase()}`;
  if (seen.has(key)) return [{ code: "same-title", values: ["title", title] }];
  seen.add(key);
  return [];
}

/** The line is that of the key the problem is with. */
function describe({ code, values }: InquiryProblem, lines: ReadonlyMap<string, number>): Refusal {
  const line = values.map((value) => lines.get(value)).find((found) => found !== undefined) ?? null;
  return { line, clause: sentences[code](...values) };
}

/** What that did, or would do, as lines for people. */
export function inquiryLines(
  report: InquiryReport,
  { dryRun }: { readonly dryRun: boolean },
): readonly string[] {
  const lines = report.flatMap((one) => {
    if (one.fate === "unchanged") return [];
    if (one.fate === "refused")
      return one.problems.map(
        ({ line, clause }) => `refused    ${messages.refused(one.label, line, clause)}`,
      );
    return [`${one.fate.padEnd(10)} ${messages.line(one.owner, one.title)}`];
  });
  const counts = (["new", "changed", "unchanged", "refused"] as const)
    .map((fate) => [report.filter((one) => one.fate === fate).length, fate] as const)
    .filter(([count]) => count > 0)
    .map(([count, fate]) => `${count} ${fate}`);
  return [...(dryRun ? [messages.wouldBe] : []), ...lines, messages.summary(counts.join(", "))].map(
    // Titles may hold anything, escape sequences for the terminal too.
    (text) => text.replace(/\p{C}/gu, "�"),
  );
}

/** The same for programs. */
export function inquiryJson(report: InquiryReport): object {
  return { inquiries: report.map(({ label, ...one }) => ({ source: label, ...one })) };
}
