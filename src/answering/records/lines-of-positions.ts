import { Temporal } from "temporal-polyfill";
import { lineOn } from "../../directory/positions/line-on.ts";
import type { FoundVersion, PositionTopic } from "../../directory/positions/position-search.port.ts";
import type { Reader } from "../../people/readership.ts";
import type { ClusterEntry } from "../cluster-directory.port.ts";
import type { PositionQuestion } from "./read-position-question.ts";
import type { DaysAsked, PositionLine } from "./told.ts";

export interface LinesWanted {
  readonly question: PositionQuestion;
  readonly around: {
    readonly reader: Reader;
    readonly clusters: readonly ClusterEntry[];
    readonly today: Temporal.PlainDate;
  };
}

/** What of each position is asked about. */
export function linesOf(
  positions: readonly PositionTopic[],
  found: readonly FoundVersion[],
  { question, around }: LinesWanted,
): readonly PositionLine[] {
  return positions.flatMap(({ positionId, owner }) => {
    const versions = found.filter((version) => version.positionId === positionId);
    if (versions.length === 0) return [];
    const isFederation = around.clusters.some(({ id, isFederation: is }) => id === owner && is);
    const standing = owner === around.reader.cluster ? "own" : isFederation ? "federation" : "other";
    const current = lineOn(versions, around.today.toString());
    return [{ standing, versions, current, shown: shownOf(versions, current, { question, around }) }];
  });
}

function shownOf(
  versions: readonly FoundVersion[],
  current: FoundVersion | null,
  { question, around }: LinesWanted,
): readonly FoundVersion[] {
  const { asked, days, versions: numbers } = question;
  const numbered = versions.filter(({ version }) => numbers.includes(version));
  if (numbered.length > 0) return numbered;
  if (asked === "history") return versions;
  const last = current ?? versions.findLast(({ from }) => from <= around.today.toString()) ?? versions.at(-1);
  const latest = last === undefined ? [] : [last];
  const ended = versions.findLast(({ until }) => until !== null && until <= around.today.toString());
  if (question.asksEnd && ended !== undefined) return [ended];
  if (question.asksForFirst) return versions.slice(0, 1);
  if (asked === "changes") return compared(versions, last, days);
  const previous = versions.findLast((version) => last !== undefined && version.version < last.version);
  if (question.asksForPrevious && days.length === 0 && previous !== undefined) return [previous];
  const [first] = days;
  // What is said of days to come is what is known today.
  if (first === undefined || first.isSince || isToCome(first.days, around.today)) return latest;
  const wanted = days.flatMap((one) => {
    const adopted = versions.filter(({ from }) => isWithin(from, one.days));
    const isOfOne = one.isName || asked === "stances";
    return isOfOne && adopted.length > 0 ? adopted : inForce(versions, one.days);
  });
  return versions.filter((version) => wanted.includes(version));
}

function isWithin(day: string, { from, until }: DaysAsked): boolean {
  return day >= from.toString() && day <= until.toString();
}

function isToCome({ from }: DaysAsked, today: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(from, today) > 0;
}

/** The text that was, and the one that is: of the days that are said, else the last two. */
function compared(
  versions: readonly FoundVersion[],
  last: FoundVersion | undefined,
  days: PositionQuestion["days"],
): readonly FoundVersion[] {
  if (last === undefined) return [];
  const [first, second] = days;
  const until = second === undefined ? last : (inForce(versions, second.days).at(-1) ?? last);
  const earlier = versions.filter(({ version }) => version < until.version);
  // A year in which a text was adopted means that text, but for “since 2021”.
  const isOfText = first !== undefined && (first.isName || (second !== undefined && !first.isSince));
  const named = isOfText ? earlier.filter(({ from }) => isWithin(from, first.days)) : [];
  const old = first === undefined ? earlier.slice(-1) : inForce(earlier, first.days).slice(0, 1);
  const then = named.length > 0 ? named.slice(-1) : old;
  const isNew = then.length === 0 && first !== undefined && inForce([until], first.days).length === 0;
  return [...(isNew ? earlier.slice(0, 1) : then), until];
}

/** Those that were the line on one of the days, oldest first. */
function inForce(versions: readonly FoundVersion[], { from, until }: DaysAsked): readonly FoundVersion[] {
  return versions.filter(
    (version) =>
      version.from <= until.toString() && (version.until === null || version.until > from.toString()),
  );
}
