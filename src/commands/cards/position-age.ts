import { Temporal } from "temporal-polyfill";

/** How long ago an ISO day was, in the unit people would say it in. */
export function ageOf(
  day: string,
  today: string,
): { readonly unit: "day" | "month" | "year"; readonly count: number } {
  const since = Temporal.PlainDate.from(day).until(Temporal.PlainDate.from(today), { largestUnit: "year" });
  if (since.years > 0) return { unit: "year", count: since.years };
  if (since.months > 0) return { unit: "month", count: since.months };
  return { unit: "day", count: Math.max(0, since.days) };
}
