import { Temporal } from "temporal-polyfill";
import type { Button, Inline, Reply } from "../../chat/reply.ts";
import type { AddedEvent } from "../../directory/events/added-event.ts";
import type { EventToKeep } from "../../directory/events/event-store.port.ts";
import type { AddedPlan } from "../../directory/events/publish-added.ts";
import { placeOf, regionOf } from "../../directory/places/places.ts";
import { placesOf } from "../../directory/places/places-of.ts";
import { longDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";
import type { NamedCluster } from "../../people/cluster-list.port.ts";
import type { EventDoubt } from "../adding-events/understand-event.ts";
import { placeText, whenOf } from "./event-text.ts";
import { actions, labelled, note, paragraph } from "./pieces.ts";

/** What is shown of an event before anybody publishes it. */
export interface ShownEventDraft {
  readonly id: string;
  /** What was understood of what somebody typed. */
  readonly added: AddedEvent;
  readonly plan: Extract<AddedPlan, { kind: "planned" }>;
  /** It is published already, and this changes it. */
  readonly isChange: boolean;
  /** Another cluster's event that this one would join may be told of by name. */
  readonly mayTellKnown: boolean;
  readonly doubts: readonly EventDoubt[];
  /** Labels of the details that nobody was asked for. */
  readonly notAsked: readonly string[];
  readonly clusters: readonly NamedCluster[];
}

/** A draft as whoever typed it sees it: how it will be told, what to look at, what can be done. */
export function eventDraftCard(draft: ShownEventDraft, messages: Messages): Reply {
  const { addedEvents: words } = messages;
  const { plan, isChange, notAsked } = draft;
  const event = shownEvent(draft);
  const { title, summary } = event.facts;
  const heading = isChange ? words.draft.changeHeading(title) : words.draft.newHeading(title);
  return {
    summary: words.draft.summary(title, whenText(event, messages) ?? ""),
    blocks: [
      { type: "heading", text: heading },
      { type: "list", ordered: false, items: understood(draft, messages) },
      ...(summary === null ? [] : [paragraph(summary.slice(0, 600))]),
      ...notesOf(draft, messages).map(note),
      ...(notAsked.length === 0 ? [] : [paragraph(words.draft.notAsked(notAsked.join(", ")))]),
      note(plan.fate === null ? words.draft.nothingChanges : words.draft.notYet),
      ...actions(buttonsOf(draft, messages)),
    ],
    data: { kind: "event-draft", draft: draft.id, event: draft.added },
  };
}

/** As everybody will be shown it, unless another cluster's event may not be told of. */
function shownEvent({ plan, mayTellKnown, added }: ShownEventDraft): EventToKeep {
  return mayTellKnown || plan.shown.clusterId === added.clusterId
    ? plan.shown
    : { ...plan.shown, facts: added.facts };
}

function whenText({ occurrences }: EventToKeep, { directory }: Messages): string | null {
  return occurrences[0] === undefined ? null : whenOf(occurrences[0].time, directory.events);
}

function understood(draft: ShownEventDraft, messages: Messages): Inline[][] {
  const { draft: words } = messages.addedEvents;
  const event = shownEvent(draft);
  const { facts, status, clusterId } = event;
  const found = foundUnder(event.places);
  const rows: readonly (Inline[] | null)[] = [
    labelled(words.when, whenText(event, messages) ?? ""),
    labelled(
      words.where,
      placeText(facts) ?? (facts.onlineUrl === null ? words.noPlace : onlineWord(messages)),
    ),
    found === null ? null : labelled(words.found, found),
    facts.onlineUrl === null ? null : linked(words.join, facts.onlineUrl),
    facts.url === null ? null : linked(words.page, facts.url),
    facts.price === null ? null : labelled(words.price, facts.price),
    labelled(words.audience, audienceText(event, draft.clusters, messages)),
    labelled(words.whose, nameOf(clusterId, draft.clusters)),
    facts.tags.length === 0 ? null : labelled(words.tags, facts.tags.join(", ")),
    status === "scheduled" ? null : labelled(words.status, words.statuses[status]),
  ];
  return rows.filter((row) => row !== null);
}

function onlineWord({ directory }: Messages): string {
  return directory.events.onlineOnly;
}

function linked(label: string, url: string): Inline[] {
  return [
    { type: "strong", text: `${label}: ` },
    { type: "link", text: url, url },
  ];
}

/** `Leeds, Yorkshire and The Humber`; null where it is in no list of a place. */
function foundUnder(places: readonly string[]): string | null {
  const [first] = places;
  const place = first === undefined ? null : placeOf(first);
  if (place === null) return null;
  const region = regionOf(place.id);
  return region === null || region.id === place.id ? place.name : `${place.name}, ${region.name}`;
}

function audienceText(
  { audience, audienceClusters }: Pick<EventToKeep, "audience" | "audienceClusters">,
  clusters: readonly NamedCluster[],
  { addedEvents }: Messages,
): string {
  const names = audienceClusters.map((id) => nameOf(id, clusters)).join(", ");
  return addedEvents.draft.audienceOf(addedEvents.audiences[audience], names);
}

function nameOf(id: string, clusters: readonly NamedCluster[]): string {
  return clusters.find((cluster) => cluster.id === id)?.name ?? id;
}

function notesOf(draft: ShownEventDraft, messages: Messages): readonly string[] {
  const { addedEvents: words } = messages;
  const { added, plan, doubts, clusters } = draft;
  const { shown } = plan;
  const movedFrom = shown.occurrences[0]?.movedFrom ?? null;
  return [
    ...doubts.map((doubt) => doubtText(doubt, added, messages)),
    ...placeNote(added, shown, messages),
    ...knownNotes(draft, messages),
    ...(shown.audience === added.audience
      ? []
      : [words.note.narrower(audienceText(shown, clusters, messages))]),
    ...(movedFrom === null ? [] : [words.draft.movedFrom(whenOf(movedFrom, messages.directory.events))]),
  ];
}

function doubtText(
  doubt: EventDoubt,
  { start }: AddedEvent,
  { addedEvents: { note: words } }: Messages,
): string {
  switch (doubt.kind) {
    case "year-taken":
      return words.yearTaken(doubt.year);
    case "day-first":
      return words.dayFirst(doubt.written, longDate(Temporal.PlainDate.from(start.slice(0, 10))));
    case "twice":
      return words.twice;
    case "lacks-link":
      return words.lacksLink;
  }
}

/** What is said of where it is and not known as a place. */
function placeNote({ facts }: AddedEvent, shown: EventToKeep, { addedEvents }: Messages): readonly string[] {
  const place = placeText(facts);
  if (placesOf(facts).length > 0 || (shown.isOnline && !shown.isInPerson)) return [];
  const region = foundUnder(shown.places);
  const { unknownPlace, noPlace } = addedEvents.note;
  return [place === null ? noPlace(region) : unknownPlace(place.slice(0, 80), region)];
}

function knownNotes(draft: ShownEventDraft, messages: Messages): readonly string[] {
  const { note: words } = messages.addedEvents;
  const { plan, added, isChange, mayTellKnown, clusters } = draft;
  const { known, shown, wasAddedBefore } = plan;
  if (known === null) return [];
  const theirs = shown.clusterId === added.clusterId ? [] : [words.theirs(nameOf(shown.clusterId, clusters))];
  if (wasAddedBefore) return [words.addedBefore(known.facts.title), ...theirs];
  if (isChange) return theirs;
  if (!mayTellKnown) return [words.knownSomewhere];
  return [words.known(known.facts.title, whenText(known, messages) ?? ""), ...theirs];
}

function buttonsOf({ id, notAsked }: ShownEventDraft, { addedEvents: { button } }: Messages): Button[] {
  const normal = { text: id, style: "normal" } as const;
  const details: Button[] =
    notAsked.length === 0
      ? []
      : [{ ...normal, label: button.details, command: "events edit", text: `${id} details` }];
  return [
    { ...normal, label: button.publish, command: "events publish", style: "primary" },
    { ...normal, label: button.change, command: "events edit" },
    ...details,
    { ...normal, label: button.discard, command: "events discard" },
  ];
}
