import type { PositionVersion } from "./position.ts";
import type { PositionProblem } from "./stated-position.ts";

export type LineState = Pick<PositionVersion, "version" | "status" | "effectiveFrom" | "effectiveUntil">;

/**
 * What is wrong with versions of one position, oldest first, as they would stand in the register: on each day there is
 * one line at most, what was superseded was so by the next line, and one text at most is being worked on, the last.
 */
export function lineProblem(versions: readonly LineState[]): PositionProblem | null {
  const lines = versions.filter(({ effectiveFrom }) => effectiveFrom !== null);
  const [adopted, another] = versions.filter(({ status }) => status === "adopted");
  if (adopted !== undefined && another !== undefined)
    return said("two-lines", adopted.version, another.version);
  for (const [index, line] of lines.entries()) {
    const problem = problemWithNext(line, lines[index + 1]);
    if (problem !== null) return problem;
  }
  return draftProblem(versions, lines.at(-1));
}

function problemWithNext(line: LineState, next: LineState | undefined): PositionProblem | null {
  const { version, status, effectiveFrom, effectiveUntil } = line;
  if (next === undefined)
    return status === "superseded" ? said("no-successor", version, effectiveUntil ?? "") : null;
  const begins = next.effectiveFrom ?? "";
  if (status === "adopted" || begins < (effectiveFrom ?? "")) return said("overlap", version, next.version);
  if (status === "superseded" && effectiveUntil !== begins)
    return effectiveUntil !== null && effectiveUntil < begins
      ? said("no-successor", version, effectiveUntil)
      : said("overlap", version, next.version);
  return effectiveUntil !== null && effectiveUntil > begins ? said("overlap", version, next.version) : null;
}

function draftProblem(versions: readonly LineState[], last: LineState | undefined): PositionProblem | null {
  const [draft, another] = versions.filter(({ status }) => status === "draft" || status === "consulting");
  if (draft === undefined) return null;
  if (another !== undefined) return said("two-drafts", draft.version, another.version);
  return last !== undefined && last.version > draft.version
    ? said("draft-behind", draft.version, last.version)
    : null;
}

function said(code: PositionProblem["code"], ...values: readonly (string | number)[]): PositionProblem {
  return { code, values: values.map(String) };
}
