import type { Temporal } from "temporal-polyfill";
import { dayWithTime, timeAlone, timeWithDay } from "./days-with-times.ts";
import { unbounded } from "./ranges.ts";
import {
  compareTimes,
  isWord,
  longest,
  type Rule,
  type Stretch,
  type Surroundings,
  skip,
  wordAt,
} from "./reading.ts";

/** `by friday`, `before christmas`, `after 6 december`, `until the 10th`, `since september`, `from 4 jan onwards`. */
export const bounded: Rule<Stretch> = (tokens, at, around) => {
  const word = wordAt(tokens, at);
  const kind = boundKinds.get(word);
  if (kind === undefined) return null;
  const start = skip(tokens, at + 1, "the", "about");
  const named = boundEnd(tokens, at + 1, around) ?? boundEnd(tokens, start, around);
  if (named === null) return null;
  const value = within(kind, named.value, around);
  if (value === null) return null;
  const isOnwards = isWord(tokens, named.next, "onwards", "on");
  // “From April” is onwards; “from Monday” is half of “from Monday to Friday”.
  const isHalf = named.value.grain !== "month" || isWord(tokens, named.next, "to", "till", "until");
  if (word === "from" && !isOnwards && isHalf) return null;
  return { value, next: isOnwards ? named.next + 1 : named.next };
};

const boundEnd: Rule<Stretch> = (tokens, at, around) =>
  longest(dayWithTime, timeWithDay, eod, unbounded, timeAlone)(tokens, at, around);

const eod: Rule<Stretch> = (tokens, at, around) => {
  if (!isWord(tokens, at, "eod", "cop", "cob")) return null;
  const start = around.now.toPlainDate().toPlainDateTime();
  return { value: { start, end: start.add({ days: 1 }), grain: "day", isOpen: false }, next: at + 1 };
};

const boundKinds: ReadonlyMap<string, "by" | "before" | "after" | "since" | "from"> = new Map([
  ["by", "by"],
  ["until", "by"],
  ["before", "before"],
  ["after", "after"],
  ["since", "since"],
  ["from", "from"],
]);

function within(kind: string, named: Stretch, { now }: Surroundings): Stretch | null {
  const stop = named.end ?? named.start;
  switch (kind) {
    case "by":
      return compareTimes(now, stop) < 0 ? { start: now, end: stop, grain: "second", isOpen: false } : null;
    case "before":
      return compareTimes(now, named.start) < 0
        ? { start: now, end: named.start, grain: "second", isOpen: false }
        : null;
    case "since":
      return sinceStretch(named, now);
    case "after":
      return { start: stop, end: null, grain: named.grain, isOpen: true };
    default:
      return { start: named.start, end: null, grain: named.grain, isOpen: true };
  }
}

/** "Since September" said in November is this year's, though a month without a year is otherwise the coming one. */
function sinceStretch(named: Stretch, now: Temporal.PlainDateTime): Stretch {
  const isAhead = compareTimes(named.start, now) > 0;
  const start = isAhead ? named.start.subtract({ years: 1 }) : named.start;
  return { start, end: now, grain: named.grain, isOpen: false };
}
