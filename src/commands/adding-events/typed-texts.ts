import { Temporal } from "temporal-polyfill";
import type { AddedEvent } from "../../directory/events/added-event.ts";
import { longDate } from "../../messages/dates.ts";
import { placeText } from "../cards/event-text.ts";
import type { TypedField } from "./event-form.ts";

/** An event as somebody would type it, so that a form opens with it and means the same when it is sent in. */
export function typedTextsOf(added: AddedEvent): Readonly<Record<TypedField, string>> {
  const { facts } = added;
  return {
    title: facts.title,
    when: whenTyped(added),
    where: whereTyped(added),
    page: facts.url ?? "",
    price: facts.price ?? "",
    summary: facts.summary ?? "",
    tags: facts.tags.join(", "),
  };
}

/** `Thursday 10 December 2026, 18:00 to 20:00`; each day with its date where there are two. */
function whenTyped({ start, end }: Pick<AddedEvent, "start" | "end">): string {
  const first = dayOf(start);
  if (end === null) return `${first}${clockOf(start)}`;
  const last = dayOf(end);
  return first === last
    ? `${first}${clockOf(start)} to ${clockOf(end).replace(", ", "")}`
    : `${first}${clockOf(start)} to ${last}${clockOf(end)}`;
}

function dayOf(text: string): string {
  return longDate(Temporal.PlainDate.from(text.slice(0, 10)));
}

function clockOf(text: string): string {
  return text.length === 10 ? "" : `, ${text.slice(11, 16)}`;
}

function whereTyped({ facts }: Pick<AddedEvent, "facts">): string {
  const place = placeText(facts);
  if (facts.onlineUrl === null) return place ?? "";
  return place === null ? `online ${facts.onlineUrl}` : `${place}; online ${facts.onlineUrl}`;
}
