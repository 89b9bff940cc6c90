import type { Temporal } from "temporal-polyfill";
import type { ClockTime, PartOfDay } from "../calendar/dates/clock-times.ts";
import type { Surroundings } from "../calendar/dates/reading.ts";
import type { Token } from "../calendar/dates/tokens.ts";
import type { HowOften } from "./repeat-phrases.ts";
import type { WhenProblem } from "./when-problem.ts";

/** What somebody said, taken apart. `points` are points of time, said as “in 2 hours”. */
export interface WhenSaid {
  isNow: boolean;
  /** Parts of the day, wherever they were said: “tomorrow evening”. */
  readonly parts: PartOfDay[];
  exceptBankHolidays: boolean;
  readonly often: (HowOften & { readonly said: string })[];
  readonly days: Temporal.PlainDate[];
  /** Times of day as they were said; the parts of the day tell which half of it is meant. */
  readonly clocks: SaidClock[];
  /** These, settled: `09:00`; `24:00` is the end of the day. */
  readonly times: string[];
  readonly points: Temporal.PlainDateTime[];
  readonly from: Temporal.PlainDate[];
  readonly until: Temporal.PlainDate[];
  readonly counts: number[];
  readonly except: Temporal.PlainDate[];
  /** What was said of a repeat beside how often, as it was typed. */
  readonly ofRepeat: string[];
  /** In the order they were found. */
  readonly problems: WhenProblem[];
}

/** A time of day, before it is known which half of the day is meant. */
export interface SaidClock {
  readonly time: ClockTime;
  /** `07:00` is said on a clock of 24 hours, `7:00` may be the evening. */
  readonly isByZero: boolean;
  readonly isMidnight: boolean;
}

/** A text on its way through the clauses; `said` is what they noted. */
export interface Phrase {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly around: Surroundings;
  readonly said: WhenSaid;
}

/** Reads what begins at token `at`, notes it, and gives the token after it; null when it is something else. */
export type Clause = (phrase: Phrase, at: number) => number | null;

export function nothingSaid(): WhenSaid {
  return {
    isNow: false,
    parts: [],
    exceptBankHolidays: false,
    often: [],
    days: [],
    clocks: [],
    times: [],
    points: [],
    from: [],
    until: [],
    counts: [],
    except: [],
    ofRepeat: [],
    problems: [],
  };
}

/** What stands from token `at` to before token `next`, as it was typed. */
export function typed({ text, tokens }: Phrase, at: number, next: number): string {
  return text.slice(tokens[at]?.start ?? 0, tokens[next - 1]?.end ?? text.length);
}
