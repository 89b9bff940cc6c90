import type { Doing } from "../../shared/doing.ts";
import { planPosition } from "./plan-position.ts";
import type { PlannedFile } from "./plan-version.ts";
import type { PositionStore } from "./position-store.port.ts";
import type { PositionProblem, StatedPosition } from "./stated-position.ts";

/** A file that was read, with how whoever imports knows it. */
export interface PositionFile {
  readonly label: string;
  readonly stated: StatedPosition;
}

/** What became of a file, or would become of it. */
export interface PositionFileOutcome {
  readonly label: string;
  readonly stated: StatedPosition;
  readonly fate: "new" | "changed" | "unchanged" | "refused";
  /** What is changed, as the file calls it. */
  readonly changes: readonly string[];
  readonly problem: PositionProblem | null;
}

export interface PositionOrder {
  /** Null where one line in the audit trail tells of the whole import. */
  readonly by: Doing | null;
  readonly dryRun: boolean;
  readonly now: Date;
}

/**
 * Imports versions, or says what that would do. Files of one position are looked at together, in whatever order they
 * come, and written together. Outcomes come in the order of the files. Throws BotError DATABASE_UNAVAILABLE.
 */
export async function importPositions(
  files: readonly PositionFile[],
  { by, dryRun, now }: PositionOrder,
  { store, newId }: { readonly store: PositionStore; readonly newId: () => string },
): Promise<readonly PositionFileOutcome[]> {
  const planned = new Map<PositionFile, PlannedFile>();
  const groups = Map.groupBy(files, ({ stated }) => `${stated.owner}\n${stated.topic.toLowerCase()}`);
  for (const group of groups.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const outcomes = await store.importVersions(first.stated, { by, now }, (kept) => {
      const plan = planPosition(
        group.map(({ stated }) => stated),
        kept,
        { newId, now },
      );
      return { outcome: plan.files, change: dryRun ? null : plan.change };
    });
    for (const [index, outcome] of outcomes.entries()) {
      const file = group[index];
      if (file !== undefined) planned.set(file, outcome);
    }
  }
  return files.flatMap((file) => {
    const outcome = planned.get(file);
    return outcome === undefined ? [] : [{ ...file, ...outcome }];
  });
}
