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

/** An ISO date of any exactness as people write it: `2020` → 2020, `2020-06` → June 2020, `2020-06-23` → 23 June 2020. */
export function writtenDate(iso: string): string {
  const [year = "", month, day] = iso.slice(0, 10).split("-");
  const monthName = month === undefined ? undefined : months[Number(month) - 1];
  if (monthName === undefined) return year;
  return day === undefined ? `${monthName} ${year}` : `${Number(day)} ${monthName} ${year}`;
}
