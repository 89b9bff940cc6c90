import type { Temporal } from "temporal-polyfill";
import { bankHolidaysCover, type Division } from "../calendar/bank-holidays.ts";
import { wallTimeAt, type Zone, zoneLabel } from "../calendar/zones.ts";
import type { AnnouncementContent } from "../chat/rich-text.ts";
import type { Audience } from "../shared/audience.ts";
import { type ChosenDestination, isNarrowEnough } from "./choose-destinations.ts";
import { applyConsent, type ConsentNote, type HoldReason, type SkipReason } from "./consent.ts";
import type { Outlook } from "./outlook.ts";
import type { Examined, Mentionable, RefusalReason } from "./poster.port.ts";
import { dayOfRun, type Moment } from "./runs.ts";
import { type Schedule, wallMinute } from "./schedule.ts";

/** What is looked at before anybody approves. */
export interface Planned {
  readonly now: Temporal.Instant;
  readonly schedule: Schedule;
  /** How late it may be, in minutes. */
  readonly lateBy: number;
  /** Whose announcement it is. */
  readonly cluster: string;
  readonly audience: Audience;
  readonly content: Pick<AnnouncementContent, "topic" | "image" | "mention">;
}

export interface PlannedDestination {
  readonly chosen: ChosenDestination;
  readonly examined: Examined;
  /** Whose bank holidays count there; null for none. */
  readonly division: Division | null;
  /** How many messages it takes there. */
  readonly parts: number;
  /** How many things a digest would list there today; null for what is none. */
  readonly listsToday: number | null;
  /** How many announcements of others that workspace gets on a day there (`2026-12-01`). */
  readonly othersOn: (day: string) => number;
}

/** A longer announcement would bury the channel. */
export const partsAtMost = 10;

/**
 * - `late`: its time there is over by more than it may be late; the author would be asked.
 * - `skipped` with `excepted`: a repeat that leaves out bank holidays; `same-channel`: another destination of the list
 *   is the same shared channel; `no-run`: no run is to come.
 * - `will-fail` with `audience`, `shared-with-others`: people would see it who are not to.
 */
export type Outcome =
  | { readonly kind: "goes" }
  | { readonly kind: "held"; readonly reasons: readonly HoldReason[] }
  | { readonly kind: "skipped"; readonly reason: SkipReason | "excepted" | "same-channel" | "no-run" }
  | { readonly kind: "late" }
  | {
      readonly kind: "will-fail";
      readonly reason: RefusalReason | "too-many-parts" | "audience" | "shared-with-others";
    };

export type ForecastNote =
  | ConsentNote
  /** The clocks skip that minute: it goes out at `shown`. Minutes on the wall in `zone`, also below. */
  | { readonly note: "clock-skips"; readonly slot: string; readonly shown: string; readonly zone: Zone }
  /** That minute comes twice: it goes out the first time. */
  | { readonly note: "clock-twice"; readonly slot: string; readonly zone: Zone }
  /** Its time there is over, but not by long. */
  | { readonly note: "goes-at-once"; readonly slot: string }
  | { readonly note: "excepted-holiday"; readonly holiday: string }
  | { readonly note: "holidays-known-until"; readonly year: number }
  | { readonly note: "lists-today"; readonly items: number }
  | { readonly note: "mentions"; readonly whom: Mentionable }
  | { readonly note: "mention-not-wanted" | "mention-not-yours" }
  | { readonly note: "several-parts"; readonly parts: number }
  /** Nothing could be found out about the channel. */
  | { readonly note: "not-examined"; readonly detail: string }
  /** A lost answer cannot be looked up there: it may end up as unconfirmed. */
  | { readonly note: "cannot-look-up" }
  | { readonly note: "same-channel-as"; readonly workspace: string };

/** What one destination will see, and when, of the coming run. */
export interface Forecast {
  readonly chosen: ChosenDestination;
  readonly channelName: string | null;
  readonly outcome: Outcome;
  /** When by the clock there, with its label (GMT, BST); null where it does not go out. */
  readonly when: LocalTime | null;
  readonly notes: readonly ForecastNote[];
}

export interface LocalTime {
  readonly at: Temporal.Instant;
  /** `2026-12-01T09:00`. */
  readonly wall: string;
  readonly zone: Zone;
  readonly label: string;
}

/** Of one destination; `outlook` is that of the same schedule and instant. */
export function forecast(planned: Planned, destination: PlannedDestination, outlook: Outlook): Forecast {
  const { chosen, examined } = destination;
  const channelName = examined.kind === "ready" ? examined.channelName : null;
  const timed = timeOf(planned, destination, outlook);
  const failure = failureOf(planned, destination);
  const notes = [...mentionNotes(planned, destination), ...notesOn(destination), ...timed.notes];
  if (failure === null) return { chosen, channelName, outcome: timed.outcome, when: timed.when, notes };
  return { chosen, channelName, outcome: { kind: "will-fail", reason: failure }, when: null, notes };
}

type Failure = Extract<Outcome, { readonly kind: "will-fail" }>["reason"];

function failureOf(
  { audience, content }: Planned,
  { chosen, examined, parts }: PlannedDestination,
): Failure | null {
  if (!isNarrowEnough(chosen.channel.audience, audience)) return "audience";
  if (examined.kind === "refused") return examined.reason;
  if (parts > partsAtMost) return "too-many-parts";
  if (examined.kind === "unknown") return null;
  if (audience !== "public" && examined.isShared) return "shared-with-others";
  return content.image !== null && !examined.mayAttach ? "may-not-attach" : null;
}

