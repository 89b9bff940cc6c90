import type {
  AddedDate,
  CalendarEvent,
  CalendarTime,
  UnreadableEvent,
} from "../../directory/events/calendar-event.ts";
import type { CalendarFileMessages } from "../../messages/calendar-file-messages.ts";
import { quoted, type RawEvent } from "./collect-components.ts";
import { readClassification, readSequence, readStatus } from "./event-words.ts";
import { findOnlineLink, webAddress } from "./online-link.ts";
import type { Property } from "./parse-property.ts";
import { splitList, unescapeText, withoutMarkup } from "./plain-text.ts";
import { readSpan } from "./read-span.ts";
import { readDuration, readTime } from "./read-time.ts";
import type { ResolvedZone } from "./resolve-zone.ts";

export interface EventNeeds {
  readonly messages: CalendarFileMessages;
  readonly report: (line: number, sentence: string) => void;
  /** `line` is where the zone is used: what is to be said of it is said there, once. */
  readonly zoneOf: (written: string, line: number) => ResolvedZone;
}

export type EventReading =
  | { readonly kind: "event"; readonly event: CalendarEvent }
  | { readonly kind: "unreadable"; readonly event: UnreadableEvent };

/** The lines of an event, and what is needed to read them. */
export interface EventSource {
  readonly one: (name: string) => Property | null;
  readonly all: (name: string) => readonly Property[];
  readonly time: (property: Property, text?: string) => CalendarTime | null;
  readonly needs: EventNeeds;
}

/**
 * What a VEVENT says. Without a start that can be read, or where it changes a date of a series that cannot be read,
 * it is no event; anything else that is wrong is left out and reported.
 */
export function readEvent(raw: RawEvent, needs: EventNeeds): EventReading {
  const source = openSource(raw, needs);
  const uid = readUid(source);
  const { unreadable: sentences } = needs.messages;
  const [start, replaced] = [source.one("DTSTART"), source.one("RECURRENCE-ID")];
  const replacedTime = replaced === null ? null : source.time(replaced);
  const isThisAndFuture = replaced?.parameters.get("RANGE")?.toUpperCase() === "THISANDFUTURE";
  const replaces = replacedTime === null ? null : { time: replacedTime, isThisAndFuture };
  const isReplacedUnread = replaced !== null && replaces === null;
  const sequence = readSequence(source);
  const unreadable = (line: number, sentence: string): EventReading => {
    return { kind: "unreadable", event: { line, uid, sentence, sequence, replaces, isReplacedUnread } };
  };
  if (start === null) return unreadable(raw.line, sentences.noStart);
  const startTime = source.time(start);
  if (startTime === null) return unreadable(start.line, sentences.badStart(quoted(start.value)));
  if (replaced !== null && isReplacedUnread)
    return unreadable(replaced.line, sentences.badReplaced(quoted(replaced.value)));
  if (uid === null) needs.report(raw.line, needs.messages.problems.noUid);
  const event: CalendarEvent = {
    line: raw.line,
    uid,
    sequence,
    replaces,
    ...readTexts(source),
    url: readAddress(source),
    onlineLink: findOnlineLink(raw.properties),
    status: readStatus(source),
    classification: readClassification(source),
    ...readSpan(startTime, source),
    ...readRecurrence(source),
    stampedAt: readStamp("DTSTAMP", source),
    lastModified: readStamp("LAST-MODIFIED", source),
  };
  return { kind: "event", event };
}

/** Names that may stand more than once, or of which a second one loses nothing. */
const mayRepeat = new Set(
  "RRULE EXRULE RDATE EXDATE CATEGORIES COMMENT CONTACT ATTENDEE ATTACH RELATED-TO RESOURCES REQUEST-STATUS CONFERENCE IMAGE".split(
    " ",
  ),
);

