import { bounded } from "./bounds.ts";
import { dayWithTime, timeAlone, timeWithDay } from "./days-with-times.ts";
import { nowAlone, range, sharedMonthRange, unbounded } from "./ranges.ts";
import { longest, type Rule, type Stretch } from "./reading.ts";

/** A stretch of time as people write it, with its bounds: the longest that begins here. */
export const span: Rule<Stretch> = (tokens, at, around) =>
  longest(
    sharedMonthRange,
    range,
    bounded,
    dayWithTime,
    timeWithDay,
    timeAlone,
    nowAlone,
    unbounded,
  )(tokens, at, around);
