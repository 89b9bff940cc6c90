/** When a role ends. `bad`: not understood, or no such day; `past`: it would have ended already. */
export type RoleEnd = { readonly kind: "until"; readonly at: Date } | { readonly kind: "bad" | "past" };

/** The federation's own days: a role ends with the day, and this says where. */
const zone = "Europe/London";

/**
 * `2027-01-31` or `30 days` (weeks, months, years), with `until` or `for` before it: the role is held to the end of
 * that day.
 */
export function readRoleEnd(text: string, now: Date): RoleEnd {
  const words = text.trim().toLowerCase();
  const date = /^(?:until )?(\d{4})-(\d{2})-(\d{2})$/.exec(words);
  if (date !== null) {
    const [year = 0, month = 0, day = 0] = date.slice(1).map(Number);
    const isDay =
      new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day && month <= 12 && year >= 2000;
    return isDay ? endOf({ year, month, day }, now) : { kind: "bad" };
  }
  const span = /^(?:for )?(\d{1,4}) (day|week|month|year)s?$/.exec(words);
  if (span === null) return { kind: "bad" };
  return endOf(later(dayOf(now), Number(span[1]), span[2] ?? "day"), now);
}

interface Day {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
}

function later({ year, month, day }: Day, count: number, unit: string): Day {
  if (unit === "day" || unit === "week") {
    const date = new Date(Date.UTC(year, month - 1, day + count * (unit === "week" ? 7 : 1)));
    return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  }
  const months = year * 12 + (month - 1) + count * (unit === "year" ? 12 : 1);
  const target = { year: Math.floor(months / 12), month: (months % 12) + 1 };
  const last = new Date(Date.UTC(target.year, target.month, 0)).getUTCDate();
  return { ...target, day: Math.min(day, last) };
}

function dayOf(instant: Date): Day {
  const [year = 0, month = 0, day = 0] = new Intl.DateTimeFormat("en-CA", { timeZone: zone })
    .format(instant)
    .split("-")
    .map(Number);
  return { year, month, day };
}

/** Midnight after that day. Clocks change at one in the morning, so midnight is there once. */
function endOf({ year, month, day }: Day, now: Date): RoleEnd {
  const midnight = new Date(Date.UTC(year, month - 1, day + 1));
  const hour = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", hourCycle: "h23" });
  const at = new Date(midnight.getTime() - Number(hour.format(midnight)) * 3_600_000);
  return at <= now ? { kind: "past" } : { kind: "until", at };
}

/** The last day on which a role with this end is held, as `2027-01-31`. */
export function lastDayOf(until: Date): string {
  const { year, month, day } = dayOf(new Date(until.getTime() - 1));
  return [year, String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
}
