import type { CalendarFileMessages } from "../../messages/calendar-file-messages.ts";
import type { CalendarLimits } from "./calendar-limits.ts";
import { CalendarRefusal } from "./calendar-refusal.ts";
import { type ContentLine, readContentLines } from "./content-lines.ts";
import type { Observance } from "./match-zone-rules.ts";
import { type Property, parseProperty } from "./parse-property.ts";
import type { ZoneDefinition } from "./resolve-zone.ts";

/** A VEVENT with its own lines; those of its alarms are not among them. */
export interface RawEvent {
  /** The line of its BEGIN. */
  readonly line: number;
  readonly properties: readonly Property[];
}

/** One VCALENDAR (or what stands outside of any): zones are known inside of it only, and may stand after their use. */
export interface RawCalendar {
  readonly properties: readonly Property[];
  readonly events: readonly RawEvent[];
  /** By TZID as written. */
  readonly zones: ReadonlyMap<string, ZoneDefinition>;
}

export interface CollectingNeeds {
  readonly limits: CalendarLimits;
  readonly messages: CalendarFileMessages;
  readonly report: (line: number, sentence: string) => void;
}

interface Component {
  readonly name: string;
  readonly line: number;
  readonly properties: Property[];
  /** Of a VTIMEZONE: its parts that have ended. */
  readonly observances: Observance[];
}

/** What of a component's insides matters here: of calendars, events and zones all, of others nothing. */
const kept = new Set(["VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"]);

/** Properties with values by the thousand, each of which costs time. */
const lists = new Set(["RDATE", "EXDATE", "CATEGORIES"]);

/** Of these a file can be made; a file of others (contacts, say) is none of ours, and not a calendar without events. */
const calendarParts = new Set(["VCALENDAR", "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"]);

/**
 * Sorts the lines of a file into calendars, and pauses after each. Throws CalendarRefusal where an event or the file does not end,
 * since it was cut off then and nobody knows what is missing; where a limit is passed; and where there is no calendar.
 */
export function* collectComponents(
  bytes: Uint8Array,
  needs: CollectingNeeds,
): Generator<void, readonly RawCalendar[]> {
  const { messages } = needs;
  const collector = createCollector(needs);
  let toldWestern = false;
  for (const line of readContentLines(bytes, needs)) {
    if (line.text === "") continue;
    if (line.isWestern && !toldWestern) needs.report(line.number, messages.problems.western);
    toldWestern ||= line.isWestern;
    if (line.hadControls) needs.report(line.number, messages.problems.hiddenCharacters);
    collector.take(line);
    yield;
  }
  return collector.finish();
}

/** What has been seen of the file so far. */
interface Progress {
  readonly open: Component[];
  readonly done: RawCalendar[];
  calendar: BuiltCalendar;
  events: number;
  /** Whether a component of a calendar has begun yet. */
  isCalendar: boolean;
  listCharacters: number;
  lastLine: number;
  /** The line of the last END that ended nothing. */
  strayEnd: number;
}

function createCollector(needs: CollectingNeeds) {
  const progress: Progress = {
    open: [],
    done: [],
    calendar: emptyCalendar(),
    events: 0,
    isCalendar: false,
    listCharacters: 0,
    lastLine: 0,
    strayEnd: 0,
  };
  return {
    take: (line: ContentLine): void => take(line, progress, needs),
    finish: (): readonly RawCalendar[] => finish(progress, needs),
  };
}

function take({ text, number }: ContentLine, progress: Progress, needs: CollectingNeeds): void {
  const { messages, report } = needs;
  const property = parseProperty(text, number);
  progress.lastLine = number;
  if (property?.name === "BEGIN") {
    begin(property, progress, needs);
    return;
  }
  if (progress.open.length === 0 && !progress.isCalendar)
    throw new CalendarRefusal(number, refusalOf(text, messages));
  if (property?.name === "END") end(property, progress, needs);
  else if (property === null) report(number, messages.problems.notALine(quoted(text)));
  else if (progress.open.length === 0) report(number, messages.problems.outside);
  else keep(property, progress, needs);
}

function begin({ value, line }: Property, progress: Progress, { limits, messages }: CollectingNeeds): void {
  const { open } = progress;
  const { refused } = messages;
  const name = value.trim().toUpperCase();
  if (open.length >= limits.depth) throw new CalendarRefusal(line, refused.tooDeep(limits.depth));
  const event = open.find((one) => one.name === "VEVENT");
  if (name === "VEVENT" && event !== undefined)
    throw new CalendarRefusal(line, refused.eventInEvent(event.line));
  if (name === "VEVENT") progress.events += 1;
  if (progress.events > limits.events) throw new CalendarRefusal(line, refused.tooManyEvents(limits.events));
  progress.isCalendar ||= calendarParts.has(name);
  open.push({ name, line, properties: [], observances: [] });
}

