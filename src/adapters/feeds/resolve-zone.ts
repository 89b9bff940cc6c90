import type { ZoneFound } from "../../calendar/zones.ts";
import { matchZoneRules, type ZoneRules } from "./match-zone-rules.ts";

export type ResolvedZone =
  /** `by` says whether the file names the zone, or only its rules are those of the zone. */
  | { readonly kind: "iana"; readonly name: string; readonly by: "name" | "rules" }
  | { readonly kind: "custom" };

/** What a VTIMEZONE says. */
export interface ZoneDefinition extends ZoneRules {
  /** X-LIC-LOCATION: the IANA name a program knew the zone by. */
  readonly location: string | null;
}

/** The zone a name means; src/calendar/zones.ts says which. */
export type FindZone = (name: string) => ZoneFound;

/** The zone a TZID means: by its name, by what its definition calls itself, or one with the same rules. */
export function resolveZone(
  written: string,
  definition: ZoneDefinition | undefined,
  findZone: FindZone,
): ResolvedZone {
  for (const name of [written, definition?.location ?? ""]) {
    const found = findZone(name);
    if (found.kind === "found") return { kind: "iana", name: found.zone.id, by: "name" };
  }
  const alike = definition === undefined ? null : matchZoneRules(definition);
  return alike === null ? { kind: "custom" } : { kind: "iana", name: alike, by: "rules" };
}
