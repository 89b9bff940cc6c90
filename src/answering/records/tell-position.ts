import type { Temporal } from "temporal-polyfill";
import { lineOn } from "../../directory/positions/line-on.ts";
import type {
  FoundVersion,
  PositionSearch,
  PositionTopic,
} from "../../directory/positions/position-search.port.ts";
import { withoutSlips } from "../../directory/positions/read-position-names.ts";
import type { Reader } from "../../people/readership.ts";
import { termsOf } from "../../shared/terms.ts";
import type { ClusterEntry } from "../cluster-directory.port.ts";
import { type Chosen, choosePositions, ownersAsked } from "./choose-positions.ts";
import { judgeDocuments } from "./judge-documents.ts";
import { linesOf } from "./lines-of-positions.ts";
import { namePositionsByText, textOfAnybody, textOfOwner } from "./name-by-text.ts";
import { isEveryday, type NamedPosition, nameAlone, namePositions } from "./name-positions.ts";
import { type PositionQuestion, readPositionQuestion } from "./read-position-question.ts";
import type { PositionTold } from "./told.ts";

export interface PositionNeeds {
  readonly positions: PositionSearch;
}

export interface PositionsAround {
  readonly reader: Reader;
  readonly clusters: readonly ClusterEntry[];
  readonly today: Temporal.PlainDate;
  readonly now: Date;
}

/**
 * - `told`: the register says it. `choices`: several topics may be meant.
 * - `unknown`: a line is asked for, and no known position has such a name; `subject` are the terms of it.
 * - `other`: it is about something else.
 */
export type PositionFound =
  | { readonly kind: "told"; readonly told: PositionTold }
  | { readonly kind: "choices"; readonly choices: readonly string[] }
  | { readonly kind: "unknown"; readonly told: PositionTold; readonly subject: readonly string[] }
  | { readonly kind: "other" };

const listedAtMost = 30;

/** Answers from the register of positions, as these readers may know it. Throws BotError DATABASE_UNAVAILABLE. */
export async function tellPosition(
  text: string,
  around: PositionsAround,
  needs: PositionNeeds,
): Promise<PositionFound> {
  const first = readPositionQuestion(text, around);
  if (first === null) return { kind: "other" };
  const topics = await needs.positions.topics(around.reader.readership, around.now);
  if (topics.length === 0) return first.isCertain ? unknownTo(first, around) : { kind: "other" };
  const mended = withoutSlips(text, topics, isEveryday);
  const question = mended === text ? first : readPositionQuestion(mended, around);
  if (question === null) return { kind: "other" };
  const isOwned = question.owners.length > 0 || question.isOurs;
  const named = question.isNameOnly
    ? nameAlone({ ...question, isOwned }, topics)
    : namePositions(question, topics);
  if (question.isNameOnly && named.length === 0) return { kind: "other" };
  if (named.length === 0 && question.asksForAll) return tellAll(question, topics, { around, needs });
  if (named.length === 0 && question.subject.length === 0) return { kind: "other" };
  const telling = { question, topics, around, needs };
  const meant = await namedOrByText(named, telling);
  const chosen = choosePositions(question, meant, around);
  if (chosen.kind === "none") return unknownTo(question, around);
  if (chosen.kind === "several") {
    return { kind: "choices", choices: chosen.positions.map(({ topic }) => topic) };
  }
  return { kind: "told", told: await tellChosen(chosen, telling) };
}

export interface Telling {
  readonly question: PositionQuestion;
  readonly topics: readonly PositionTopic[];
  readonly around: PositionsAround;
  readonly needs: PositionNeeds;
}

/** What people call a position by its words rather than by its name: of the owners they name, else of anybody. */
async function namedOrByText(
  named: readonly NamedPosition[],
  { question, topics, around, needs }: Telling,
): Promise<readonly NamedPosition[]> {
  const isOwners = ({ owner }: PositionTopic): boolean => question.owners.some(({ id }) => id === owner);
  const hasOwner = question.owners.length > 0;
  const isFound = hasOwner ? named.some(({ position }) => isOwners(position)) : named.length > 0;
  if (isFound || !(hasOwner || question.isCertain)) return named;
  const looked = hasOwner ? topics.filter(isOwners) : topics;
  const ids = looked.map(({ positionId }) => positionId);
  const versions = await needs.positions.versions(ids, around.reader.readership, around.now);
  const byText = namePositionsByText(question.subject, {
    topics: looked,
    versions,
    today: around.today.toString(),
    least: hasOwner ? textOfOwner : textOfAnybody,
  });
  return byText.length > 0 ? byText : named;
}

