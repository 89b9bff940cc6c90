import { readRule } from "../calendar/recurrence/read-rule.ts";
import type { RecurrenceRule } from "../calendar/recurrence/recurrence-rule.ts";
import { toInstant, wallTimeAt, type Zone } from "../calendar/zones.ts";
import type { WhenSaid } from "./phrase.ts";

const rulePattern = /(?:\bRRULE:)?\bFREQ=[A-Z0-9=;,+:-]+/i;

/** A recurrence rule of RFC 5545 as another calendar writes it, `RRULE:FREQ=MONTHLY;BYDAY=1TU`, and the text without it. */
export function takeRule(text: string): { readonly rule: string | null; readonly rest: string } {
  const rule = rulePattern.exec(text)?.[0] ?? null;
  return { rule, rest: rule === null ? text : text.replace(rule, " ") };
}

/** Notes what the rule says beside what was said in words; one that is not for announcements is a problem. */
export function noteRule(rule: string, said: WhenSaid, zone: Zone): void {
  const read = readRule(rule);
  const often = read.kind === "read" ? oftenOf(read.rule, rule) : null;
  if (read.kind === "refused" || often === null) {
    said.problems.push({ problem: "not-understood", said: rule });
    return;
  }
  said.often.push({ ...often, isUnclear: false, said: rule });
  if (read.rule.count !== null) said.counts.push(read.rule.count);
  if (read.rule.until !== null) {
    const { time, isUtc } = read.rule.until;
    said.until.push((isUtc ? wallTimeAt(toInstant(time, { id: "UTC" }), zone) : time).toPlainDate());
  }
}

/** Null where it goes by the clock: an announcement goes out once a day at most, at the time that is said beside it. */
function oftenOf({ frequency, interval, hours, minutes, seconds }: RecurrenceRule, rule: string) {
  const isByClock = frequency === "HOURLY" || frequency === "MINUTELY" || frequency === "SECONDLY";
  if (isByClock || hours !== null || minutes !== null || seconds !== null) return null;
  const parts = rule
    .toUpperCase()
    .replace("RRULE:", "")
    .split(";")
    .filter((part) => part !== "" && !/^(?:FREQ|INTERVAL|COUNT|UNTIL)=/.test(part));
  return { frequency, interval, parts };
}
