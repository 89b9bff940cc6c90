import { describeProblem } from "../commands/cards/event-problem.ts";
import { countFates } from "../directory/events/import-events.ts";
import type { EventPlan, PlannedFate } from "../directory/events/plan-events.ts";
import { english } from "../messages/english.ts";
import type { PlannedFile, RefusedFile } from "./import-records.ts";

const messages = english.eventImport;

/** Lines told one by one for a file; the rest is counted. */
const linesAtMost = 200;

/** What importing a file of records did, or would do, as lines for people. */
export function recordLines(
  outcome: PlannedFile | RefusedFile,
  { dryRun }: { readonly dryRun: boolean },
): readonly string[] {
  const { file } = outcome;
  if (outcome.kind === "refused") {
    const sentence = describeProblem(outcome.problem);
    const said = outcome.line === null ? sentence : messages.line(outcome.line, sentence);
    return [`refused    ${file.label}: ${said}`].map(printable);
  }
  const { plan, remarks } = outcome;
  const items = plan.items.map(({ fate, title, start, line }) => {
    const where = line === null ? "" : ` (${file.label}, line ${line})`;
    const when = start === null ? "" : `, ${messages.when(start)}`;
    return `${wordOf(fate).padEnd(10)} ${title}${when}${where}`;
  });
  const refused = plan.refused.map(({ line, title, problem }) => {
    const name = title === null ? "" : `${title}: `;
    return `refused    ${file.label}, ${messages.line(line, `${name}${describeProblem(problem)}`)}`;
  });
  const told = remarks.map(
    ({ line, sentence }) => `note       ${file.label}, ${messages.line(line, sentence)}`,
  );
  return [
    ...(dryRun ? [messages.wouldBe] : []),
    ...atMost(items),
    ...atMost(told),
    ...atMost(refused),
    summaryOf(file.label, plan),
  ].map(printable);
}

/** The same for programs. */
export function recordJson(outcome: PlannedFile | RefusedFile): object {
  if (outcome.kind === "refused") {
    const { line, problem } = outcome;
    return { source: outcome.file.label, refused: [{ line, reason: describeProblem(problem) }] };
  }
  const { plan } = outcome;
  return {
    source: outcome.file.label,
    ...countFates(plan),
    unchanged: plan.unchanged,
    older: plan.older,
    leftOut: plan.leftOut,
    events: plan.items,
    refused: plan.refused.map(({ line, title, problem }) => ({
      line,
      title,
      reason: describeProblem(problem),
    })),
    notes: outcome.remarks,
  };
}

function wordOf(fate: PlannedFate): string {
  return fate === "gone" ? "withdrawn" : fate;
}

function atMost(lines: readonly string[]): readonly string[] {
  const more = lines.length - linesAtMost;
  return more > 0 ? [...lines.slice(0, linesAtMost), messages.further(more)] : lines;
}

function summaryOf(label: string, plan: EventPlan): string {
  const counts = countFates(plan);
  const fates = Object.entries(messages.fates).flatMap(([fate, words]) => {
    const count = new Map(Object.entries(counts)).get(fate) ?? 0;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  const others = [
    [plan.unchanged, messages.unchanged],
    [plan.older, messages.older],
    [plan.leftOut, messages.leftOut],
    [plan.refused.length, messages.refused],
  ] as const;
  const told = others.flatMap(([count, say]) => (count === 0 ? [] : [say(count)]));
  return messages.summary(label, [...fates, ...told]);
}

/** Titles may hold anything, escape sequences for the terminal too. */
function printable(text: string): string {
  return text.replace(/\p{C}/gu, "�");
}