/** What is asked of these positions. */
export async function tellChosen(
  chosen: Extract<Chosen, { readonly kind: "some" }>,
  { question, around, needs }: Omit<Telling, "topics">,
): Promise<PositionTold> {
  const { readership } = around.reader;
  const ids = chosen.positions.map(({ positionId }) => positionId);
  const others = chosen.alsoBy.map(({ positionId }) => positionId);
  const about = termsOf(
    chosen.positions.flatMap(({ topic, alsoCalled }) => [topic, ...alsoCalled]).join(" "),
  );
  const [versions, documents] = await Promise.all([
    needs.positions.versions([...ids, ...others], readership, around.now),
    withBackground.has(question.asked)
      ? needs.positions.documents({ positions: ids, readership, at: around.now, about })
      : [],
  ]);
  const all = linesOf(chosen.positions, versions, { question, around });
  // Where own and the federation's would do, the one that had a line then does.
  const isEither = question.owners.length === 0 && all.some(({ shown }) => shown.length > 0);
  const lines = isEither ? all.filter(({ shown }) => shown.length > 0) : all;
  const shown = new Set(lines.flatMap(({ versions: own }) => own.map(({ positionId }) => positionId)));
  const theirs = documents.filter(({ positionId }) => shown.has(positionId));
  const judged = judgeDocuments(theirs, { ...around, lines, topics: chosen.positions });
  const { without } = chosen;
  const alsoBy = ownersWithLine(chosen.alsoBy, versions, around.today);
  const told = { ...emptyTold(question, around), lines, without, alsoBy, ...judged };
  const outcome = question.asksOnlyAhead ? "abstained" : outcomeOf(told);
  return { ...told, outcome };
}

/** The names of those whose position is the line today. */
function ownersWithLine(
  positions: readonly PositionTopic[],
  found: readonly FoundVersion[],
  today: Temporal.PlainDate,
): readonly string[] {
  const names = positions.flatMap(({ positionId }) => {
    const versions = found.filter((version) => version.positionId === positionId);
    return lineOn(versions, today.toString())?.ownerName ?? [];
  });
  return [...new Set(names)].toSorted((left, right) => left.localeCompare(right, "en"));
}

const withBackground: ReadonlySet<string> = new Set(["line", "still", "changes", "difference"]);
/** Nothing is told yet. */
export function emptyTold(question: PositionQuestion, { today }: PositionsAround): PositionTold {
  const [days] = question.days;
  return {
    kind: "position",
    outcome: "abstained",
    asked: question.asksWhoHas ? "list" : question.asked,
    asksWhoHas: question.asksWhoHas,
    asksForLink: question.asksForLink,
    asksForDay: question.asksForDay,
    stance: question.stance,
    signer: question.signer,
    days: days?.days ?? null,
    asksAhead: question.asksAhead,
    lines: [],
    listed: { total: 0, of: "all" },
    without: [],
    alsoBy: [],
    background: [],
    disagreements: [],
    newer: null,
    today,
    owner: null,
  };
}

/** Only who says “line”, “position” or the like asks for one; who says “who signed the letter” may mean anything. */
function unknownTo(question: PositionQuestion, around: PositionsAround): PositionFound {
  if (!question.isCertain) return { kind: "other" };
  return { kind: "unknown", told: emptyTold(question, around), subject: question.subject };
}

/** What there are lines on: of those that are named, else own and the federation's. */
async function tellAll(
  question: PositionQuestion,
  topics: readonly PositionTopic[],
  { around, needs }: { readonly around: PositionsAround; readonly needs: PositionNeeds },
): Promise<PositionFound> {
  const { owners } = ownersAsked(question, around);
  const wanted = topics.filter(({ owner }) => owners.some(({ id }) => id === owner));
  const all: PositionQuestion = { ...question, asked: "list" };
  const empty = emptyTold(all, around);
  if (wanted.length === 0) return { kind: "unknown", told: empty, subject: [] };
  const ids = wanted.map(({ positionId }) => positionId);
  const versions = await needs.positions.versions(ids, around.reader.readership, around.now);
  const found = linesOf(wanted, versions, { question: all, around });
  const of = question.asked !== "review" ? "all" : question.asksForOverdue ? "overdue" : "review";
  const lines = of === "all" ? found : found.filter((line) => isReviewed(line, question, around.today));
  const shown = { lines: lines.slice(0, listedAtMost), listed: { total: lines.length, of } } as const;
  return { kind: "told", told: { ...empty, ...shown, outcome: "answered" } };
}

/** Whether its line is to be reviewed, in the days that are asked about or before today. */
function isReviewed(
  { current }: PositionTold["lines"][number],
  { asksForOverdue, days }: PositionQuestion,
  today: Temporal.PlainDate,
): boolean {
  const day = current?.reviewOn ?? null;
  if (day === null) return false;
  if (asksForOverdue) return day < today.toString();
  const [within] = days;
  return within === undefined || (day >= within.days.from.toString() && day <= within.days.until.toString());
}

/** Where the register has no stances its text may say who signed. */
function tellsOfSigning({ text }: FoundVersion): boolean {
  return /\b(?:co-?)?sign(?:ed|atories)\b/iu.test(text);
}

/** `partial`: something near it, as a text of another day, or a record that does not say who signed. */
function outcomeOf({ asked, lines, without }: PositionTold): PositionTold["outcome"] {
  const isNear = lines.some(({ shown }) => shown.length === 0);
  if (lines.length === 0 || without.length > 0 || isNear) return "partial";
  const shown = lines.flatMap((line) => line.shown);
  if (asked === "review" && shown.every(({ reviewOn }) => reviewOn === null)) return "partial";
  if (asked === "stances") {
    return shown.some((version) => version.stances.length > 0 || tellsOfSigning(version))
      ? "answered"
      : "partial";
  }
  return "answered";
}
