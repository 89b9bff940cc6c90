import type { Temporal } from "temporal-polyfill";
import { askerTerms, inquiryFillers } from "../../directory/inquiries/find-inquiries.ts";
import { inquiryState } from "../../directory/inquiries/inquiry.ts";
import type { FoundInquiry, InquirySearch } from "../../directory/inquiries/inquiry-search.port.ts";
import type { FoundVersion, PositionTopic } from "../../directory/positions/position-search.port.ts";
import { termsOf } from "../../shared/terms.ts";
import { tellingWeight } from "../commonness.ts";
import { linesOf } from "./lines-of-positions.ts";
import { isTelling } from "./question-text.ts";
import { type InquiryQuestion, readInquiryQuestion } from "./read-inquiry-question.ts";
import { readPositionQuestion } from "./read-position-question.ts";
import { emptyTold, type PositionNeeds, type PositionsAround } from "./tell-position.ts";
import type { InquiriesTold, PositionTold } from "./told.ts";

export interface InquiryNeeds extends Pick<PositionNeeds, "positions"> {
  readonly inquiries: InquirySearch;
}

export interface InquiriesAround extends PositionsAround {
  /** Wall time in the United Kingdom. */
  readonly wallTime: Temporal.PlainDateTime;
}

/**
 * - `told`: the register says it. `choices`: several may be meant.
 * - `none`: all of them are asked for, and these readers may know of none.
 * - `other`: it is about something else, or about one that these readers may not know of.
 */
export type InquiryFound =
  | { readonly kind: "told" | "none"; readonly told: InquiriesTold }
  | { readonly kind: "choices"; readonly choices: readonly string[] }
  | { readonly kind: "other" };

/** Answers what is asked about consultations and calls for evidence, as these readers may know them. Throws BotError DATABASE_UNAVAILABLE. */
export async function tellInquiry(
  text: string,
  around: InquiriesAround,
  needs: InquiryNeeds,
): Promise<InquiryFound> {
  const question = readInquiryQuestion(text, around);
  if (question === null) return { kind: "other" };
  const { readership } = around.reader;
  // What only whoever works on something may know is in no answer, whoever asks.
  const known = await needs.inquiries.all({ readership, worksFor: [] }, around.now);
  const { subject, isNameOnly } = question;
  if (subject.length === 0) return isNameOnly ? { kind: "other" } : tellAll(question, known, around);
  const named = isNameOnly
    ? namedAlone(subject, known, around.now)
    : nameInquiries(subject, known, around.now);
  const [inquiry, ...others] = named;
  if (inquiry === undefined) return isNameOnly ? { kind: "other" } : noneOf(question, around);
  if (question.asksSeveral && question.asked !== "line") return tellAll(question, named, around);
  if (others.length > 0) return { kind: "choices", choices: named.map(({ title }) => title) };
  const told = { ...emptyAnswer(question, around), outcome: "answered" as const, inquiries: [inquiry] };
  if (question.asked !== "line") return { kind: "told", told };
  const lines = await linesFor(inquiry, around, needs);
  return { kind: "told", told: { ...told, lines, outcome: lines === null ? "partial" : "answered" } };
}

/** Of what is asked about, one has to have at least this much in its title and asker. */
const leastCovered = 0.6;

/** Those a question names best; of those alike the open ones. */
function nameInquiries(
  subject: readonly string[],
  known: readonly FoundInquiry[],
  now: Date,
): readonly FoundInquiry[] {
  const rated = known.flatMap((inquiry) => {
    const title = termsOf(inquiry.title).filter((term) => !inquiryFillers.has(term));
    const terms = new Set([...title, ...askerTerms(inquiry.asker)]);
    const said = subject.filter((term) => terms.has(term));
    const covered = weightOf(said) / weightOf(subject);
    const share = weightOf(title.filter((term) => said.includes(term))) / Math.max(0.01, weightOf(title));
    return covered < leastCovered ? [] : [{ inquiry, fit: covered + share / 2 }];
  });
  const best = Math.max(0, ...rated.map(({ fit }) => fit));
  const named = rated.filter(({ fit }) => fit >= best - 0.02).map(({ inquiry }) => inquiry);
  const open = named.filter((inquiry) => inquiryState(inquiry, now) === "open");
  return open.length > 0 ? open : named;
}

