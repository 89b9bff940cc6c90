import type { PartOfDay } from "../calendar/dates/clock-times.ts";
import type { SaidClock, WhenSaid } from "./phrase.ts";

/** Hours that people call so, wider than an event that is looked for: five is an evening, and so is four in December. */
const hours: Readonly<Record<PartOfDay["name"], readonly [from: number, until: number]>> = {
  morning: [0, 12],
  lunch: [11, 15],
  afternoon: [12, 19],
  evening: [16, 24],
};

/**
 * Which half of the day each time is in: a part of the day tells it, wherever in the text it stands (“9:30 on Monday
 * evening”). What fits none, as half past one at night, is asked: it may be the night before or after the day.
 */
export function settleTimes(said: WhenSaid): void {
  for (const one of said.clocks) {
    const [time, other] = said.parts.length === 0 ? withoutPart(one) : withParts(one, said.parts);
    if (one.isMidnight) said.problems.push({ problem: "time-unclear", either: ["00:00", "23:59"] });
    else if (other !== undefined) said.problems.push({ problem: "time-unclear", either: [time, other] });
    said.times.push(time);
  }
}

/** The second one is there where nothing tells which of the two is meant. */
type Settled = readonly [time: string, other?: string];

/** In digits what stands there counts, but for hours that people write of the evening as well. */
function withoutPart({ time: { hour, minute, half }, isByZero }: SaidClock): Settled {
  const isOpen = half === null && hour <= 7 && !isByZero;
  return isOpen ? [clock(hour, minute), clock(hour + 12, minute)] : [clock(hour, minute)];
}

function withParts({ time: { hour, minute, half } }: SaidClock, parts: readonly PartOfDay[]): Settled {
  const fits = (one: number) => parts.every(({ name }) => hours[name][0] <= one && one < hours[name][1]);
  const [early, late] = [hour % 12, (hour % 12) + 12];
  if (half === null) {
    const [only, other] = [early, late].filter(fits);
    return only === undefined || other !== undefined
      ? [clock(early, minute), clock(late, minute)]
      : [clock(only, minute)];
  }
  const other = hour === early ? late : early;
  return !fits(hour) && fits(other) ? [clock(hour, minute), clock(other, minute)] : [clock(hour, minute)];
}

function clock(hour: number, minute: number): string {
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
