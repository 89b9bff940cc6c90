import type { Temporal } from "temporal-polyfill";
import { readDates } from "../../calendar/dates/read-dates.ts";
import type { FoundTier, MembershipSearch } from "../../directory/membership/membership-search.port.ts";
import { termsOf } from "../../shared/terms.ts";
import type { ClusterEntry } from "../cluster-directory.port.ts";
import { tellingWeight } from "../commonness.ts";
import { findClusters } from "./find-clusters.ts";
import { blankOut, plainWord, questionWords, subjectTerms } from "./question-text.ts";
import type { TierAspect, TiersTold } from "./told.ts";

export interface TierNeeds {
  readonly membership: MembershipSearch;
  readonly clusters: readonly ClusterEntry[];
  readonly now: Temporal.PlainDateTime;
}

const asksTerms =
  /\b(?:join(?:ing)?|sign(?:ing)? up|becom(?:e|ing)|membership|fees?|rates?|subs|subscription|costs?|how much|pric(?:e|es|ing)|charg(?:e|es|ing)|cheaper|dearer|pricier|(?:less|more) expensive|tiers?|levels?|benefits?|perks|what do (?:we|you|i|they) get|who (?:can|may)|can .{1,40}(?:join|get in|be (?:a )?members?)|counts?|eligible|patrons?|founders?|associates?|difference|differ|compar\w+|versus|vs|v|terms|really free)\b/iu;
/** Terms of leaving and renewing stand in documents. */
const notInTiers =
  /\b(?:leav(?:e|ing)|notice|refunds?|renew\w*|invoices?|cancel\w*|resign\w*|dissol\w*|events?|tickets?|code of conduct|chair|board|sponsor\w*|twice|letter)\b/iu;

/** Of events, “cheapest” asks for something else. */
const dearness = /\b(?:cheapest|dearest|priciest|(?:least|most) expensive)\b/giu;

const asksTermsAll = new RegExp(asksTerms, "giu");
const blank = (word: string): string => " ".repeat(word.length);

/** Words of questions about terms, beside those that ask for them. */
const ofTerms =
  /\b(?:firms?|compan(?:y|ies)|organi[sz]ations?|business(?:es)?|persons?|sole|traders?|freelanc\w+|self[ -]employed|students?|councils?|universit(?:y|ies)|unis?|charit(?:y|ies)|individuals?|colleges?|start[ -]?ups?|public bod(?:y|ies)|side by side|slack|a year|annual(?:ly)?|yearly|employees|members?|compared?|difference|between|different|each|cluster|club|small|large|big|medium|lasts?|how long|starter|per|only|just|tech)\b/giu;

