import type { CalendarEvent } from "../../directory/events/calendar-event.ts";
import { quoted } from "./collect-components.ts";
import type { EventSource } from "./read-event.ts";

export function readSequence({ one, needs }: EventSource): number {
  const property = one("SEQUENCE");
  if (property === null) return 0;
  const text = property.value.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text);
  needs.report(property.line, needs.messages.problems.badSequence(quoted(text)));
  return 0;
}

const statuses = {
  TENTATIVE: "tentative",
  CONFIRMED: "confirmed",
  CANCELLED: "cancelled",
  // American programs spell it so.
  CANCELED: "cancelled",
} as const satisfies Readonly<Record<string, CalendarEvent["status"]>>;

export function readStatus({ one, needs }: EventSource): CalendarEvent["status"] {
  const property = one("STATUS");
  if (property === null) return null;
  const word = property.value.trim().toUpperCase();
  if (isKeyOf(statuses, word)) return statuses[word];
  needs.report(property.line, needs.messages.problems.badStatus(quoted(property.value)));
  return null;
}

const classifications = {
  PUBLIC: "public",
  PRIVATE: "private",
  CONFIDENTIAL: "confidential",
} as const satisfies Readonly<Record<string, CalendarEvent["classification"]>>;

/** Nothing said is public (RFC 5545, section 3.8.1.3); anything else that is not known is private. */
export function readClassification({ one, needs }: EventSource): CalendarEvent["classification"] {
  const property = one("CLASS");
  const word = property?.value.trim().toUpperCase() ?? "";
  if (property === null || word === "") return "public";
  if (isKeyOf(classifications, word)) return classifications[word];
  needs.report(property.line, needs.messages.problems.badClass(quoted(property.value)));
  return "private";
}

function isKeyOf<Table extends object>(table: Table, word: string): word is Extract<keyof Table, string> {
  return Object.hasOwn(table, word);
}