function notesOn({ examined, parts, listsToday }: PlannedDestination): readonly ForecastNote[] {
  return [
    ...(listsToday === null ? [] : [{ note: "lists-today" as const, items: listsToday }]),
    ...(parts > 1 ? [{ note: "several-parts" as const, parts }] : []),
    ...(examined.kind === "unknown" ? [{ note: "not-examined" as const, detail: examined.detail }] : []),
    ...(examined.kind === "ready" && !examined.canReadBack ? [{ note: "cannot-look-up" as const }] : []),
  ];
}

function mentionNotes(
  { content: { mention } }: Planned,
  { chosen: { channel, workspace } }: PlannedDestination,
): readonly ForecastNote[] {
  if (mention === undefined) return [];
  if (!mention.in.some((cluster) => cluster === workspace.cluster)) return [{ note: "mention-not-yours" }];
  if (!channel.purposes.includes("mentions")) return [{ note: "mention-not-wanted" }];
  return [{ note: "mentions", whom: mention.whom }];
}

type Timed = Pick<Forecast, "outcome" | "when" | "notes">;

function timeOf(planned: Planned, destination: PlannedDestination, outlook: Outlook): Timed {
  const { now, schedule } = planned;
  const { zone: id } = destination.chosen.workspace.consent;
  if (schedule.kind === "now") return agreed(planned, destination, { at: now, nextAt: null });
  const zone: Zone = { id: schedule.zone ?? id };
  const { moments, odd } = outlook.inZone(zone);
  const [coming, ...later] = moments;
  const about = [...odd.map((moment) => clockNote(moment, zone)), ...knownUntil(outlook, destination)];
  if (coming === undefined)
    return { outcome: { kind: "skipped", reason: "no-run" }, when: null, notes: about };
  const day = dayOfRun(schedule, coming.at, destination.division);
  if (day.kind === "bank-holiday") {
    const note = { note: "excepted-holiday" as const, holiday: day.holiday.name };
    return { outcome: { kind: "skipped", reason: "excepted" }, when: null, notes: [note, ...about] };
  }
  const late = now.epochMilliseconds - coming.at.epochMilliseconds;
  if (late > planned.lateBy * 60_000) return { outcome: { kind: "late" }, when: null, notes: about };
  const isOver = late > 0;
  const next = later.find(({ at }) => dayOfRun(schedule, at, destination.division).kind !== "bank-holiday");
  const timed = agreed(planned, destination, { at: isOver ? now : coming.at, nextAt: next?.at ?? null });
  const overdue = isOver ? [{ note: "goes-at-once" as const, slot: coming.slot }] : [];
  const notes = [...overdue, ...timed.notes, ...about];
  return day.kind === "unknown"
    ? holdUnknown(timed, notes, wallTimeAt(coming.at, zone))
    : { ...timed, notes };
}

function agreed(
  { cluster, content, now }: Planned,
  { chosen, division, othersOn }: PlannedDestination,
  { at, nextAt }: { readonly at: Temporal.Instant; readonly nextAt: Temporal.Instant | null },
): Timed {
  const { consent, cluster: whose } = chosen.workspace;
  const consented = applyConsent({ at, topic: content.topic, isOwn: whose === cluster }, consent, {
    division,
    othersOn,
    nextAt,
    now,
  });
  const { notes } = consented;
  if (consented.kind === "skipped")
    return { outcome: { kind: "skipped", reason: consented.reason }, when: null, notes };
  const when = localTime(consented.due, { id: consent.zone });
  return consented.kind === "goes"
    ? { outcome: { kind: "goes" }, when, notes }
    : { outcome: { kind: "held", reasons: consented.reasons }, when, notes };
}

function localTime(at: Temporal.Instant, zone: Zone): LocalTime {
  const zoned = wallTimeAt(at, zone);
  return { at, wall: wallMinute(zoned), zone, label: zoneLabel(zoned, zone) };
}

/** Whether that day is a bank holiday is not known yet, so that somebody has to say. */
function holdUnknown(timed: Timed, notes: readonly ForecastNote[], wall: Temporal.PlainDateTime): Timed {
  const before = timed.outcome.kind === "held" ? timed.outcome.reasons : [];
  if (timed.outcome.kind !== "goes" && timed.outcome.kind !== "held") return { ...timed, notes };
  return {
    outcome: { kind: "held", reasons: [...new Set([...before, "bank-holidays-unknown" as const])] },
    when: timed.when,
    notes: [{ note: "bank-holidays-unknown", day: wall.toPlainDate().toString() }, ...notes],
  };
}

function clockNote({ kind, slot, shown }: Moment, zone: Zone): ForecastNote {
  return kind === "skipped"
    ? { note: "clock-skips", slot, shown, zone }
    : { note: "clock-twice", slot, zone };
}

/** Of a repeat without bank holidays that goes on for longer than these are known. */
function knownUntil(outlook: Outlook, { division }: PlannedDestination): readonly ForecastNote[] {
  return outlook.outlastsBankHolidays && division !== null
    ? [{ note: "holidays-known-until", year: bankHolidaysCover.until }]
    : [];
}
