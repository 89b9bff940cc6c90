import { readCalendarInTurns } from "../adapters/feeds/read-calendar.ts";
import { type CalendarFetching, fetchCalendar } from "../adapters/files/fetch-calendar.ts";
import { findZone } from "../calendar/zones.ts";
import { describeProblem } from "../commands/cards/event-problem.ts";
import type { EventStore } from "../directory/events/event-store.port.ts";
import { countFates, importEvents } from "../directory/events/import-events.ts";
import type { EventPlan } from "../directory/events/plan-events.ts";
import { understandSource } from "../directory/events/source-defaults.ts";
import { stateCalendar } from "../directory/events/state-calendar.ts";
import { plainReason } from "../knowledge/plain-reason.ts";
import type { WatchedCalendars } from "../knowledge/watched-calendar.port.ts";
import type { CalendarRead, SourceVersion, WatchedSource } from "../knowledge/watched-source.ts";
import { english } from "../messages/english.ts";
import type { Clock } from "../shared/clock.port.ts";

interface WatchedCalendarNeeds {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly fetching?: CalendarFetching["fetching"];
}

/** Watched calendars become records of events: all of a calendar is taken over, or nothing. */
export function createWatchedCalendars({ store, clock, fetching }: WatchedCalendarNeeds): WatchedCalendars {
  return {
    read: async (source, { allowPrivateAddresses, signal }) => {
      const options = { allowPrivateAddresses, signal, ...(fetching === undefined ? {} : { fetching }) };
      const fetched = await fetchCalendar(source.address, source.version, options);
      if (fetched.kind === "refused") return failed(plainReason(fetched.reason));
      if (fetched.kind === "unchanged") return unchanged(source.version);
      const reading = await readCalendarInTurns(fetched.bytes, { messages: english.calendarFiles, findZone });
      if (reading.kind === "refused") return failed(plainReason(atLine(reading.line, reading.sentence)));
      const { clusterId: cluster, audience } = source;
      const understood = understandSource({}, { cluster, audience }, await store.clusters());
      if (understood.kind === "refused") return failed(plainReason(describeProblem(understood.problem)));
      const file = await stateCalendar(reading, {
        label: source.address,
        defaults: understood.defaults,
        findZone,
      });
      if (signal.aborted) return failed(english.watch.result.noTime);
      const plan = await importEvents(
        { file, sourceKey: source.address, by: byOf(source), dryRun: false },
        { store, clock },
      );
      return resultOf(plan, fetched.version);
    },
  };
}

function byOf({ id }: WatchedSource) {
  return { actor: `source:${id}`, place: "watched source" };
}

function failed(reason: string) {
  return { kind: "failed", reason } as const;
}

function atLine(line: number, sentence: string): string {
  return english.eventImport.line(line, sentence);
}

const nothing = { added: 0, changed: 0, unchanged: 0, withdrawn: 0, refused: 0, firstReason: null };

function unchanged(known: SourceVersion | null): CalendarRead {
  const version = known ?? { etag: null, lastModified: null };
  return { kind: "calendar", isUnchanged: true, ...nothing, version };
}

function resultOf(plan: EventPlan, version: SourceVersion): CalendarRead {
  const fates = countFates(plan);
  const [first] = plan.refused;
  return {
    kind: "calendar",
    isUnchanged: false,
    added: (fates.new ?? 0) + (fates.joined ?? 0),
    changed: (fates.changed ?? 0) + (fates.moved ?? 0) + (fates.cancelled ?? 0),
    unchanged: plan.unchanged + plan.older,
    withdrawn: fates.gone ?? 0,
    refused: plan.refused.length,
    firstReason: first === undefined ? null : atLine(first.line, describeProblem(first.problem)),
    version,
  };
}
