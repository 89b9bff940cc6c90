import type { Zone, ZoneFound } from "../../calendar/zones.ts";
import { createTurns } from "../../shared/in-turns.ts";
import type { CalendarEvent, CalendarReading, UnreadableEvent } from "./calendar-event.ts";
import { onClock, wallOf } from "./on-clock.ts";
import type { SourceDefaults } from "./source-defaults.ts";
import { splitLocation } from "./split-location.ts";
import { type Entry, seriesOf } from "./state-series.ts";
import type {
  EntryProblem,
  EventFacts,
  EventSeries,
  RefusedEntry,
  StatedEvent,
  StatedFile,
} from "./stated-event.ts";
import { longest, tidyTags, tidyText } from "./tidy-text.ts";

export type ReadCalendar = Extract<CalendarReading, { kind: "read" }>;

export interface CalendarContext {
  readonly label: string;
  readonly defaults: SourceDefaults;
  readonly findZone: (name: string) => ZoneFound;
}

/** What a calendar file says of events, one for each uid. */
export async function stateCalendar(reading: ReadCalendar, context: CalendarContext): Promise<StatedFile> {
  const isNotice = reading.method === "CANCEL";
  const shown = shownZone(reading.writtenZone, context);
  const events: StatedEvent[] = [];
  const refused: RefusedEntry[] = reading.unreadable
    .filter(({ uid, isReplacedUnread }) => !isNotice || uid === null || isReplacedUnread)
    .map(refusedUnread);
  const privateEntries: string[] = [];
  const unread = Map.groupBy(reading.unreadable, ({ uid }) => uid ?? "");
  const turn = createTurns();
  for (const [entryKey, own] of Map.groupBy(reading.events, entryKeyOf)) {
    await turn();
    const stated = stateGroup(entryKey, own, {
      ...context,
      shown,
      isNotice,
      unread: unread.get(entryKey) ?? [],
    });
    if (stated === "private") privateEntries.push(entryKey);
    else if (stated === "unread") continue;
    else if ("problem" in stated) refused.push(stated);
    else events.push(stated);
  }
  if (isNotice) events.push(...unreadNotices(reading, events, context));
  return {
    label: reading.name === null ? context.label : (tidyText(reading.name, longest.line) ?? context.label),
    events,
    refused,
    isIncomplete: reading.unreadable.some(({ uid }) => uid === null),
    isNotice,
    privateEntries,
    remarks: reading.problems,
  };
}

interface GroupContext extends CalendarContext {
  readonly shown: Zone;
  readonly isNotice: boolean;
  /** What could not be read of the same uid. */
  readonly unread: readonly UnreadableEvent[];
}

type StatedGroup = StatedEvent | RefusedEntry | "private" | "unread";

/** All that a file says under one uid. */
function stateGroup(entryKey: string, own: readonly CalendarEvent[], context: GroupContext): StatedGroup {
  const hidden = own.filter(({ classification }) => classification !== "public");
  const isPrivate = hidden.length === own.length || hidden.some(({ replaces }) => replaces === null);
  if (isPrivate) return "private";
  const chosen = chooseVersions(own);
  if (chosen.kind === "refused")
    return {
      line: chosen.line,
      title: tidyText(own[0]?.summary ?? null, longest.title),
      entryKey,
      problem: chosen.problem,
    };
  if (context.isNotice) return stateNotice(entryKey, own, context);
  const isSeriesUnread = context.unread.some(
    ({ replaces, isReplacedUnread }) => replaces === null && !isReplacedUnread,
  );
  // Its instances alone would be taken for the whole.
  if (isSeriesUnread && chosen.entry.main === null) return "unread";
  return stateEntry(entryKey, chosen.entry, context);
}

function refusedUnread({ line, uid, sentence }: UnreadableEvent): RefusedEntry {
  return { line, title: null, entryKey: uid, problem: { kind: "said", sentence } };
}

