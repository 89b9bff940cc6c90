const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

/** A day with its weekday (1 is Monday): `Monday 30 November 2026`. */
export function longDate(date: { readonly dayOfWeek: number; toString(): string }): string {
  return `${weekdays[date.dayOfWeek - 1]} ${writtenDate(date.toString())}`;
}

/** An ISO date of any exactness as people write it: `2020` → 2020, `2020-06` → June 2020, `2020-06-23` → 23 June 2020. */
export function writtenDate(iso: string): string {
  const [year = "", month, day] = iso.slice(0, 10).split("-");
  const monthName = month === undefined ? undefined : months[Number(month) - 1];
  if (monthName === undefined) return year;
  return day === undefined ? `${monthName} ${year}` : `${Number(day)} ${monthName} ${year}`;
}
