import { Temporal } from "temporal-polyfill";
import { windowsZones } from "./windows-zones.ts";

/** A time zone that is there; made by `findZone` only. */
export interface Zone {
  /** IANA name, such as `Europe/London`. */
  readonly id: string;
}

/** The clock on the wall in all of the United Kingdom. */
export const ukZone: Zone = { id: "Europe/London" };

export type ZoneFound =
  | { readonly kind: "found"; readonly zone: Zone }
  | { readonly kind: "unknown"; readonly name: string };

/**
 * Names without a place that mean one zone. Others are refused: the runtime takes BST for Bangladesh, IST may be
 * India, Ireland or Israel. BST is ours: who writes it here means the clock on the wall in London.
 */
const shortNames: ReadonlyMap<string, string> = new Map([
  ["utc", "Etc/UTC"],
  ["gmt", "Etc/UTC"],
  ["z", "Etc/UTC"],
  ["zulu", "Etc/UTC"],
  ["bst", "Europe/London"],
  ["gb", "Europe/London"],
  ["gb-eire", "Europe/London"],
  ["eire", "Europe/Dublin"],
  ["wet", "WET"],
  ["cet", "CET"],
  ["met", "MET"],
  ["eet", "EET"],
  ["est5edt", "America/New_York"],
  ["cst6cdt", "America/Chicago"],
  ["mst7mdt", "America/Denver"],
  ["pst8pdt", "America/Los_Angeles"],
]);

/**
 * The zone a calendar means by a TZID: an IANA name in any case; one behind a vendor's prefix, as Evolution and
 * Lightning write (`/freeassociation.sourceforge.net/Europe/London`); a name of Windows or Outlook. What names no place
 * (“Customized Time Zone”) is unknown, never the zone of this computer.
 */
export function findZone(name: string): ZoneFound {
  const wanted = name
    .trim()
    .replace(/^"(.*)"$/, "$1")
    .trim();
  const known = wanted.toLowerCase().replace(/^\((?:utc|gmt)[^)]*\)\s*/, "");
  const id = shortNames.get(known) ?? windowsZones.get(known) ?? findPlace(wanted);
  return id === null ? { kind: "unknown", name: name.slice(0, 80) } : { kind: "found", zone: { id } };
}

/** Names have two or three parts (`America/Argentina/Ushuaia`); before them only a prefix may stand. */
function findPlace(name: string): string | null {
  const parts = name.split("/");
  if (parts.length < 2) return null;
  const isPrefixed = /^(?:\/|posix\/|right\/)/i.test(name);
  const names = isPrefixed ? [parts.slice(-3), parts.slice(-2)] : [parts];
  for (const candidate of names) {
    const id = canonicalName(candidate.join("/"));
    if (id !== null) return id;
  }
  return null;
}

function canonicalName(name: string): string | null {
  if (!/^[a-z][\w+-]*(?:\/[a-z][\w+-]*){1,2}$/i.test(name)) return null;
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/**
 * The instant a wall time is, by RFC 5545, section 3.3.5: one that the clocks skip is read with the offset before the
 * gap, so that it is later by it; of one that comes twice the first counts.
 */
export function toInstant(wallTime: Temporal.PlainDateTime, zone: Zone): Temporal.Instant {
  return wallTime.toZonedDateTime(zone.id, { disambiguation: "compatible" }).toInstant();
}

/** What the clock on the wall shows in a zone at an instant. */
export function wallTimeAt(instant: Temporal.Instant, zone: Zone): Temporal.PlainDateTime {
  return instant.toZonedDateTimeISO(zone.id).toPlainDateTime();
}

/** The day it is in the United Kingdom, `2026-11-29`. */
export function ukDay(at: Date): string {
  return wallTimeAt(Temporal.Instant.fromEpochMilliseconds(at.getTime()), ukZone).toPlainDate().toString();
}

const ukZones = new Set([
  "Europe/London",
  "Europe/Belfast",
  "Europe/Jersey",
  "Europe/Guernsey",
  "Europe/Isle_of_Man",
]);

/**
 * What to write after a time: GMT or BST in the United Kingdom, by the date; elsewhere what people here know it by
 * (CET), or how far it is from GMT (GMT-5).
 */
export function zoneLabel(wallTime: Temporal.PlainDateTime, zone: Zone): string {
  const zoned = toInstant(wallTime, zone).toZonedDateTimeISO(zone.id);
  if (ukZones.has(zone.id)) return zoned.offsetNanoseconds === 0 ? "GMT" : "BST";
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone.id, timeZoneName: "short" }).formatToParts(
    zoned.epochMilliseconds,
  );
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? zoned.offset;
}
