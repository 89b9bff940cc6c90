import { type AnnouncementConsent, type BankHolidayRule, bankHolidayRules } from "./workspace.ts";

/** What somebody filled in, as they typed it. */
export interface ConsentGiven {
  readonly posting: string;
  readonly dailyCap: string;
  readonly quiet: string;
  readonly bankHolidays: string;
  readonly topics: string;
}

/**
 * What becomes of announcements of others: held for this workspace's own approval, posted unless somebody here says no
 * within so many hours, or posted at once.
 */
export const postingRules = ["hold", "veto-4", "veto-24", "veto-48", "accept"] as const;
export type PostingRule = (typeof postingRules)[number];

/** The rule a consent follows. Hours nobody can choose count as the next longer ones that can be chosen. */
export function postingRuleOf({ holds, vetoHours }: AnnouncementConsent): PostingRule {
  if (holds) return "hold";
  if (vetoHours === null) return "accept";
  return postingRules.find((rule) => (vetoHoursOf(rule) ?? 0) >= vetoHours) ?? "veto-48";
}

function vetoHoursOf(rule: PostingRule): number | null {
  const [, hours] = /^veto-(\d+)$/.exec(rule) ?? [];
  return hours === undefined ? null : Number(hours);
}

export type ConsentProblem = "posting" | "daily-cap" | "quiet-hours" | "zone" | "bank-holidays" | "topics";

export type UnderstoodConsent =
  | { readonly kind: "understood"; readonly consent: AnnouncementConsent }
  | { readonly kind: "problem"; readonly problem: ConsentProblem };

const dailyCapAtMost = 100;
const topicsAtMost = 20;
const topicCharacters = 40;

/**
 * Empty means: no limit, no quiet hours, no topics. Quiet hours are `20:00-08:00`, with an IANA zone behind where it
 * is another than `zone`.
 */
export function understandConsent(given: ConsentGiven, zone: string): UnderstoodConsent {
  const problem = (found: ConsentProblem): UnderstoodConsent => ({ kind: "problem", problem: found });
  const posting = postingRules.find((rule) => rule === given.posting);
  if (posting === undefined) return problem("posting");
  const dailyCap = readDailyCap(given.dailyCap);
  if (dailyCap === "wrong") return problem("daily-cap");
  const hours = readQuietHours(given.quiet, zone);
  if (typeof hours === "string") return problem(hours);
  const bankHolidays = bankHolidayRules.find((rule): rule is BankHolidayRule => rule === given.bankHolidays);
  if (bankHolidays === undefined) return problem("bank-holidays");
  const optedOutTopics = readTopics(given.topics);
  if (optedOutTopics === null) return problem("topics");
  const rule = { holds: posting === "hold", vetoHours: vetoHoursOf(posting) };
  const consent = { ...rule, dailyCap, ...hours, optedOutTopics, bankHolidays };
  return { kind: "understood", consent };
}

function readDailyCap(text: string): number | null | "wrong" {
  const typed = text.trim();
  if (typed === "") return null;
  const cap = Number(typed);
  return /^\d{1,4}$/.test(typed) && cap >= 1 && cap <= dailyCapAtMost ? cap : "wrong";
}

type QuietHours = Pick<AnnouncementConsent, "quiet" | "zone">;

function readQuietHours(text: string, zone: string): QuietHours | "quiet-hours" | "zone" {
  const typed = text.trim();
  if (typed === "") return { quiet: null, zone };
  const parts = /^(\d{1,2}:\d{2})\s*(?:-|–|to)\s*(\d{1,2}:\d{2})(?:\s+(\S+))?$/i.exec(typed);
  const [, first = "", second = "", named] = parts ?? [];
  const from = wallTime(first);
  const until = wallTime(second);
  if (from === null || until === null || from === until) return "quiet-hours";
  const known = named === undefined ? zone : knownZone(named);
  return known === null ? "zone" : { quiet: { from, until }, zone: known };
}

/** `8:00` as `08:00`; null when there is no such time of day. */
function wallTime(text: string): string | null {
  const [hours = "", minutes = ""] = text.split(":");
  if (text === "" || Number(hours) > 23 || Number(minutes) > 59) return null;
  return `${hours.padStart(2, "0")}:${minutes}`;
}

/** The zone as the IANA writes it; an offset such as `+01:00` is none, because it knows no summer time. */
function knownZone(text: string): string | null {
  if (!/^(UTC|[A-Za-z]+\/[A-Za-z/_+-]+)$/i.test(text)) return null;
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

function readTopics(text: string): readonly string[] | null {
  const topics = text
    .split(/[,;\n]/)
    .map((topic) => topic.trim().toLowerCase().replaceAll(/\s+/g, " "))
    .filter((topic) => topic !== "");
  const different = [...new Set(topics)];
  const isTooMuch =
    different.length > topicsAtMost || different.some((topic) => topic.length > topicCharacters);
  return isTooMuch ? null : different;
}
