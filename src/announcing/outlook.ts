import { Temporal } from "temporal-polyfill";
import { bankHolidaysCover } from "../calendar/bank-holidays.ts";
import { wallTimeAt, type Zone } from "../calendar/zones.ts";
import { type Moment, momentOf, runsOf, slotsFrom } from "./runs.ts";
import type { Schedule } from "./schedule.ts";

/** The runs to come in one zone. */
export interface ZoneOutlook {
  /** The first few, in order; the one of what goes out once also when it is over. */
  readonly moments: readonly Moment[];
  /** Those of the year to come that a change of the clocks touches, the first three. */
  readonly odd: readonly Moment[];
}

/** What is to come of a schedule, worked out once for each zone however many destinations are in it. */
export interface Outlook {
  readonly inZone: (zone: Zone) => ZoneOutlook;
  /** It leaves out bank holidays, and goes on for longer than these are known. */
  readonly outlastsBankHolidays: boolean;
}

export function createOutlook(schedule: Schedule, now: Temporal.Instant): Outlook {
  const known = new Map<string, ZoneOutlook>();
  return {
    inZone: (zone) => {
      const found = known.get(zone.id) ?? outlookInZone(schedule, now, zone);
      known.set(zone.id, found);
      return found;
    },
    outlastsBankHolidays: outlastsBankHolidays(schedule),
  };
}

const oddShown = 3;
/** Enough to find one that is not left out: there are never that many bank holidays in a row. */
const momentsShown = 15;

function outlookInZone(schedule: Schedule, now: Temporal.Instant, zone: Zone): ZoneOutlook {
  // From the day before, since where the clocks change a run that is over on the wall may be to come.
  const yesterday = wallTimeAt(now, zone).subtract({ days: 1 });
  const slots = schedule.kind === "once" ? [schedule.at] : slotsFrom(schedule, yesterday);
  const isAhead = ({ at }: Moment) => Temporal.Instant.compare(at, now) > 0;
  const changes = daysOfChange(now, zone);
  return {
    moments: slots
      .slice(0, momentsShown)
      .map((slot) => momentOf(slot, zone))
      .filter((moment) => schedule.kind === "once" || isAhead(moment)),
    odd: slots
      .filter((slot) => schedule.kind === "once" || changes.includes(slot.slice(0, 10)))
      .map((slot) => momentOf(slot, zone))
      .filter((moment) => moment.kind !== "plain" && isAhead(moment))
      .slice(0, oddShown),
  };
}

/** The days of the year to come on which the clock in a zone changes, as it begins to show another offset. */
function daysOfChange(now: Temporal.Instant, zone: Zone): readonly string[] {
  const days: string[] = [];
  let at = now.toZonedDateTimeISO(zone.id);
  const end = at.add({ years: 1 });
  for (;;) {
    const change = at.getTimeZoneTransition("next");
    if (change === null || Temporal.ZonedDateTime.compare(change, end) > 0) return days;
    days.push(change.toPlainDate().toString());
    at = change;
  }
}

function outlastsBankHolidays(schedule: Schedule): boolean {
  if (schedule.kind !== "repeat" || !schedule.exceptBankHolidays) return false;
  const { until } = bankHolidaysCover;
  const after = runsOf(schedule, { from: `${until + 1}-01-01T00:00`, until: `${until + 2}-01-01T00:00` });
  return after.kind === "runs" && after.slots.length > 0;
}
