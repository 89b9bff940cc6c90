import type { EventsTold, EventsWanted } from "../../answering/records/told.ts";
import type { Block, Button, Inline } from "../../chat/reply.ts";
import type { FoundEvent } from "../../directory/events/event-search.port.ts";
import { longDate, writtenDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";
import { announceEventButton } from "./announce-event-button.ts";
import { placeText, priceText, whenOf, whereText } from "./event-text.ts";
import { actions, note, paragraph } from "./pieces.ts";
import type { RecordsCardNeeds, RecordsCardPart } from "./records-card.ts";
import { isToCome, remindButtons } from "./remind-buttons.ts";

type Words = Messages["directory"]["events"];

/** Events as people read them: what was asked, in sentences, then each with time, place, price and links. */
export function eventsPart(told: EventsTold, needs: RecordsCardNeeds): RecordsCardPart {
  const { messages } = needs;
  const words = messages.directory.events;
  const sentences = sentencesOf(told, words);
  const items = told.events.map((event) => eventItem(event, needs));
  const more = told.total - told.events.length;
  const isOne = told.events.length === 1;
  const blocks: Block[] = [
    paragraph(sentences.join(" ")),
    ...(items.length === 0 ? [] : [{ type: "list" as const, ordered: false, items }]),
    ...(told.lead === "list" && more > 0 ? [note(words.more(more))] : []),
    ...rankedNotes(told, words),
    ...(isOne ? detailNotes(told.events[0], words) : []),
    ...seenNote(told.events, words),
    ...(told.events.some(({ isSample }) => isSample) ? [note(messages.directory.sample)] : []),
    ...buttonsOffered(told, needs),
  ];
  const listed = items.map((item) => item.map(textOf).join(""));
  return { sentences, blocks, listed, records: told.events.flatMap(({ uids }) => uids) };
}

const rowOfButtons = 5;

/** A list of more dates than a row has buttons offers none: `/cluster remind` and `/cluster announce event` take a name. */
function buttonsOffered({ events, now }: EventsTold, needs: RecordsCardNeeds): readonly Block[] {
  const { messages, offersReminders = false } = needs;
  const at = new Date(now.epochMilliseconds);
  const rows = [
    offersReminders ? remindButtons(events, at, messages) : [],
    announceButtons(events, at, needs),
  ].filter((buttons) => buttons.length <= rowOfButtons);
  const all = rows.flat();
  return all.length <= rowOfButtons ? actions(all) : rows.flatMap(actions);
}

/** Of several dates of one event the first. */
function announceButtons(
  events: readonly FoundEvent[],
  at: Date,
  { messages, mayAnnounce }: RecordsCardNeeds,
): readonly Button[] {
  const words = messages.digests.event;
  const own = events.filter((event) => isToCome(event, at) && mayAnnounce?.(event.clusterId) === true);
  const first = own.filter(({ eventId }, index) => own.findIndex((one) => one.eventId === eventId) === index);
  return first.map((event) =>
    announceEventButton(event, events.length === 1 ? words.button : words.show(event.title)),
  );
}

function sentencesOf(told: EventsTold, words: Words): readonly string[] {
  const what = wantedText(told.wanted, words);
  const [first] = told.events;
  switch (told.lead) {
    case "list":
      if (first === undefined) return [words.nothing(what)];
      return listOf(told, what, words);
    case "next":
      return [words.none(what), told.events.length > 1 ? words.nextAre : words.nextIs];
    case "only-past":
      return told.wanted.days === null ? [words.onlyPast] : [words.none(what), words.onlyPast];
    case "not-in-record":
      return [words.notInRecord];
    case "one":
      return told.events.flatMap((event, index) => [
        stateOf(event, told, words),
        ...(index === 0 ? answersOf(event, told, words) : []),
      ]);
  }
}

function listOf({ ranked, total }: EventsTold, what: string, words: Words): readonly string[] {
  const order = ranked?.order ?? null;
  if (order === null) return [words.list(what, total)];
  if (order === "largest") return [words.sizeUnknown, words.list(what, total)];
  return [words.first[order](what, total)];
}

function rankedNotes({ ranked }: EventsTold, words: Words): readonly Block[] {
  if (ranked === null) return [];
  return [
    ...(ranked.unpriced === 0 ? [] : [note(words.unpriced(ranked.unpriced))]),
    ...(ranked.lookedThrough === null ? [] : [note(words.lookedThrough(ranked.lookedThrough))]),
  ];
}

function wantedText(wanted: EventsWanted, words: Words): string {
  const { days, places, isOnline, isFree, price, partOfDay } = wanted;
  const where = places.length === 0 ? "" : words.in(orList(places.map(({ name }) => name)));
  const costs = price === null ? "" : words.priced[price.bound](`£${price.pounds}`);
  const part = partOfDay === null ? "" : words.partOfDay[partOfDay];
  const isOneDay = days?.from.equals(days.until) ?? false;
  const when =
    days === null
      ? ""
      : isOneDay
        ? words.on(longDate(days.from))
        : words.between(longDate(days.from), longDate(days.until));
  return `${isFree ? words.free : ""}${costs}${isOnline ? words.online : ""}${where}${part}${when}`;
}

function orList(names: readonly string[]): string {
  return new Intl.ListFormat("en-GB", { type: "disjunction" }).format(names);
}

/** How it stands with an event: planned, moved, cancelled, sold out, over. */
function stateOf(event: FoundEvent, { now, asked }: EventsTold, words: Words): string {
  const when = whenOf(event.time, words);
  const end = event.time.kind === "timed" ? (event.time.endsAt ?? event.time.startsAt) : null;
  const isOver =
    end === null
      ? event.time.kind === "allDay" &&
        event.time.lastDay < now.toZonedDateTimeISO("Europe/London").toPlainDate().toString()
      : end <= now.toString();
  if (event.status === "cancelled") return words.isCancelled(event.title, when);
  if (isOver) return words.wasOn(event.title, when);
  const from = event.movedFrom === null ? "" : ` ${words.movedFrom(whenOf(event.movedFrom, words))}`;
  if (event.status === "moved") return `${words.isMoved(event.title, when)}${from}`;
  const isPlanned = words.isOn(event.title, when);
  if (event.status === "sold out") return `${words.isSoldOut(event.title)} ${isPlanned}`;
  return asked.includes("tickets") ? `${isPlanned} ${words.maySellOut(event.title)}` : isPlanned;
}

function answersOf(event: FoundEvent, { asked }: EventsTold, words: Words): readonly string[] {
  const place = placeText(event);
  const answers: string[] = [];
  if (asked.includes("where")) {
    const where = whereText(event, words);
    answers.push(where === null ? words.whereUnknown : words.where(where));
  }
  if (asked.includes("price") || (asked.includes("audience") && event.price !== null)) {
    const price = priceText(event, words);
    answers.push(
      price === null ? words.priceUnknown : price === words.free_ ? words.isFree : words.price(price),
    );
  }
  if (asked.includes("audience")) answers.push(...forWhom(event, words));
  if (
    asked.includes("booking") &&
    !/\b(?:book|regist|rsvp|sign up|ticket|drop[ -]?in)/iu.test(event.summary ?? "")
  ) {
    answers.push(words.bookingUnknown);
  }
  if (asked.includes("online")) {
    const isOnline = event.onlineUrl !== null || event.tags.includes("online");
    if (isOnline) answers.push(place === null ? words.onlyOnline : words.both(place));
    else if (place !== null) answers.push(words.onlyInPerson(place));
  }
  if (asked.includes("organiser")) answers.push(words.organiser(event.organiser ?? event.clusterName));
  return answers;
}

/** What the record says of who may come: its own readers, else its price and tags. */
function forWhom({ audience, clusterName, price, tags }: FoundEvent, words: Words): readonly string[] {
  if (audience !== "public") {
    const whose = audience === "members" ? words.forMembers : words.forBoard;
    return [words.itIs(`${whose} (${clusterName})`)];
  }
  return /\b(?:members?|everyone|everybody|anyone|open to)\b/iu.test([price, ...tags].join(" "))
    ? []
    : [words.audienceUnknown];
}

function detailNotes(event: FoundEvent | undefined, words: Words): readonly Block[] {
  if (event === undefined) return [];
  const tags = event.tags.filter((tag) => tag !== "past");
  const summary = event.summary === null ? [] : [note(event.summary.slice(0, 600))];
  return [...summary, ...(tags.length === 0 ? [] : [note(words.subjects(tags.join(", ")))])];
}

/** When the sources of what is told were last read: the oldest of them. */
function seenNote(events: readonly FoundEvent[], words: Words): readonly Block[] {
  const seen = events
    .flatMap(({ sources }) => sources.map(({ lastSeenAt }) => lastSeenAt.toISOString().slice(0, 10)))
    .toSorted();
  return seen[0] === undefined ? [] : [note(words.seen(writtenDate(seen[0])))];
}

/** Title, time, place, price, who it is for, links. */
export function eventItem(event: FoundEvent, { messages, calendarAddress }: RecordsCardNeeds): Inline[] {
  const words = messages.directory.events;
  const status = words.status[event.status];
  const audience =
    event.audience === "members" ? words.forMembers : event.audience === "board" ? words.forBoard : null;
  const facts = [
    whenOf(event.time, words),
    whereText(event, words),
    priceText(event, words),
    audience === null ? null : `${audience} (${event.clusterName})`,
  ].filter((fact) => fact !== null);
  return [
    { type: "strong", text: event.title },
    { type: "text", text: `${status === "" ? "" : ` (${status})`} — ${facts.join("; ")}.` },
    ...linkTo(words.page, event.url),
    ...(event.onlineUrl === event.url ? [] : linkTo(words.join, event.onlineUrl)),
    // What is published as a calendar is public, and a cancelled date belongs in nobody's.
    ...(event.audience === "public" && event.status !== "cancelled"
      ? linkTo(words.addToCalendar, calendarAddress(event.occurrenceId))
      : []),
  ];
}

function linkTo(text: string, url: string | null): Inline[] {
  return url === null
    ? []
    : [
        { type: "text", text: " " },
        { type: "link", text, url },
      ];
}

function textOf(inline: Inline): string {
  if (inline.type === "link") return `${inline.text}: ${inline.url}`;
  return "text" in inline ? inline.text : "";
}
