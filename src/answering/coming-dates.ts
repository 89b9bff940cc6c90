// Whoever asks what is coming is not served by pages of years gone by.

const coming = /\b(?:next|upcoming|coming up|(?:this|next) (?:week(?:end)?|month)|tomorrow|tonight)\b/iu;
const asksWhenOrWhat = /\b(?:when|what|what's|which|any|is there|are there)\b/iu;
const asksWhenItIs = /\bwhen (?:is|are|will)\b|\bwhen's\b/iu;
const comesAgain = /\b(?:every|each|weekly|fortnightly|monthly|quarterly|yearly|annual(?:ly)?)\b/iu;
const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const year =
  /(?:\b(\d{1,2})(?:st|nd|rd|th)? )?(?:\b([a-z]{3,9})\.? )?(?:(\d{1,2}), )?\b(20\d{2})\b(?:-(\d{2})-(\d{2})\b)?/giu;

/** Whether something still to come is asked for: "What is on next week?", "When is the next call?" */
export function asksWhatIsComing(question: string): boolean {
  return asksWhenOrWhat.test(question) && coming.test(question);
}

/** Whether "when is" was asked and all the dates that are said are over. `today` is an ISO date. */
export function tellsOnlyOfThePast(question: string, said: string, today: string): boolean {
  return asksWhenItIs.test(question) && datesIn(said).length > 0 && !tellsOfTheComing(said, today);
}

/** Whether a text has a date from `today` on, or something that comes round again. A bare year lasts to its end. */
export function tellsOfTheComing(said: string, today: string): boolean {
  return comesAgain.test(said) || datesIn(said).some((date) => date >= today);
}

/** The last day each date may mean, ISO. */
function datesIn(text: string): string[] {
  return [...text.matchAll(year)].map(([, before, name, after, years, isoMonth, isoDay]) => {
    if (isoMonth !== undefined) return `${years}-${isoMonth}-${isoDay}`;
    const month = monthNames.indexOf((name ?? "").slice(0, 3).toLowerCase()) + 1;
    if (month === 0) return `${years}-12-31`;
    return `${years}-${String(month).padStart(2, "0")}-${(before ?? after ?? "31").padStart(2, "0")}`;
  });
}
