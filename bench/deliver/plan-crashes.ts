import { createRandom } from "../../tests/support/seeded.ts";
import type { Promised } from "./judge.ts";
import type { Change } from "./promises.ts";

/** What happens in a run, and when; the same for the same seed. */
export interface CrashPlan {
  readonly trials: readonly Trial[];
  /** One for each trial; `dueAfter` the beginning, by the processes' clock. */
  readonly promises: readonly {
    readonly mark: number;
    readonly paragraphs: number;
    readonly dueAfter: number;
  }[];
  readonly changes: readonly (Change & { readonly after: number })[];
  readonly promised: Promised;
  /** How far the clock of the `index`-th process is ahead of this machine's. */
  ahead(index: number): number;
}

interface Trial {
  /** How long the bot was away before: platforms forget what they keep for minutes only. */
  readonly awayMilliseconds: number;
  readonly lifeMilliseconds: number;
  readonly isKilledWhilePosting: boolean;
}

/** About what a trial takes, so that each has something that becomes due in it. */
const trialMilliseconds = 6_000;
const longestLife = 7_000;
const awayMilliseconds = 4 * 60_000;

export function planCrashes(count: number, seed: number): CrashPlan {
  const random = createRandom(seed);
  const trials = Array.from(
    { length: count },
    (_, index): Trial => ({
      awayMilliseconds: index % 6 === 4 ? awayMilliseconds : 0,
      lifeMilliseconds: random() * longestLife,
      isKilledWhilePosting: random() < 0.6,
    }),
  );
  const ahead = (index: number): number =>
    trials.slice(0, index + 1).reduce((sum, trial) => sum + trial.awayMilliseconds, 0);
  const promises = trials.map((_, mark) => ({
    mark,
    // Every fourth takes several messages.
    paragraphs: mark % 4 === 3 ? 50 : 2,
    dueAfter: mark * trialMilliseconds + ahead(mark),
  }));
  const changes = promises.flatMap(({ mark, paragraphs, dueAfter }): CrashPlan["changes"] => {
    // Some of the corrected texts take more messages, some fewer; some are taken back.
    const corrected = mark % 8 === 3 ? paragraphs / 2 : paragraphs * 2;
    const after = dueAfter + random() * trialMilliseconds;
    const later = after + random() * trialMilliseconds;
    return [
      ...(mark % 4 !== 1 ? [{ mark, kind: "correct" as const, paragraphs: corrected, after }] : []),
      ...(mark % 5 === 3 ? [{ mark, kind: "recall" as const, paragraphs: corrected, after: later }] : []),
    ];
  });
  const promised = new Map(
    changes.map(({ mark, kind }) => [mark, kind === "recall" ? "nothing" : "b"] as const),
  );
  return { trials, promises, changes, promised, ahead };
}