function entryKeyOf({ uid, summary, start }: CalendarEvent): string {
  return uid === null ? `${summary ?? ""} | ${wallOf(start, "Etc/UTC")}` : uid.slice(0, longest.uid);
}

/** The zone the calendar is shown in, else the one of everybody here. */
function shownZone(written: string | null, { findZone }: CalendarContext): Zone {
  const found = written === null ? null : findZone(written);
  return found?.kind === "found" ? found.zone : { id: "Europe/London" };
}

type Chosen =
  | { readonly kind: "chosen"; readonly entry: Entry }
  | { readonly kind: "refused"; readonly line: number; readonly problem: EntryProblem };

/** Of several versions the one with the highest sequence; two with the same that say different things are refused. */
function chooseVersions(own: readonly CalendarEvent[]): Chosen {
  const versions = Map.groupBy(own, ({ replaces }) =>
    replaces === null ? "" : wallOf(replaces.time, "Etc/UTC"),
  );
  const chosen: CalendarEvent[] = [];
  for (const [, same] of versions) {
    const last = same.reduce((left, right) => (right.sequence > left.sequence ? right : left));
    const other = same.find((one) => one.sequence === last.sequence && contentOf(one) !== contentOf(last));
    if (other !== undefined)
      return { kind: "refused", line: other.line, problem: { kind: "contradiction", otherLine: last.line } };
    chosen.push(last);
  }
  const main = chosen.find(({ replaces }) => replaces === null) ?? null;
  return { kind: "chosen", entry: { main, instances: chosen.filter(({ replaces }) => replaces !== null) } };
}

function contentOf({
  line: _line,
  stampedAt: _stamped,
  lastModified: _modified,
  ...content
}: CalendarEvent): string {
  return JSON.stringify(content);
}

function stateEntry(
  entryKey: string,
  { main, instances }: Entry,
  context: GroupContext,
): StatedEvent | RefusedEntry {
  const shownInstances = instances.filter(({ classification }) => classification === "public");
  const [first] = shownInstances;
  const whole = main ?? first;
  if (whole === undefined) return refusal(entryKey, instances[0], { kind: "no-start" });
  // Where the new date of an instance cannot be read, no date is better than the old one.
  const leftOut = context.unread.flatMap(({ replaces }) => replaces ?? []);
  const series = seriesOf({ main, instances, leftOut }, context.shown);
  if ("kind" in series) return refusal(entryKey, whole, series);
  const facts = factsOf(whole);
  if (facts.title === null) return refusal(entryKey, whole, { kind: "no-title" });
  const all = main === null ? instances : [main, ...instances];
  return {
    ...headOf(entryKey, all, context),
    status: main?.status === "cancelled" ? "cancelled" : null,
    facts,
    series: withDifferences(series, { facts, instances }),
    cancelled: [],
    isPart: main === null,
  };
}

function refusal(entryKey: string, event: CalendarEvent | undefined, problem: EntryProblem): RefusedEntry {
  return {
    line: event?.line ?? 1,
    title: tidyText(event?.summary ?? null, longest.title),
    entryKey,
    problem,
  };
}

function headOf(entryKey: string, events: readonly CalendarEvent[], { defaults }: CalendarContext) {
  const changed = events.flatMap(({ lastModified }) =>
    lastModified?.kind === "instant" ? [lastModified.instant] : [],
  );
  return {
    entryKey,
    uid: events[0]?.uid?.slice(0, longest.uid) ?? null,
    line: events[0]?.line ?? 1,
    sequence: Math.max(0, ...events.map(({ sequence }) => sequence)),
    changedAt: changed.toSorted().at(-1) ?? null,
    clusterId: defaults.clusterId,
    audience: defaults.audience,
    audienceClusters: defaults.audienceClusters,
    isSample: defaults.isSample,
  };
}

