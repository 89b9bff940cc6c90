import { matchZoneRules, type ZoneRules } from "./match-zone-rules.ts";
import { zoneOfWindowsName } from "./windows-zones.ts";

export type ResolvedZone =
  /** `by` says whether the file names the zone, or only its rules are those of the zone. */
  | { readonly kind: "iana"; readonly name: string; readonly by: "name" | "rules" }
  | { readonly kind: "custom" };

/** What a VTIMEZONE says. */
export interface ZoneDefinition extends ZoneRules {
  /** X-LIC-LOCATION: the IANA name a program knew the zone by. */
  readonly location: string | null;
}

/**
 * The zone a TZID means: an IANA name, one behind a vendor's prefix, what the definition calls itself, Windows' name,
 * or a zone with the same rules. Never a guess by abbreviation: JavaScript itself takes BST for Bangladesh.
 */
export function resolveZone(written: string, definition: ZoneDefinition | undefined): ResolvedZone {
  const name =
    ianaName(written) ??
    afterPrefix(written) ??
    ianaName(definition?.location ?? "") ??
    afterPrefix(definition?.location ?? "") ??
    zoneOfWindowsName(written);
  if (name !== null) return { kind: "iana", name, by: "name" };
  const alike = definition === undefined ? null : matchZoneRules(definition);
  return alike === null ? { kind: "custom" } : { kind: "iana", name: alike, by: "rules" };
}

/** Of names without a slash only those of the database: CST or IST mean several things. */
const short = new Set(
  "UTC UCT GMT Zulu Greenwich Universal WET CET MET EET GB Eire EST5EDT CST6CDT MST7MDT PST8PDT".split(" "),
);

/** The name in the database's own capitals, or null when it has none like it. */
function ianaName(text: string): string | null {
  if (text.length > 60 || !(short.has(text) || /^[A-Za-z][\w+-]*(?:\/[\w+-]+)+$/.test(text))) return null;
  try {
    const { timeZone } = new Intl.DateTimeFormat("en-GB", { timeZone: text }).resolvedOptions();
    // An old name (US/Eastern) is answered by a new one; it is kept, since it is as good.
    return timeZone.toLowerCase() === text.toLowerCase() ? timeZone : text;
  } catch {
    return null;
  }
}

/** `/mozilla.org/20070129_1/Europe/London`, `/freeassociation.sourceforge.net/Tzfile/America/Argentina/Salta`. */
function afterPrefix(text: string): string | null {
  const parts = text.slice(0, 200).split("/");
  for (const length of [3, 2]) {
    const name = parts.length > length ? ianaName(parts.slice(-length).join("/")) : null;
    if (name !== null) return name;
  }
  return null;
}
