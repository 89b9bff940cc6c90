import type { FoundMembership, FoundTier } from "../../directory/membership/membership-search.port.ts";
import { writtenDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";

type Words = Messages["membership"]["dates"];

/** Since when and until when; `today` (`2026-11-29`) tells whether it has ended. Empty where neither is known. */
export function membershipDates(
  { since, until }: Pick<FoundMembership, "since" | "until">,
  today: string,
  words: Words,
): readonly string[] {
  return [
    ...(since === null ? [] : [words.since(writtenDate(since))]),
    ...(until === null ? [] : [(until < today ? words.ended : words.until)(writtenDate(until))]),
  ];
}

/** ` (from 1 April 2026 until 31 March 2027)`, to stand behind a tier's name; empty where it holds for ever. */
export function tierDates(
  { validFrom, validUntil }: Pick<FoundTier, "validFrom" | "validUntil">,
  words: Words,
): string {
  const dates = [
    ...(validFrom === null ? [] : [words.from(writtenDate(validFrom))]),
    ...(validUntil === null ? [] : [words.until(writtenDate(validUntil))]),
  ];
  return dates.length === 0 ? "" : ` (${dates.join(" ")})`;
}