const aspects: readonly (readonly [TierAspect, RegExp])[] = [
  [
    "fee",
    /\b(?:fees?|rates?|costs?|how much|pric(?:e|es|ing)|charg(?:e|es|ing)|cheap(?:er|est)|dear(?:er|est)|pric(?:ier|iest)|expensive|subs|subscription|dues|(?:really |it )?free|pay)\b/iu,
  ],
  [
    "who",
    /\b(?:who (?:can|may)|can (?:i|we|our|my|an?|students?|freelancers?|individuals?|charit\w+|universit\w+|unis?|councils?|people|anyone)|counts?|eligible|allowed|(?:ok|okay|able) to join|open to|just (?:companies|firms)|sole traders?|freelancers?)\b/iu,
  ],
  [
    "benefits",
    /\b(?:benefits?|perks|what do (?:we|i|you|they) get|what'?s in it|get for|how long|lasts?)\b/iu,
  ],
  [
    "how",
    /\b(?:how (?:do|can|does|would) (?:i|we|you|they|somebody|someone|one|a \w+) (?:join|become|sign up|get)|how to (?:join|become|apply)|(?<!can .{0,40})(?<!who can )becom(?:e|ing)|sign(?:ing)? up|apply)\b/iu,
  ],
];

/** What a cluster's membership costs, gives and asks; null where that is not the question. */
export async function tellTiers(text: string, needs: TierNeeds): Promise<TiersTold | null> {
  const mentions = findClusters(text, needs.clusters);
  const named = mentions.filter(({ isPlaceName }) => !isPlaceName);
  const clusters = [
    ...new Map((named.length > 0 ? named : mentions).map(({ cluster }) => [cluster.id, cluster])).values(),
  ].filter(({ isFederation }) => !isFederation);
  if (clusters.length === 0 || !asksTerms.test(text) || notInTiers.test(text)) return null;
  const rest = blankOut(text, mentions)
    .replaceAll(asksTermsAll, blank)
    .replaceAll(dearness, blank)
    .replaceAll(ofTerms, blank);
  const dates = readDates(rest, { now: needs.now, isDayFirst: true, bankHolidays: [] });
  const left = subjectTerms(questionWords(blankOut(rest, dates)));
  const [date] = readDates(text, { now: needs.now, isDayFirst: true, bankHolidays: [] });
  const start = date?.stretch.start?.toPlainDate() ?? null;
  const day =
    start === null || start.toString() < needs.now.toPlainDate().toString() ? needs.now.toPlainDate() : start;
  const known = await needs.membership.tiers({ clusters: clusters.map(({ id }) => id), on: day.toString() });
  const names = new Set(known.flatMap(({ name }) => termsOf(name)));
  if (left.some((term) => !names.has(term) && tellingWeight(term) > 0.4)) return null;
  const asked = aspects.filter(([, pattern]) => pattern.test(text)).map(([aspect]) => aspect);
  const tiers = clusters.flatMap(({ id }) =>
    choose(
      known.filter(({ clusterId }) => clusterId === id),
      text,
    ),
  );
  const without = clusters.filter(({ id }) => tiers.every(({ clusterId }) => clusterId !== id));
  return {
    kind: "tiers",
    outcome: outcomeOf(asked, tiers, without),
    asked,
    tiers,
    without,
    day,
    owner: null,
  };
}

/** The tiers that are named, else those that are for whoever asks. */
function choose(tiers: readonly FoundTier[], text: string): readonly FoundTier[] {
  const words = new Set(questionWords(text).map(({ text: word }) => word.replace(/s$/u, "")));
  const generic = new Set(["member", "firm", "company", "organisation"]);
  const named = tiers.filter(({ name }) =>
    questionWords(name).some(({ text: word }) => !generic.has(word) && words.has(word.replace(/s$/u, ""))),
  );
  if (named.length > 0) return named;
  const size = sizeOf(text);
  const fitting = size === null ? tiers : tiers.filter(({ whoMayJoin }) => fitsSize(whoMayJoin, size));
  if (!/\b(?:sole trader|freelance)/iu.test(text)) return fitting.length === 0 ? tiers : fitting;
  const alone = fitting.filter(({ whoMayJoin }) =>
    /sole trader|freelance|individual|anyone/iu.test(whoMayJoin ?? ""),
  );
  return alone.length === 0 ? fitting : alone;
}

/** How many people a firm has: “a firm of 10”, “10 ppl”, “there's only 2 of us”. */
function sizeOf(text: string): number | null {
  const [, before, after] =
    /\b(\d{1,5})[ -]?(?:people|person|staff|employees|of us|strong|man|heads?)\b|\b(?:firm|company|business|team|startup) of (\d{1,5})\b/iu.exec(
      text,
    ) ?? [];
  const size = before ?? after;
  return size === undefined ? null : Number(size);
}

/** Whether a size is within what a tier is for; one that names no number is for all. */
function fitsSize(whoMayJoin: string | null, size: number): boolean {
  const who = plainWord(whoMayJoin ?? "");
  const range = /\b(\d+) ?(?:to|-|–) ?(\d+)\b/u.exec(who);
  if (range !== null) return size >= Number(range[1]) && size <= Number(range[2]);
  const least =
    /\b(\d+) (?:\p{L}+ )?(?:or more|and more|and over|plus)\b|\b(?:over|more than|at least) (\d+)\b/u.exec(
      who,
    );
  if (least !== null) return size >= Number(least[1] ?? least[2]);
  const most = /\b(?:up to|fewer than|under|less than) (\d+)\b|\b(\d+) (?:\p{L}+ )?or (?:fewer|less)\b/u.exec(
    who,
  );
  if (most !== null) return size <= Number(most[1] ?? most[2]);
  return !(
    /\b(?:sole traders?|freelancers?)\b/u.test(who) &&
    !/\b(?:firms?|companies|organisations?)\b/u.test(who) &&
    size > 1
  );
}

function outcomeOf(
  asked: readonly TierAspect[],
  tiers: readonly FoundTier[],
  without: readonly ClusterEntry[],
): TiersTold["outcome"] {
  if (tiers.length === 0) return "abstained";
  const holds = (aspect: TierAspect, tier: FoundTier) => fieldOf(aspect, tier) !== null;
  const clusters = [...new Set(tiers.map(({ clusterId }) => clusterId))];
  const isWhole = asked.every((aspect) =>
    clusters.every((cluster) => tiers.some((tier) => tier.clusterId === cluster && holds(aspect, tier))),
  );
  if (isWhole && without.length === 0) return "answered";
  // A fee that is not known, of which the terms say at least that it is to be paid.
  const saysSomething =
    asked.some((aspect) => tiers.some((tier) => holds(aspect, tier))) || tiers.some(saysOfFee);
  const saysAny = aspects.some(([aspect]) => tiers.some((tier) => holds(aspect, tier)));
  return saysSomething || (asked.length === 0 && saysAny) ? "partial" : "abstained";
}

function saysOfFee({ howToJoin, benefits }: FoundTier): boolean {
  return /\b(?:fee|pay|subscription)\b/iu.test(`${howToJoin} ${benefits}`);
}

export function fieldOf(aspect: TierAspect, tier: FoundTier): string | null {
  switch (aspect) {
    case "fee":
      return tier.fee;
    case "who":
      return tier.whoMayJoin;
    case "benefits":
      return tier.benefits;
    case "how":
      return tier.howToJoin;
  }
}
