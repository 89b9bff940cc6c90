/** How late an announcement may be, in minutes, unless its author says otherwise. */
export const usualLateMinutes = 120;

/** What a form offers. */
export const lateChoices = [15, 60, 120, 240, 1440] as const;

/** A platform may well ask for a few minutes' patience by itself; after a week it is another announcement. */
const lateMinutesLimits = { least: 5, most: 7 * 24 * 60 } as const;

const minutesIn = { m: 1, h: 60, d: 24 * 60 } as const;
const duration = /^(\d{1,6})\s*(?:(m)(?:in|ins|inute|inutes)?|(h)(?:r|rs|our|ours)?|(d)(?:ay|ays)?)$/i;

/** `30m`, `2h`, `1 day`, in minutes; null for what is none of these, or out of bounds. */
export function readLateness(text: string): number | null {
  const [, digits, ...units] = duration.exec(text.trim()) ?? [];
  const unit = units.find((one) => one !== undefined)?.toLowerCase();
  if (unit !== "m" && unit !== "h" && unit !== "d") return null;
  const minutes = Number(digits) * minutesIn[unit];
  return minutes < lateMinutesLimits.least || minutes > lateMinutesLimits.most ? null : minutes;
}
