import { termsOf } from "../../shared/terms.ts";
import type { EventQuestion } from "./event-question.ts";
import { isDemanded } from "./question-text.ts";
import { readTitle } from "./title-units.ts";
import type { Demand } from "./told.ts";

/** What a record does not say documents may say, in the question's own words; of money off, in any. */
export function leftDemand({ left, unnamed, named }: EventQuestion): Demand {
  const isDiscount = /\b(?:discounts?|money off|% off)\b/iu.test(unnamed);
  return isDiscount
    ? { terms: [], clusters: [], shape: "fee" }
    : { terms: [...left, ...ofItsOwn(named)], clusters: [], shape: null };
}

/** When something is, documents tell only with a date, and of the thing itself. */
export function demandOf(question: EventQuestion): Demand | null {
  const isDate = /\b(?:when(?:'?s)?|what (?:date|day|time)|which (?:date|day)|dates? of|date)\b/iu.test(
    question.text,
  );
  const isOfEvents =
    question.isList || question.isNext || question.dates.length > 0 || question.asked.has("where");
  const facilities = facilitiesIn(question.text);
  if (facilities.length > 0) return { terms: facilities, clusters: [], shape: null };
  if (!isDate && !isOfEvents) return null;
  const isPast = /\b(?:was|were|did)\b/iu.test(question.text);
  if (isPast) return null;
  const shape = isDate || question.isList ? "date" : null;
  return { terms: question.subjects.flat().filter(isDemanded), clusters: question.clusters, shape };
}

/** Of a title the words that are no place: a source that speaks of the event has them. */
function ofItsOwn(named: EventQuestion["named"]): readonly string[] {
  const [first] = named;
  if (first === undefined) return [];
  return readTitle(first.title.title).units.flatMap(({ keys, isPlace }) => (isPlace ? [] : keys));
}

const facility =
  /\b(?:park(?:ing)?|step[ -]free|wheelchairs?|lifts?|dogs?|wi-?fi|food|vegans?|vegetarians?|veggies?|halal|kosher|toilets?|loos?|cr[eè]ches?|hearing loops?|showers?|cloakrooms?)\b/giu;

/** What a place has or has not: only a source that speaks of it tells. */
function facilitiesIn(text: string): readonly string[] {
  return [...text.matchAll(facility)].flatMap(([word]) => termsOf(word));
}
