import { type GuessedColumns, guessColumns, type TableField } from "../table/guess-columns.ts";
import type { Table } from "../table/table.ts";

/** What the columns of a table of events may hold, and what people call them. */
const fields = [
  { name: "uid", headings: ["uid", "id", "event id", "reference"] },
  {
    name: "title",
    headings: ["title", "event", "event title", "event name", "name", "subject", "summary", "what"],
  },
  { name: "cluster", headings: ["cluster", "cluster id"] },
  {
    name: "start",
    headings: [
      "start",
      "starts",
      "start date",
      "date",
      "event date",
      "start time and date",
      "begins",
      "from",
      "when",
      "starts at",
    ],
  },
  { name: "startTime", headings: ["start time", "time", "from time"] },
  { name: "end", headings: ["end", "ends", "end date", "finish", "finish date", "to", "until", "ends at"] },
  { name: "endTime", headings: ["end time", "finish time", "to time"] },
  { name: "zone", headings: ["zone", "time zone", "timezone"] },
  { name: "allDay", headings: ["all day", "all day event", "whole day"] },
  { name: "venue", headings: ["venue", "venue name", "location", "place", "where"] },
  { name: "address", headings: ["address", "venue address", "street address"] },
  { name: "postcode", headings: ["postcode", "post code", "venue postcode"] },
  {
    name: "onlineUrl",
    headings: ["online url", "online link", "join link", "joining link", "zoom link", "meeting link"],
  },
  { name: "organiser", headings: ["organiser", "organizer", "host", "hosted by", "organised by"] },
  { name: "price", headings: ["price", "cost", "fee", "ticket price"] },
  { name: "tags", headings: ["tags", "topics", "categories", "category", "topic"] },
  { name: "audience", headings: ["audience", "who may see it", "visible to"] },
  {
    name: "url",
    headings: ["url", "link", "web page", "page", "website", "event url", "event link", "booking link"],
  },
  { name: "status", headings: ["status", "state"] },
  { name: "rule", headings: ["rrule", "recurrence rule", "repeats", "recurrence"] },
  { name: "excluded", headings: ["exdates", "exdate", "except", "exceptions", "not on"] },
  { name: "description", headings: ["description", "details", "about", "text", "notes"] },
] as const satisfies readonly TableField<string>[];

export type EventField = (typeof fields)[number]["name"];
export type EventColumns = GuessedColumns<EventField>;

export function findEventColumns(table: Pick<Table, "columns" | "rows">): EventColumns {
  return guessColumns<EventField>(table, fields);
}

/** Whether a table is one of events: it says what, and when. */
export function isTableOfEvents({ found, unsure }: EventColumns): boolean {
  const has = (field: EventField): boolean => found.has(field) || unsure.some((one) => one.field === field);
  return has("title") && has("start");
}
