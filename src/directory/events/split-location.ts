import { longest, tidyText } from "./tidy-text.ts";

export interface Location {
  readonly venue: string | null;
  readonly address: string | null;
  readonly postcode: string | null;
}

/** A UK postcode, in the forms BS 7666 has; not in small letters, which words of an address are written in too. */
const postcodePattern = /\b([A-Z]{1,2}\d[A-Z\d]?) ?(\d[ABD-HJLNP-UW-Z]{2})\b/;

/** Words a calendar puts where the place belongs when there is none to go to. */
const onlineOnly =
  /^(?:online|virtual|remote|zoom|(?:microsoft |ms )?teams|google meet|webinar|on ?line event)\b/i;

/** What stands in one line of a calendar: the venue first, then its address, with a postcode somewhere. */
export function splitLocation(location: string | null): Location {
  const text = tidyText(location?.replace(/\s*\n\s*/g, ", ") ?? null, longest.address);
  if (text === null || /^https?:\/\/\S+$/i.test(text)) return { venue: null, address: null, postcode: null };
  const parts = text
    .split(",")
    .map((part) => part.replace(postcodePattern, "").trim())
    .filter((part) => part !== "");
  const [venue = null, ...rest] = parts;
  return { venue, address: rest.length === 0 ? null : rest.join(", "), postcode: postcodeOf(text) };
}

/** `NG1 9ZZ`, or null where the text has none. */
export function postcodeOf(text: string | null): string | null {
  const [, outward, inward] = postcodePattern.exec(text ?? "") ?? [];
  return outward === undefined ? null : `${outward} ${inward}`;
}

/** Whether people may join online, go there, or both: by the link, the place, and what is said in its stead. */
export function attendanceOf(facts: Location & { readonly onlineUrl: string | null }): {
  readonly isOnline: boolean;
  readonly isInPerson: boolean;
} {
  const saysOnline = facts.venue !== null && onlineOnly.test(facts.venue);
  const hasPlace = facts.address !== null || facts.postcode !== null || (facts.venue !== null && !saysOnline);
  return { isOnline: facts.onlineUrl !== null || saysOnline, isInPerson: hasPlace };
}

/** Whether it costs nothing: null where the price does not tell, or tells different prices. */
export function isFreeAt(price: string | null): boolean | null {
  if (price === null) return null;
  const amounts = [...price.matchAll(/(?:£|€|\$)\s*(\d+(?:[.,]\d+)?)|\b(\d+(?:\.\d+)?)\b/g)].map(
    ([, one, other]) => Number((one ?? other ?? "").replace(",", ".")),
  );
  if (amounts.some((amount) => amount > 0)) return false;
  if (amounts.length > 0) return true;
  return /^\s*(?:free|no charge|gratis)\b/i.test(price) ? true : null;
}
