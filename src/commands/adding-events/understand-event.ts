import { Temporal } from "temporal-polyfill";
import { ukZone, wallTimeAt } from "../../calendar/zones.ts";
import { AddedEvent } from "../../directory/events/added-event.ts";
import { readTypedWhen, type WhenDoubt, type WhenProblem } from "../../directory/events/read-typed-when.ts";
import { readTypedWhere } from "../../directory/events/read-typed-where.ts";
import { longest, tidyTags, tidyText } from "../../directory/events/tidy-text.ts";
import { typedAddress } from "../../directory/events/web-address.ts";
import { longDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";
import { audiences } from "../../shared/audience.ts";
import { chosenIn, type Fields, fieldOf } from "../form-fields.ts";
import { longestTyped, type TypedField } from "./event-form.ts";
import { typedTextsOf } from "./typed-texts.ts";

/** What to look at of what was understood. */
export type EventDoubt = WhenDoubt | { readonly kind: "lacks-link" };

export type EventUnderstood =
  | { readonly kind: "understood"; readonly added: AddedEvent; readonly doubts: readonly EventDoubt[] }
  | { readonly kind: "problem"; readonly sentence: string };

export interface UnderstandingNeeds {
  readonly clusterId: string;
  /** What it said before; what the form did not ask for stays as it is there. Null for a new one. */
  readonly before: AddedEvent | null;
  readonly now: Date;
  readonly messages: Messages;
}

/** What was filled in about an event, or the first thing that is wrong with it, in one sentence. */
export function understandEvent(fields: Fields, needs: UnderstandingNeeds): EventUnderstood {
  const { before, clusterId, messages } = needs;
  const words = messages.addedEvents;
  const problem = (sentence: string) => ({ kind: "problem", sentence }) as const;
  const kept = before === null ? null : typedTextsOf(before);
  const typed = (name: TypedField): string =>
    fields?.[name] === undefined ? (kept?.[name] ?? "") : fieldOf(fields, name);
  const tooLong = typedFields.find((name) => typed(name).length > longestTyped[name]);
  if (tooLong !== undefined)
    return problem(words.problem.tooLong(words.form[tooLong], longestTyped[tooLong]));
  const title = tidyText(typed("title").replace(/\s+/g, " "), longest.title);
  if (title === null) return problem(words.problem.noTitle);
  const when = understandWhen(typed("when"), needs);
  if (when.kind === "problem") return when;
  const where = readTypedWhere(tidyText(typed("where"), longest.address) ?? "");
  if (where.kind === "not-a-link") return problem(words.problem.notALink(words.form.where, where.text));
  const audience =
    chosenIn(audiences, words.audiences, fieldOf(fields, "audience")) ?? before?.audience ?? null;
  if (audience === null) return problem(words.problem.noAudience);
  const page = typed("page");
  const url = page === "" ? null : typedAddress(page);
  if (page !== "" && url === null) return problem(words.problem.notALink(words.form.page, page.slice(0, 60)));
  const facts = {
    title,
    summary: tidyText(typed("summary"), longest.summary),
    organiser: null,
    ...where.where,
    url,
    price: priceOf(typed("price")),
    tags: [...tidyTags(typed("tags").split(/[,;\n]/))],
  };
  const added = AddedEvent.parse({
    clusterId,
    audience,
    status: before?.status ?? null,
    facts,
    ...when.span,
  });
  const lacksLink = where.lacksLink ? [{ kind: "lacks-link" } as const] : [];
  return { kind: "understood", added, doubts: [...when.doubts, ...lacksLink] };
}

const typedFields: readonly TypedField[] = ["title", "when", "where", "page", "price", "summary", "tags"];

function understandWhen(written: string, { before, now, messages }: UnderstandingNeeds) {
  const { problem: words } = messages.addedEvents;
  const uk = wallTimeAt(Temporal.Instant.fromEpochMilliseconds(now.getTime()), ukZone);
  const shown = written.slice(0, 80);
  const read = readTypedWhen(written, uk);
  if (read.kind === "problem")
    return { kind: "problem", sentence: sentenceFor(read.problem, shown, messages) } as const;
  const { start, end } = read.span;
  // The words of an event that is over may still be put right.
  const isAsBefore = before !== null && before.start === start && before.end === end;
  if (read.isOver && !isAsBefore)
    return {
      kind: "problem",
      sentence: words.isOver(longDate(Temporal.PlainDate.from(start.slice(0, 10)))),
    } as const;
  return read;
}

function sentenceFor(found: WhenProblem, written: string, { addedEvents: { problem } }: Messages): string {
  switch (found.kind) {
    case "no-day":
      return problem.noDay(written);
    case "no-time":
      return problem.noTime(written);
    case "several":
      return problem.several(written);
    case "repeated":
      return problem.repeated;
    case "end-before-start":
      return problem.endBeforeStart(written);
    case "left-over":
      return problem.leftOver(written, found.text);
    case "other-weekday":
      return problem.otherWeekday(longDate(found.day));
    case "skipped":
      return problem.skipped(
        longDate(found.time.toPlainDate()),
        found.time.toPlainTime().toString({ smallestUnit: "minute" }),
      );
  }
}

/** A number alone is in pounds; nought is free. */
function priceOf(text: string): string | null {
  if (/^£?0+(?:\.0+)?$/.test(text)) return "Free";
  const tidy = tidyText(text.replace(/\s+/g, " "), longest.line);
  return tidy !== null && /^\d+(?:\.\d\d)?$/.test(tidy) ? `£${tidy}` : tidy;
}
