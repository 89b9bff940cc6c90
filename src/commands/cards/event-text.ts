import { Temporal } from "temporal-polyfill";
import { toInstant, ukZone, wallTimeAt, zoneLabel } from "../../calendar/zones.ts";
import type { EventTime, FoundEvent } from "../../directory/events/event-search.port.ts";
import { longDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";

type Words = Messages["directory"]["events"];

/** When an event is, on the clock of the United Kingdom, with GMT or BST by the date; its own clock beside. */
export function whenOf(time: EventTime, words: Words): string {
  if (time.kind === "allDay") {
    const [first, last] = [Temporal.PlainDate.from(time.day), Temporal.PlainDate.from(time.lastDay)];
    return first.equals(last) ? `${longDate(first)}, ${words.allDay}` : daysText(first, last);
  }
  const [start, end] = [ukTime(time.startsAt), time.endsAt === null ? null : ukTime(time.endsAt)];
  const label = zoneLabel(start, ukZone);
  const text =
    end === null || end.equals(start)
      ? `${longDate(start.toPlainDate())}, ${clock(start)} ${label}`
      : stretchText({ start, end, label });
  const notes = [...elsewhere(time, words), ...(time.isFloating ? [words.floating] : [])];
  return notes.length === 0 ? text : `${text} (${notes.join("; ")})`;
}

function ukTime(instant: string): Temporal.PlainDateTime {
  return wallTimeAt(Temporal.Instant.from(instant), ukZone);
}

function clock(time: Temporal.PlainDateTime): string {
  return time.toPlainTime().toString({ smallestUnit: "minute" });
}

interface TimedStretch {
  readonly start: Temporal.PlainDateTime;
  readonly end: Temporal.PlainDateTime;
  readonly label: string;
}

/** A stretch over a change of the clocks says both labels. */
function stretchText({ start, end, label }: TimedStretch): string {
  const endLabel = zoneLabel(end, ukZone);
  const first = endLabel === label ? clock(start) : `${clock(start)} ${label}`;
  const isOneDay = start.toPlainDate().equals(end.toPlainDate());
  const last = isOneDay ? clock(end) : `${longDate(end.toPlainDate())}, ${clock(end)}`;
  return `${longDate(start.toPlainDate())}, ${first}${isOneDay ? "–" : " – "}${last} ${endLabel}`;
}

/** `Saturday 27 – Sunday 28 February 2027`: what both have is said once. */
function daysText(first: Temporal.PlainDate, last: Temporal.PlainDate): string {
  const whole = longDate(first);
  const [weekday, day, month] = whole.split(" ");
  const from =
    first.year !== last.year
      ? whole
      : first.month !== last.month
        ? `${weekday} ${day} ${month}`
        : `${weekday} ${day}`;
  return `${from} – ${longDate(last)}`;
}

/** What the clock shows where the event is, when that is not the United Kingdom. */
function elsewhere(time: Extract<EventTime, { kind: "timed" }>, words: Words): readonly string[] {
  const own = Temporal.PlainDateTime.from(time.wallTime);
  const uk = ukTime(time.startsAt);
  // The same clock, even where it skips the hour.
  const isSame = toInstant(own, ukZone).equals(toInstant(uk, ukZone));
  const city = time.zone.split("/").at(-1)?.replaceAll("_", " ") ?? time.zone;
  return isSame ? [] : [words.inZone(clock(own), city)];
}

/** Venue, address and postcode, each once; null where none is known. */
export function placeText({
  venue,
  address,
  postcode,
}: Pick<FoundEvent, "venue" | "address" | "postcode">): string | null {
  const parts = [venue, address].filter((part) => part !== null);
  const text = parts.join(", ");
  const code = postcode === null || text.includes(postcode) ? "" : ` ${postcode}`;
  return text === "" && code === "" ? null : `${text}${code}`.trim();
}

/** Where it is, with “online” beside or in place of the venue; null where nothing is known. */
export function whereText(event: FoundEvent, words: Words): string | null {
  const place = placeText(event);
  const isOnline = event.onlineUrl !== null || event.tags.includes("online");
  if (place === null) return isOnline ? words.onlineOnly : null;
  return event.onlineUrl !== null ? `${place}, ${words.onlineToo}` : place;
}

export function priceText(event: FoundEvent, words: Words): string | null {
  return event.price ?? (event.isFree === true ? words.free_ : null);
}