/** Of a name that stands alone: how much it tells, so that one word is never enough. */
const leastAlone = 1.1;

/** Those whose title and asker have every word that is said, one that tells among them. */
function namedAlone(
  subject: readonly string[],
  known: readonly FoundInquiry[],
  now: Date,
): readonly FoundInquiry[] {
  if (!subject.some(isTelling) || weightOf(subject) < leastAlone) return [];
  const whole = known.filter((inquiry) => {
    const terms = new Set([...termsOf(inquiry.title), ...askerTerms(inquiry.asker)]);
    return subject.every((term) => terms.has(term));
  });
  return nameInquiries(subject, whole, now);
}

function weightOf(terms: readonly string[]): number {
  return terms.reduce((sum, term) => sum + tellingWeight(term), 0);
}

/** Whether any is on something asks for a list, and for no event; what was said or answered may stand in documents. */
function noneOf(question: InquiryQuestion, around: InquiriesAround): InquiryFound {
  const isList = question.asksSeveral && question.asked !== "line" && question.asked !== "answers";
  return isList
    ? { kind: "none", told: { ...emptyAnswer(question, around), asked: "list" } }
    : { kind: "other" };
}

/** Those that are open, or that close in the time that is asked about; where none does, the next ones. */
function tellAll(
  question: InquiryQuestion,
  among: readonly FoundInquiry[],
  around: InquiriesAround,
): InquiryFound {
  const isNothing = !question.asksSeveral && question.asked === "about";
  if (isNothing) return { kind: "other" };
  const empty = { ...emptyAnswer(question, around), asked: "list" as const };
  const open = among.filter((inquiry) => inquiryState(inquiry, around.now) === "open");
  const asked = among.filter(
    ({ closes, withdrawnAt }) =>
      withdrawnAt === null &&
      question.windows.some(({ from, until }) => closes.instant >= from && closes.instant < until),
  );
  if (question.windows.length > 0 && asked.length > 0)
    return { kind: "told", told: { ...empty, inquiries: asked, outcome: "answered" } };
  if (open.length === 0) return { kind: among.length === 0 ? "none" : "told", told: empty };
  const outcome = question.windows.length > 0 ? "partial" : "answered";
  return { kind: "told", told: { ...empty, inquiries: open, outcome } };
}

function emptyAnswer({ asked, days }: InquiryQuestion, { now }: InquiriesAround): InquiriesTold {
  return {
    kind: "inquiries",
    outcome: "abstained",
    asked,
    days,
    inquiries: [],
    lines: null,
    now,
    owner: null,
  };
}

/** The lines on what bears on it; null where there is none these readers may know of. */
async function linesFor(
  { positions }: FoundInquiry,
  around: InquiriesAround,
  needs: InquiryNeeds,
): Promise<PositionTold | null> {
  const ids = positions.filter(({ line }) => line !== null).map(({ positionId }) => positionId);
  const question = readPositionQuestion(ourLine, around);
  if (ids.length === 0 || question === null) return null;
  const versions = await needs.positions.versions(ids, around.reader.readership, around.now);
  const topics = ids.flatMap((id) => topicOf(id, versions));
  const lines = linesOf(topics, versions, { question, around });
  return lines.length === 0 ? null : { ...emptyTold(question, around), lines, outcome: "answered" };
}

/** Asks for a line today, and for nothing else. */
const ourLine = "what is our line";

function topicOf(id: string, versions: readonly FoundVersion[]): readonly PositionTopic[] {
  const found = versions.find(({ positionId }) => positionId === id);
  if (found === undefined) return [];
  const { positionId, number, owner, topic } = found;
  return [{ positionId, number, owner, topic, alsoCalled: [], titles: [] }];
}