/** Parts of other components that were not ended end with what they stand in; an event has to end by itself. */
function end({ value, line }: Property, progress: Progress, { messages, report }: CollectingNeeds): void {
  const { open } = progress;
  const name = value.trim().toUpperCase();
  const at = open.findLastIndex((one) => one.name === name);
  if (at === -1) {
    progress.strayEnd = line;
    report(line, messages.problems.nothingToEnd(quoted(name)));
    return;
  }
  // Innermost first: each is stored in what it stands in.
  while (open.length > at) {
    const component = open.pop();
    if (component === undefined) break;
    const isMeant = open.length === at;
    if (!isMeant && component.name === "VEVENT")
      throw new CalendarRefusal(line, messages.refused.eventNotEnded(quoted(name), component.line));
    if (!isMeant) report(line, messages.problems.notEnded(quoted(component.name), component.line));
    store(component, { calendar: progress.calendar, parent: open.at(-1) });
  }
  if (name !== "VCALENDAR") return;
  progress.done.push(progress.calendar);
  progress.calendar = emptyCalendar();
}

function keep(property: Property, progress: Progress, { limits, messages }: CollectingNeeds): void {
  const { refused } = messages;
  const component = progress.open.at(-1);
  if (component === undefined || !kept.has(component.name)) return;
  if (component.properties.length >= limits.propertiesPerEvent && component.name === "VEVENT")
    throw new CalendarRefusal(component.line, refused.tooManyProperties(limits.propertiesPerEvent));
  if (lists.has(property.name)) progress.listCharacters += property.value.length;
  if (progress.listCharacters > limits.listCharacters)
    throw new CalendarRefusal(property.line, refused.longLists(limits.listCharacters));
  component.properties.push(property);
}

function finish(progress: Progress, needs: CollectingNeeds): readonly RawCalendar[] {
  const { open, strayEnd, lastLine } = progress;
  const { refused, problems } = needs.messages;
  // "END:VCALENDARD": a file that has an END for a last line was not cut off.
  if (open.length === 1 && open[0]?.name === "VCALENDAR" && strayEnd === lastLine) {
    needs.report(lastLine, problems.misspeltEnd);
    end({ line: lastLine, name: "END", parameters: new Map(), value: "VCALENDAR" }, progress, needs);
  }
  const last = open.at(-1);
  if (last !== undefined)
    throw new CalendarRefusal(last.line, refused.notClosed(quoted(last.name), last.line));
  if (!progress.isCalendar) throw new CalendarRefusal(1, refused.noCalendarInside);
  return [...progress.done, progress.calendar];
}

function refusalOf(text: string, { refused }: CalendarFileMessages): string {
  return /^\s*<(?:!doctype|html|head|body|\?xml)/i.test(text) ? refused.webPage : refused.noCalendar;
}

/** As much of what a file says as a sentence can bear. */
export function quoted(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

interface BuiltCalendar extends RawCalendar {
  readonly properties: Property[];
  readonly events: RawEvent[];
  readonly zones: Map<string, ZoneDefinition>;
}

function emptyCalendar(): BuiltCalendar {
  return { properties: [], events: [], zones: new Map() };
}

interface Place {
  readonly calendar: BuiltCalendar;
  readonly parent: Component | undefined;
}

function store({ name, line, properties, observances }: Component, { calendar, parent }: Place): void {
  if (name === "VEVENT") calendar.events.push({ line, properties });
  if (name === "VCALENDAR") for (const property of properties) calendar.properties.push(property);
  if (name === "STANDARD" || name === "DAYLIGHT") parent?.observances.push(toObservance(properties));
  if (name !== "VTIMEZONE") return;
  const zone = firstValue(properties, "TZID");
  if (zone !== null && !calendar.zones.has(zone))
    calendar.zones.set(zone, { location: firstValue(properties, "X-LIC-LOCATION"), observances });
}

function toObservance(properties: readonly Property[]): Observance {
  return {
    start: firstValue(properties, "DTSTART") ?? "",
    offsetFrom: firstValue(properties, "TZOFFSETFROM") ?? "",
    offsetTo: firstValue(properties, "TZOFFSETTO") ?? "",
    rule: firstValue(properties, "RRULE"),
  };
}

/** The first value of that name, trimmed; null where there is none. */
export function firstValue(properties: readonly Property[], name: string): string | null {
  return properties.find((property) => property.name === name)?.value.trim() ?? null;
}
