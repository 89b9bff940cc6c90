import { ukDay } from "../calendar/zones.ts";
import {
  importPositions,
  type PositionFile,
  type PositionFileOutcome,
} from "../directory/positions/import-positions.ts";
import { readPositionFile } from "../directory/positions/read-position-file.ts";
import type { PositionProblem } from "../directory/positions/stated-position.ts";
import { english } from "../messages/english.ts";
import { type Core, clock } from "../wiring/open-core.ts";
import { type RecordFile, readMarkdownRecord } from "../wiring/open-events.ts";
import type { RecordsOrder } from "./import-records.ts";

const { positionImport: messages } = english;
const sentences: Readonly<Record<PositionProblem["code"], (...values: string[]) => string>> =
  messages.problems;

/** Lines told one by one; the rest is counted. */
const linesAtMost = 200;

/** A file whose position cannot be taken, and everything that is wrong with it. */
interface RefusedPosition {
  readonly fate: "refused";
  readonly label: string;
  readonly problems: readonly string[];
}

export type PositionReport = readonly (PositionFileOutcome | RefusedPosition)[];

/** Imports Markdown files of positions together, or says what that would do. Throws BotError. */
export async function importPositionFiles(
  files: readonly RecordFile[],
  { options, by, dryRun, withdraw }: RecordsOrder,
  core: Pick<Core, "clusters" | "positionStore">,
): Promise<PositionReport> {
  const now = clock.now();
  const clusters = (await core.clusters.all()).map(({ id }) => id);
  const read = await Promise.all(
    files.map(async (file): Promise<PositionFile | RefusedPosition> => {
      const refused = (...problems: string[]): RefusedPosition => {
        return { fate: "refused", label: file.label, problems };
      };
      if (withdraw) return refused(messages.noWithdrawal);
      const text = await readMarkdownRecord(file);
      if (text.kind === "refused") return refused(messages.problems.unreadable(text.reason));
      const reading = readPositionFile(text, { clusters, options, today: ukDay(now) });
      if (reading.kind === "refused") return refused(...reading.problems.map(describe));
      return { label: file.label, stated: reading.stated };
    }),
  );
  const stated = read.flatMap((one) => ("stated" in one ? [one] : []));
  const outcomes = await importPositions(
    stated,
    { by, dryRun, now },
    { store: core.positionStore, newId: () => crypto.randomUUID() },
  );
  const waiting = [...outcomes];
  return read.flatMap((one) => ("stated" in one ? (waiting.shift() ?? []) : one));
}

/** What that did, or would do, as lines for people. */
export function positionLines(
  report: PositionReport,
  { dryRun }: { readonly dryRun: boolean },
): readonly string[] {
  const told = report.filter(({ fate }) => fate !== "unchanged");
  const lines = told.flatMap((one) => {
    if (one.fate === "refused")
      return problemsOf(one).map((clause) => `refused    ${one.label}: ${messages.sentence(clause)}`);
    const { topic, version, title } = one.stated;
    const changes = one.changes.length === 0 ? "" : ` ${messages.changes(one.changes)}`;
    return `${one.fate.padEnd(10)} ${messages.line(topic, version, title)}${changes}`;
  });
  const more = lines.length - linesAtMost;
  return [
    ...(dryRun ? [messages.wouldBe] : []),
    ...lines.slice(0, linesAtMost),
    ...(more > 0 ? [messages.further(more)] : []),
    messages.summary(countsOf(report)),
  ].map(printable);
}

/** The same for programs. */
export function positionJson(report: PositionReport): object {
  return {
    positions: report.map((one) => {
      if (one.fate === "refused") return { source: one.label, fate: one.fate, problems: problemsOf(one) };
      const { owner, topic, version, title } = one.stated;
      return { source: one.label, fate: one.fate, owner, topic, version, title, changes: one.changes };
    }),
  };
}

function problemsOf(one: PositionReport[number]): readonly string[] {
  if ("problems" in one) return one.problems;
  return one.problem === null ? [] : [describe(one.problem)];
}

function describe({ code, values }: PositionProblem): string {
  return sentences[code](...values);
}

/** `3 new, 1 changed, 50 unchanged, 2 refused` */
function countsOf(report: PositionReport): string {
  return (["new", "changed", "unchanged", "refused"] as const)
    .map((fate) => [report.filter((one) => one.fate === fate).length, fate] as const)
    .filter(([count]) => count > 0)
    .map(([count, fate]) => `${count} ${fate}`)
    .join(", ");
}

/** Titles may hold anything, escape sequences for the terminal too. */
function printable(text: string): string {
  return text.replace(/\p{C}/gu, "�");
}
