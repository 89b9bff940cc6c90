import { Temporal } from "temporal-polyfill";
import { readWhen } from "../announcing/read-when.ts";
import type { WhenProblem } from "../announcing/when-problem.ts";
import { type Closing, closingAt } from "../calendar/closing.ts";
import { readDates } from "../calendar/dates/read-dates.ts";
import { ukZone, wallTimeAt } from "../calendar/zones.ts";
import type { Messages } from "../messages/english.ts";
import type { Understood } from "./announcing/read-announcement-form.ts";
import { dateAndTime, whenProblemText } from "./cards/schedule-text.ts";

export interface MomentReading {
  readonly now: Temporal.Instant;
  readonly messages: Messages;
  /** What is said of this field. */
  readonly words: {
    readonly label: string;
    readonly unclear: string;
    readonly past: (when: string) => string;
  };
}

/** One day and time to come, on the clock in the United Kingdom unless a zone is named. */
export function momentIn(typed: string, reading: MomentReading): Understood<Closing> {
  const read = readWhen(typed, { now: reading.now, zone: ukZone });
  const problem = (sentence: string): Understood<Closing> => ({ kind: "problems", sentences: [sentence] });
  if (read.kind === "problem") return problem(momentProblem(read.problem, reading));
  const { schedule } = read;
  if (schedule.kind !== "once") return problem(reading.words.unclear);
  return { kind: "understood", value: closingAt(schedule.at, schedule.zone ?? ukZone.id) };
}

function momentProblem(found: WhenProblem, { words, messages }: MomentReading): string {
  switch (found.problem) {
    case "past":
      return words.past(dateAndTime(Temporal.PlainDateTime.from(found.at)));
    case "no-time":
    case "time-unclear":
    case "two-days":
    case "two-zones":
    case "zone-differs":
    case "weekday-differs":
    case "no-such-day":
      return `${words.label}: ${whenProblemText(found, messages)}`;
    default:
      return words.unclear;
  }
}

/** An ISO day, where all of the text is one; null where it is not. */
export function dayIn(typed: string, now: Temporal.Instant): string | null {
  const wall = wallTimeAt(now, ukZone);
  const [read, ...others] = readDates(typed, { now: wall, isDayFirst: true, bankHolidays: [] });
  const isWhole = read !== undefined && read.from === 0 && read.until === typed.length && others.length === 0;
  return isWhole && read.stretch.grain === "day" ? read.stretch.start.toPlainDate().toString() : null;
}
