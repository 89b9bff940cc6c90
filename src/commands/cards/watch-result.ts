import type { CalendarRead, WatchedKind, WatchedResult } from "../../knowledge/watched-source.ts";
import { documents, events, pages, watchMessages } from "../../messages/watch-messages.ts";

/** “12 pages: 1 new, 1 changed, 10 unchanged.” */
export function describeResult(outcome: WatchedResult, kind: WatchedKind): string {
  const { result } = watchMessages;
  if (outcome.kind === "failed") return result.failed(outcome.reason);
  if (outcome.kind === "calendar") return describeCalendar(outcome);
  const { added, replaced, unchanged, withdrawn, refused, firstReason } = outcome;
  const parts = [
    ...(added > 0 ? [result.added(added)] : []),
    ...(replaced > 0 ? [result.replaced(replaced)] : []),
    ...(unchanged > 0 ? [result.unchanged(unchanged)] : []),
    ...(withdrawn > 0 ? [result.withdrawn(withdrawn)] : []),
    ...(refused > 0 ? [result.refused(refused, firstReason ?? "")] : []),
  ];
  return [
    result.counts(
      kind === "folder" ? documents(outcome.documents) : pages(outcome.documents),
      parts.join(", "),
    ),
    ...(outcome.isCut ? [result.cut] : []),
    ...(outcome.elsewhere > 0 ? [result.elsewhere(outcome.elsewhere)] : []),
    ...(outcome.isUnfinished ? [result.unfinished] : []),
  ].join(" ");
}

/** “12 events: 1 new, 1 changed, 10 unchanged.” */
function describeCalendar(outcome: CalendarRead): string {
  const { result } = watchMessages;
  const { isUnchanged, added, changed, unchanged, withdrawn, refused, firstReason } = outcome;
  if (isUnchanged) return result.calendarUnchanged;
  const parts = [
    ...(added > 0 ? [result.added(added)] : []),
    ...(changed > 0 ? [result.replaced(changed)] : []),
    ...(unchanged > 0 ? [result.unchanged(unchanged)] : []),
    ...(withdrawn > 0 ? [result.withdrawn(withdrawn)] : []),
    ...(refused > 0 ? [result.refusedEvents(refused, firstReason ?? "")] : []),
  ];
  if (parts.length === 0) return result.calendarEmpty;
  return result.calendar(events(added + changed + unchanged + refused), parts.join(", "));
}

/** What was found at an address that is to be watched. */
export function describeFound(addresses: number, as: string): string {
  const { added } = watchMessages;
  if (as === "calendar") return added.calendar;
  return as === "page" ? added.page : added.list(pages(addresses));
}
