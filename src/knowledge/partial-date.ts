/** True for a real day, month or year written as ISO 8601: `2024-06-13`, `2024-06` or `2024`. */
export function isPartialDate(value: string): boolean {
  if (!/^[12]\d{3}(-(0[1-9]|1[0-2])(-\d{2})?)?$/.test(value)) return false;
  const day = firstDay(value);
  const instant = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(day);
}

/** The first day a partial date means, as `YYYY-MM-DD`. */
export function firstDay(value: string): string {
  return `${value}${"-01-01".slice(value.length - 4)}`;
}

/** The last day a partial date means, as `YYYY-MM-DD`. */
export function lastDay(value: string): string {
  if (value.length === 10) return value;
  if (value.length === 4) return `${value}-12-31`;
  const [year, month] = value.split("-").map(Number);
  // Day 0 of the next month is the last of this one; Date counts months from 0.
  return new Date(Date.UTC(year ?? 0, month ?? 1, 0)).toISOString().slice(0, 10);
}
