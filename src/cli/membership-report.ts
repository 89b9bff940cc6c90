import { countLines, type Finding, type FindingCode } from "../directory/membership/record-plan.ts";
import { english } from "../messages/english.ts";
import type { MembershipFile } from "./import-records.ts";

const { records: messages } = english;
const sentences: Readonly<Record<FindingCode, (...values: string[]) => string>> = messages.findings;
const fields: Readonly<Record<string, string>> = messages.fields;

/** Lines told one by one for a file; the rest is counted. */
const linesAtMost = 200;

/** What importing organisations or tiers did, or would do, as lines for people. */
export function membershipLines(
  { file, imported }: MembershipFile,
  { dryRun }: { readonly dryRun: boolean },
): readonly string[] {
  const { importId, plan } = imported;
  const written = plan.organisations.length + plan.memberships.length + plan.tiers.length;
  const told = plan.lines
    .filter(({ fate }) => fate !== "unchanged")
    .map(({ line, fate, label, cluster, refusal }) => {
      const what = [label, cluster].filter((word) => word !== "").join(", ");
      const said = refusal === null ? what : `${what === "" ? "" : `${what}: `}${describeFinding(refusal)}`;
      return `${fate.padEnd(10)} ${messages.line(file.label, line, said)}`;
    });
  const notes = plan.findings.map(
    (finding) => `note       ${messages.line(file.label, finding.line, describeFinding(finding))}`,
  );
  return [
    ...(dryRun ? [messages.wouldBe] : []),
    ...atMost(told),
    ...atMost(notes),
    messages.summary(file.label, countsOf(plan.lines)),
    ...(importId === null || written === 0 ? [] : [messages.imported(importId)]),
  ].map(printable);
}

/** The same for programs. */
export function membershipJson({ file, imported: { importId, plan } }: MembershipFile): object {
  const reasonOf = (finding: Finding | null) =>
    finding === null ? {} : { reason: describeFinding(finding) };
  return {
    source: file.label,
    import: importId,
    kind: plan.kind,
    ...countLines(plan.lines),
    lines: plan.lines.map(({ refusal, ...line }) => ({ ...line, ...reasonOf(refusal) })),
    notes: plan.findings.map((finding) => ({ line: finding.line, sentence: describeFinding(finding) })),
  };
}

function describeFinding({ code, values }: Finding): string {
  const named = code.endsWith("-column") ? values.map((value) => fields[value] ?? value) : values;
  return sentences[code](...named);
}

/** `3 new, 1 changed, 50 unchanged, 2 refused` */
function countsOf(lines: MembershipFile["imported"]["plan"]["lines"]): string {
  const counts = Object.entries(countLines(lines)).filter(([, count]) => count > 0);
  return counts.map(([fate, count]) => `${count} ${fate}`).join(", ");
}

function atMost(lines: readonly string[]): readonly string[] {
  const more = lines.length - linesAtMost;
  return more > 0 ? [...lines.slice(0, linesAtMost), messages.further(more)] : lines;
}

/** Names may hold anything, escape sequences for the terminal too. */
function printable(text: string): string {
  return text.replace(/\p{C}/gu, "�");
}
