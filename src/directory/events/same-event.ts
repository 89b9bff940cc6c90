import { epochSeconds, wallSeconds } from "../../calendar/wall-text.ts";
import { isDay } from "./on-clock.ts";
import type { EventSeries, StatedEvent } from "./stated-event.ts";

/** By what the same event is recognised in another source. */
export interface EventMarks {
  /** The page's address without what differs from link to link; null where there is none. */
  readonly canonicalUrl: string | null;
  /** Title, start and place in one; null where one of them is not known. */
  readonly likeness: string | null;
}

export function marksOf(stated: StatedEvent): EventMarks {
  return { canonicalUrl: canonicalAddress(stated.facts.url), likeness: likenessOf(stated) };
}

/**
 * Whether two sources tell of one event, given that they share a uid, an address or a likeness: an address alone may be
 * the page of all of a cluster's events, so title or start must agree as well.
 */
export function isSameEvent(left: StatedEvent, right: StatedEvent): boolean {
  if (left.uid !== null && left.uid === right.uid) return true;
  const [ours, theirs] = [marksOf(left), marksOf(right)];
  if (ours.likeness !== null && ours.likeness === theirs.likeness) return true;
  if (ours.canonicalUrl === null || ours.canonicalUrl !== theirs.canonicalUrl) return false;
  return (
    plainTitle(left.facts.title) === plainTitle(right.facts.title) ||
    startOf(left.series) === startOf(right.series)
  );
}

const trackers = /^(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid|aff|ref|source)$/i;

/** A fragment stays: some pages hold several events. */
function canonicalAddress(address: string | null): string | null {
  if (address === null || !URL.canParse(address)) return null;
  const url = new URL(address);
  for (const name of [...url.searchParams.keys()]) if (trackers.test(name)) url.searchParams.delete(name);
  url.searchParams.sort();
  const host = url.host.replace(/^www\./, "");
  return `${host}${url.pathname.replace(/\/+$/, "")}${url.search}${url.hash}`.slice(0, 1_000);
}

function likenessOf({ facts, series, clusterId }: StatedEvent): string | null {
  const [title, start] = [plainTitle(facts.title), startOf(series)];
  if (title === "" || start === null) return null;
  // Without a place two clusters' coffee mornings would be one.
  const place =
    facts.postcode ?? (facts.venue === null ? canonicalAddress(facts.onlineUrl) : plainTitle(facts.venue));
  return `${title} | ${start} | ${place ?? clusterId}`.slice(0, 1_000);
}

/** Letters and digits only, in lower case and without accents. */
function plainTitle(title: string | null): string {
  return (title ?? "")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(/[’']/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The first start, as an instant or a day. */
function startOf(series: EventSeries | null): string | null {
  if (series === null) return null;
  return isDay(series.start)
    ? series.start
    : String(epochSeconds(wallSeconds(series.start), { id: series.zone }));
}