function factsOf(event: CalendarEvent): EventFacts & { readonly title: string | null } {
  const tags = tidyTags(event.categories);
  return {
    title: tidyText(event.summary?.replace(/\s+/g, " ") ?? null, longest.title),
    summary: tidyText(event.description, longest.summary),
    organiser: tidyText(event.organiserName, longest.line),
    ...splitLocation(event.location),
    onlineUrl: event.onlineLink,
    url: event.url,
    price: tags.some((tag) => tag.toLowerCase() === "free") ? "Free" : null,
    tags,
  };
}

interface Differing {
  readonly facts: EventFacts;
  readonly instances: readonly CalendarEvent[];
}

/** What an instance says and the series does not; an instance that is silent on something says what the series says. */
function withDifferences(series: EventSeries, { facts, instances }: Differing): EventSeries {
  const byOriginal = new Map(
    instances.map((event) => [event.replaces === null ? "" : onClock(event.replaces.time, series), event]),
  );
  const changed = series.changed.map((instance) => {
    const event = byOriginal.get(instance.original);
    if (event === undefined) return instance;
    return { ...instance, differs: differencesOf(factsOf(event), facts) };
  });
  return { ...series, changed };
}

const placeFields: readonly string[] = ["venue", "address", "postcode"];

/** A place is told as a whole: the new venue is not at the old one's address. */
function differencesOf(own: EventFacts, common: EventFacts): Partial<EventFacts> | null {
  const usual = new Map<string, unknown>(Object.entries(common));
  const differs = ([key, value]: readonly [string, unknown]): boolean =>
    !isNothing(value) && JSON.stringify(value) !== JSON.stringify(usual.get(key));
  const isElsewhere = Object.entries(own).some((fact) => placeFields.includes(fact[0]) && differs(fact));
  const differing = Object.entries(own).filter(
    (fact) => differs(fact) || (isElsewhere && placeFields.includes(fact[0])),
  );
  return differing.length === 0 ? null : Object.fromEntries(differing);
}

function isNothing(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

/** Beside what the same file may have said of the event itself. */
function noticeKey(entryKey: string): string {
  return `${entryKey} (cancelled)`;
}

/** A notice that an event, or some of its instances, are off. */
function stateNotice(entryKey: string, own: readonly CalendarEvent[], context: CalendarContext): StatedEvent {
  const isWhole = own.some(({ replaces }) => replaces === null);
  return {
    ...headOf(noticeKey(entryKey), own, context),
    ...nothingElse,
    status: isWhole ? "cancelled" : null,
    cancelled: isWhole ? [] : own.flatMap(({ replaces }) => replaces ?? []),
  };
}

const nothingElse = {
  facts: {
    title: null,
    summary: null,
    organiser: null,
    venue: null,
    address: null,
    postcode: null,
    onlineUrl: null,
    url: null,
    price: null,
    tags: [],
  },
  series: null,
  isPart: true,
} as const;

/** In a notice a start need not be said (RFC 5546, section 3.2.5), so these were not read as events. */
function unreadNotices(
  { unreadable }: ReadCalendar,
  told: readonly StatedEvent[],
  context: CalendarContext,
): readonly StatedEvent[] {
  const known = new Set(told.map(({ uid }) => uid));
  const usable = unreadable.filter(
    ({ uid, isReplacedUnread }) => uid !== null && !isReplacedUnread && !known.has(uid),
  );
  return [...Map.groupBy(usable, ({ uid }) => uid ?? "")].map(([uid, own]) => {
    const isWhole = own.some(({ replaces }) => replaces === null);
    return {
      ...headOf(noticeKey(uid), [], context),
      ...nothingElse,
      uid: uid.slice(0, longest.uid),
      line: own[0]?.line ?? 1,
      sequence: Math.max(0, ...own.map(({ sequence }) => sequence)),
      status: isWhole ? "cancelled" : null,
      cancelled: isWhole ? [] : own.flatMap(({ replaces }) => replaces ?? []),
    };
  });
}
