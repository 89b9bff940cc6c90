import { termsOf } from "../../shared/terms.ts";
import { placesOf } from "../places/places-of.ts";
import type { EventsCluster, EventToKeep, OccurrenceToKeep } from "./event-store.port.ts";
import { isRepeated, type MergedEvent } from "./merge-sources.ts";
import { attendanceOf, isFreeAt } from "./split-location.ts";
import type { EventFacts } from "./stated-event.ts";
import { type Horizon, type Occurrence, workOutOccurrences } from "./work-out-occurrences.ts";

export interface KeepingNeeds {
  readonly horizon: Horizon;
  readonly now: Date;
  readonly clusters: readonly EventsCluster[];
}

/** An event as it is kept: with its dates, its places, and the terms it is found by. */
export function eventToKeep(
  merged: MergedEvent,
  { id, sequence }: Pick<EventToKeep, "id" | "sequence">,
  { horizon, now, clusters }: KeepingNeeds,
): EventToKeep {
  const { facts, series } = merged;
  const attendance = attendanceOf(facts);
  const { occurrences, until } = workOutOccurrences(merged, { horizon, now });
  const region = clusters.find((cluster) => cluster.id === merged.clusterId)?.region ?? null;
  return {
    ...merged,
    id,
    sequence,
    isFree: isFreeAt(facts.price),
    ...attendance,
    places: placesOrRegion(facts, attendance.isOnline && !attendance.isInPerson ? null : region),
    terms: termsOfFacts(facts),
    isSeries: isRepeated(series),
    workedOutUntil: until,
    occurrences: occurrences.map((occurrence) => occurrenceToKeep(occurrence, facts)),
  };
}

/** Where an instance differs in words or place, it is found by its own. */
export function occurrenceToKeep(occurrence: Occurrence, facts: EventFacts): OccurrenceToKeep {
  const { differs } = occurrence;
  if (differs === null) return { ...occurrence, places: null, terms: null };
  const own = { ...facts, ...differs };
  const isElsewhere = ["venue", "address", "postcode"].some((key) => key in differs);
  return { ...occurrence, places: isElsewhere ? placesOf(own) : null, terms: termsOfFacts(own) };
}

/** An event that says nothing of where it is, and is to be gone to, is where its cluster is. */
function placesOrRegion(facts: EventFacts, region: string | null): readonly string[] {
  const places = placesOf(facts);
  return places.length > 0 || region === null
    ? places
    : placesOf({ venue: null, address: region, postcode: null });
}

const termsAtMost = 400;

function termsOfFacts({ title, tags, organiser, venue, summary }: EventFacts): readonly string[] {
  const texts = [title, ...tags, organiser, venue, summary];
  return [...new Set(termsOf(texts.filter((text) => text !== null).join("\n")))].slice(0, termsAtMost);
}
