import { comingDayOfMonth } from "./dates.ts";
import { day, monthMeant, placeInMonth } from "./days.ts";
import { comingMonth } from "./months-and-years.ts";
import { cardinal } from "./numbers.ts";
import {
  dayStretch,
  daysFrom,
  isMark,
  isWord,
  mondayOf,
  type Read,
  type Rule,
  type Stretch,
  skip,
  today,
} from "./reading.ts";
import type { Token } from "./tokens.ts";

/** `w/c 7th dec`, `wc 30 nov`, `week commencing monday 7 december`, `week ending 11 dec`, `the week of the 14th`. */
export const weekCommencing: Rule<Stretch> = (tokens, at, around) => {
  const marker = weekMarker(tokens, at);
  if (marker === null) return null;
  const start = skip(tokens, marker.next, "the");
  const named =
    day(tokens, start, around) ?? day(tokens, start - 1, around) ?? bareDay(tokens, start, around);
  if (named === null) return null;
  const date = named.value.start.toPlainDate();
  if (marker.value === "ending")
    return { value: daysFrom(date.subtract({ days: 6 }), 7, "week"), next: named.next };
  const from = marker.value === "of" ? mondayOf(date) : date;
  return { value: daysFrom(from, 7, "week"), next: named.next };
};

function weekMarker(tokens: readonly Token[], at: number): Read<"commencing" | "ending" | "of"> | null {
  if (isWord(tokens, at, "wc", "wb")) return { value: "commencing", next: at + 1 };
  if (isWord(tokens, at, "w") && isMark(tokens, at + 1, "/")) {
    if (isWord(tokens, at + 2, "c", "b")) return { value: "commencing", next: at + 3 };
    return isWord(tokens, at + 2, "e") ? { value: "ending", next: at + 3 } : null;
  }
  const start = isWord(tokens, at, "the") ? at + 1 : at;
  if (!isWord(tokens, start, "week")) return null;
  if (isWord(tokens, start + 1, "commencing", "beginning", "starting", "from"))
    return { value: "commencing", next: start + 2 };
  if (isWord(tokens, start + 1, "ending")) return { value: "ending", next: start + 2 };
  return isWord(tokens, start + 1, "of") ? { value: "of", next: start + 2 } : null;
}

/** After "week commencing" a number alone is a day. */
const bareDay: Rule<Stretch> = (tokens, at, around) => {
  const number = cardinal(tokens, at, around);
  if (number === null || number.value < 1 || number.value > 31) return null;
  const found = comingDayOfMonth(number.value, today(around));
  return found === null ? null : { value: dayStretch(found), next: number.next };
};

/** `the weekend of the 12th`, `last weekend of october`. */
export const weekendOf: Rule<Stretch> = (tokens, at, around) => {
  const start = isWord(tokens, at, "the") ? at + 1 : at;
  if (isWord(tokens, start, "weekend") && isWord(tokens, start + 1, "of")) {
    const named = day(tokens, start + 2, around);
    if (named === null) return null;
    const saturday = mondayOf(named.value.start.toPlainDate()).add({ days: 5 });
    return { value: daysFrom(saturday, 2, "day"), next: named.next };
  }
  const place = placeInMonth(tokens, start, around);
  if (place === null) return null;
  const isSplit = isWord(tokens, place.next, "week") && isWord(tokens, place.next + 1, "end");
  if (!isSplit && !isWord(tokens, place.next, "weekend")) return null;
  const month = monthMeant(tokens, place.next + (isSplit ? 2 : 1), around);
  if (month === null) return null;
  const stretch = comingMonth(month.value, around);
  const first = stretch.start.toPlainDate();
  const saturdays = [1, 2, 3, 4, 5]
    .map((nth) => first.add({ days: ((6 - first.dayOfWeek + 7) % 7) + (nth - 1) * 7 }))
    .filter((date) => date.month === first.month);
  const saturday = saturdays.at(place.value > 0 ? place.value - 1 : place.value);
  return saturday === undefined ? null : { value: daysFrom(saturday, 2, "day"), next: month.next };
};

/** `first week of december` is its first seven days, `last week of january` the week its last day is in. */
export const weekOfMonth: Rule<Stretch> = (tokens, at, around) => {
  const start = isWord(tokens, at, "the") ? at + 1 : at;
  const place = placeInMonth(tokens, start, around);
  if (place === null || !isWord(tokens, place.next, "week")) return null;
  const month = monthMeant(tokens, place.next + 1, around);
  if (month === null) return null;
  const stretch = comingMonth(month.value, around);
  const first = stretch.start.toPlainDate();
  const last = first.add({ months: 1 }).subtract({ days: 1 });
  const from =
    place.value > 0
      ? first.add({ days: (place.value - 1) * 7 })
      : mondayOf(last).add({ days: (place.value + 1) * 7 });
  return { value: daysFrom(from, 7, "week"), next: month.next };
};
