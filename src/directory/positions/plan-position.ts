import { type LineState, lineProblem } from "./check-lines.ts";
import { audienceOf, isSecret, keepsReaders, type PlannedFile, planVersion } from "./plan-version.ts";
import type { ImportedVersion, KeptPosition, PositionImport } from "./position-store.port.ts";
import type { PositionProblem, StatedPosition } from "./stated-position.ts";

export interface PositionPlan {
  /** In the order they were given in. */
  readonly files: readonly PlannedFile[];
  /** Null when there is nothing to write. */
  readonly change: PositionImport | null;
}

/** What importing versions of one position does. What would leave the register with two lines at once is refused whole. */
export function planPosition(
  stated: readonly StatedPosition[],
  kept: KeptPosition | null,
  { newId, now }: { readonly newId: () => string; readonly now: Date },
): PositionPlan {
  const about = { id: kept?.position.id ?? newId(), now };
  const audience = audienceProblem(stated);
  const seen = new Set<number>();
  const planned = stated.map((one) => {
    const problem = audience ?? (seen.has(one.version) ? said("same-version", one.version) : null);
    seen.add(one.version);
    return problem === null ? planVersion(one, kept, about) : refused(problem);
  });
  const written = planned.flatMap(({ result }) => result ?? []);
  const problem = lineProblem(linesAfter(kept, written));
  const files = planned.map(({ fate, changes, problem: own, result }): PlannedFile => {
    return problem === null || result === null ? { fate, changes, problem: own } : refused(problem);
  });
  const isNothing = problem !== null || written.length === 0;
  if (isNothing) return { files, change: null };
  const told = stated.filter((_, index) => planned[index]?.result != null);
  return {
    files,
    change: { position: positionAfter(told, kept, about), versions: written.toSorted(byVersion) },
  };
}

function audienceProblem(stated: readonly StatedPosition[]): PositionProblem | null {
  const [first, ...others] = stated;
  const other = others.find((one) => first !== undefined && audienceOf(one) !== audienceOf(first));
  if (first === undefined || other === undefined) return null;
  return said("other-audience", first.version, audienceOf(first), other.version, audienceOf(other));
}

function positionAfter(
  stated: readonly StatedPosition[],
  kept: KeptPosition | null,
  { id, now }: { readonly id: string; readonly now: Date },
): PositionImport["position"] {
  const [first] = stated;
  if (first === undefined) throw new Error("nothing is imported of this position");
  const readers =
    kept !== null && stated.every((one) => keepsReaders(one, kept, now)) ? kept.position : first;
  const known = stated.filter((one) => !isSecret(one, now));
  const naming = kept === null && known.length === 0 ? stated : known;
  const words = [...(kept?.position.alsoCalled ?? []), ...naming.flatMap(({ alsoCalled }) => alsoCalled)];
  const isSample = stated.some((one) => one.isSample);
  // What was changed in the register since a file does not take back.
  if (kept?.position.isEdited === true) return { ...kept.position, isSample };
  return {
    id,
    owner: first.owner,
    topic: kept?.position.topic ?? first.topic,
    alsoCalled: [...new Map(words.map((word) => [word.toLowerCase(), word])).values()],
    audience: readers.audience,
    audienceClusters: readers.audienceClusters,
    isSample,
  };
}

function linesAfter(kept: KeptPosition | null, written: readonly ImportedVersion[]): readonly LineState[] {
  const numbers = new Set(written.map(({ version }) => version));
  const others = (kept?.versions ?? []).flatMap(({ version }) =>
    numbers.has(version.version) ? [] : [version],
  );
  return [...others, ...written].toSorted(byVersion);
}

function byVersion(left: { readonly version: number }, right: { readonly version: number }): number {
  return left.version - right.version;
}

function said(code: PositionProblem["code"], ...values: readonly (string | number)[]): PositionProblem {
  return { code, values: values.map(String) };
}

function refused(problem: PositionProblem): PlannedFile & { readonly result: null } {
  return { fate: "refused", changes: [], problem, result: null };
}