function openSource({ properties }: RawEvent, needs: EventNeeds): EventSource {
  const byName = Map.groupBy(properties, ({ name }) => name);
  for (const [name, [, second]] of byName) {
    const isOurs = !name.startsWith("X-") && !mayRepeat.has(name);
    if (second !== undefined && isOurs) needs.report(second.line, needs.messages.problems.repeated(name));
  }
  return {
    one: (name) => byName.get(name)?.[0] ?? null,
    all: (name) => byName.get(name) ?? [],
    time: ({ parameters, value, line }, text = value) =>
      readTime(text, { parameters, zoneOf: (written) => needs.zoneOf(written, line) }),
    needs,
  };
}

function readUid({ one }: EventSource): string | null {
  const uid = unescapeText(one("UID")?.value ?? "").text;
  return uid === "" ? null : uid;
}

function readTexts(source: EventSource) {
  const categories = source
    .all("CATEGORIES")
    .flatMap(({ value }) => splitList(value))
    .map((part) => unescapeText(part).text)
    .filter((part) => part !== "");
  const formatted = source.one("X-ALT-DESC")?.parameters.get("FMTTYPE")?.toLowerCase() === "text/html";
  const description = readText("DESCRIPTION", source) ?? (formatted ? readText("X-ALT-DESC", source) : null);
  return {
    summary: readText("SUMMARY", source),
    description: description === null ? null : withoutMarkup(description),
    location: readText("LOCATION", source),
    organiserName: readOrganiser(source),
    categories: [...new Set(categories)],
  };
}

function readText(name: string, { one, needs }: EventSource): string | null {
  const property = one(name);
  if (property === null) return null;
  const { text, unknown } = unescapeText(property.value);
  if (unknown !== null) needs.report(property.line, needs.messages.problems.unknownEscape(unknown));
  return text === "" ? null : text;
}

/** Some programs write the address where the name belongs. */
function readOrganiser({ one }: EventSource): string | null {
  const name = unescapeText(one("ORGANIZER")?.parameters.get("CN") ?? "").text;
  return name === "" || name.includes("@") ? null : name;
}

function readAddress({ one, needs }: EventSource): string | null {
  const property = one("URL");
  const text = unescapeText(property?.value ?? "").text;
  if (property === null || text === "") return null;
  const address = webAddress(text);
  if (address === null) needs.report(property.line, needs.messages.problems.badAddress("URL", quoted(text)));
  return address;
}

function readRecurrence(source: EventSource) {
  const rules = (name: string) =>
    source
      .all(name)
      .map(({ value }) => value.trim())
      .filter((value) => value !== "");
  return {
    recurrenceRules: rules("RRULE"),
    exclusionRules: rules("EXRULE"),
    addedDates: readList("RDATE", source, (property, text) => readAddedDate(property, text, source)),
    excludedDates: readList("EXDATE", source, source.time),
  };
}

/** The parts of a list; each that cannot be read is reported, an empty list is none. */
function readList<Read>(
  name: string,
  source: EventSource,
  read: (property: Property, text: string) => Read | null,
): readonly Read[] {
  const { all, needs } = source;
  return all(name).flatMap((property) => {
    const parts = splitList(property.value).filter((part) => part.trim() !== "");
    return parts.flatMap((part) => {
      const value = read(property, part);
      if (value === null)
        needs.report(property.line, needs.messages.problems.badTime(name, quoted(part.trim())));
      return value === null ? [] : [value];
    });
  });
}

/** `start`, `start/end` or `start/duration` (RFC 5545, section 3.3.9). */
function readAddedDate(property: Property, text: string, { time }: EventSource): AddedDate | null {
  const [from = "", until] = text.split("/", 2);
  const start = time(property, from);
  if (start === null) return null;
  if (until === undefined) return { start, end: null, duration: null };
  const duration = readDuration(until);
  const end = duration === null ? time(property, until) : null;
  return duration === null && end === null ? null : { start, end, duration };
}

/** When something was written is good for choosing between two versions only; what cannot be read is reported. */
function readStamp(name: string, { one, time, needs }: EventSource): CalendarTime | null {
  const property = one(name);
  if (property === null) return null;
  const stamp = time(property);
  if (stamp === null)
    needs.report(property.line, needs.messages.problems.badTime(name, quoted(property.value)));
  return stamp;
}
