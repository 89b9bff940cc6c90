import type { Temporal } from "temporal-polyfill";
import type { StanceKind } from "../../directory/positions/stance.ts";
import type { ClusterEntry } from "../cluster-directory.port.ts";
import { type PositionDays, readPositionDays } from "./days-of-positions.ts";
import { findClusters } from "./find-clusters.ts";
import { asOneWord, type Naming } from "./name-positions.ts";
import { blankOut, questionWords, subjectTerms } from "./question-text.ts";
import type { PositionAspect } from "./told.ts";

/** A question that may be about positions; whether there is one with such a name the register tells. */
export interface PositionQuestion {
  readonly asked: PositionAspect;
  /** Of stances: which kind; null for all. */
  readonly stance: StanceKind | null;
  /** Of stances: whose. */
  readonly signer: ClusterEntry | null;
  /** Whose position, as far as names are said. */
  readonly owners: readonly ClusterEntry[];
  /** “our line” */
  readonly isOurs: boolean;
  /** What it is about, as terms. */
  readonly subject: readonly string[];
  /** Words that ask, as terms: they may belong to a name all the same. */
  readonly aside: readonly string[];
  readonly naming: Naming;
  /** It asks for a line in so many words, whether or not there is one. */
  readonly isCertain: boolean;
  readonly days: readonly PositionDays[];
  /** Numbers of versions that are said. */
  readonly versions: readonly number[];
  /** When something ended is asked for: the text that did is meant, not the one in its place. */
  readonly asksEnd: boolean;
  /** What is to come is asked for; of that nothing is told, whatever there is. */
  readonly asksAhead: boolean;
}

/** Words that ask for a line and for little else. */
const lineWords =
  /\b(?:positions?|(?<!\b(?:bus|train|tube|phone|help|dead|time|guide|head|under) )line(?![ -]?ups?\b)|stances?|polic(?:y|ies)|views?(?: (?:of|on|about))?|where (?:do|does|did|are|is) .{1,40} stand(?:ing)?(?: on)?|stands?(?: on)?|agreed (?:wording|text|line)|asking for|official(?:ly)?|opinions?)\b/giu;

/** Of a cluster that is named, or of “us”, this asks for a line as well; of the chair it does not. */
const sayWords = /\b(?:ever )?(?:said|saying|say|says) (?:anything |something |owt )?(?:about|on|for)\b/giu;

const stanceWords =
  /\b(?:sign(?:ed|s|ing)?(?! up for| in\b)(?: (?:up to|off|onto))?|signator(?:y|ies)|dissent(?:s|ed|ing|ers?)?|abstain(?:s|ed|ing)?|abstentions?|against|object(?:s|ed|ion|ions)?|oppos(?:e|es|ed)|disagreed?|who (?:backs|backed|supports|supported|agreed|voted))\b/giu;

const differenceWords =
  /\b(?:differ(?:s|ed|ent|ence|ences)?(?: from)?|vs|v|versus|compar(?:e|ed|ison)|(?:dis)?agree(?:s)?(?: with)?|(?:the )?same(?: as)?|side by side|at odds|clash(?:es)?|in line with|line up with|square with)\b/giu;

/** What is asked, with the words that ask it; the first that fits counts. */
const aspects: readonly (readonly [PositionAspect, RegExp])[] = [
  ["stances", stanceWords],
  [
    "review",
    /\b(?:review(?:s|ed|ing)?(?: date)?|(?:look|looked|looking) at (?=.{0,50}\bagain)|revisit(?:s|ed)?|come up for|up for|runs? out|expires?)\b/giu,
  ],
  [
    "history",
    /\b(?:history|timeline|over the years|over time|how many (?:versions|texts|times)|all (?:the )?(?:versions|texts)|evolv(?:e|ed))\b/giu,
  ],
  [
    "changes",
    /\b(?:chang(?:e|es|ed|ing)|what(?:'?s| is) new|what(?:'?s| is) different|replaced|replace(?= *$)|(?<=\bwhat did .{0,80})replace|amend(?:ed|ments?)|reword(?:ed|ing)|revis(?:ed|ions?)|updat(?:ed?|es)|differs? from (?:the )?(?:old|last|previous|earlier)|between versions?)\b/giu,
  ],
  [
    "still",
    /\b(?:still|out of date|outdated|up to date|valid|current(?:ly)?|holds?|how old|in force|withdr(?:ew|awn|aw)|drop(?:ped)?|adopt(?:ed)?|superseded|replac(?:e|ing)|stop(?:ped)? saying|scrapp(?:ed)?|when did|since when|how long)\b/giu,
  ],
];

/** Other things people call so, unless they say “position”. */
const ofOtherThings =
  /\b(?:events?|meet-?ups?|workshops?|webinars?|conferences?|festivals?|summits?|tickets?|venue|job|vacanc(?:y|ies)|newsletter|membership|minutes|letter|invoices?|fees?)\b/iu;
const surelyPosition = /\b(?:positions?|stances?|(?:our|the|a|'s|s) line (?:on|about))\b/iu;

/** “Differ on devolution”; what membership costs is compared as well. */
const asksToCompare =
  /\b(?:differ|agree|disagree|compare)\w*\b.{0,40}\bon\b(?!.*\b(?:fees?|pric\w+|costs?|join\w*|member\w*|tiers?)\b)/iu;

/** “Who signed”, “what changed” and the like say little of what is meant: only a position's whole name makes it one. */
const weakWords =
  /\b(?:say|says|said|saying|back(?:s|ed|ing)?|support(?:s|ed|ing)?|think|want|wants|ask(?:s|ed)?|push(?:ing)? for|call(?:s|ed|ing)? for|believe)\b/giu;

const aheadWords =
  /\b(?:next|new|draft(?:s|ed|ing)?|working on|going to|gonna|planned|planning|upcoming|will|coming|future|proposed|consulting)\b/giu;
const fillers =
  /\b(?:papers?|texts?|wording|bits?|versions?|dates?|ever|anyone|everyone|clusters?|cluster|federation|network|journalist|briefing|quotes?|years?|months?|ago|back|early|late|need|full|short|agreed|latest|existing|old|previous|earlier|part|thing|stuff|exactly|officially|publicly|government|ministers?|bill|statement|number|many|how|when|why|who|whom|there|list|all|as of|between|since|until|up|again|yet|any|and|versus|use|using|working|over|in|at|by|of|one|ones|today|now|days?)\b/giu;

export interface ReadingOfPositions {
  readonly clusters: readonly ClusterEntry[];
  readonly today: Temporal.PlainDate;
}

/** Null for a question that is certainly about something else. */
export function readPositionQuestion(question: string, around: ReadingOfPositions): PositionQuestion | null {
  const text = asOneWord(withoutGenitive(question, around.clusters));
  const found = aspects.find(([, pattern]) => has(pattern, text));
  const asksOfLine = has(lineWords, text);
  if (!asksOfLine && found === undefined && !has(differenceWords, text) && !has(weakWords, text)) return null;
  if (ofOtherThings.test(text) && !surelyPosition.test(text)) return null;
  const days = readPositionDays(text, around.today);
  const mentions = findClusters(text, around.clusters);
  const signerAt = found?.[0] === "stances" ? signerOf(text, mentions) : null;
  const owners = unique(mentions.filter((mention) => mention !== signerAt).map(({ cluster }) => cluster));
  const isOurs = /\b(?:we|our|ours|us|we've|weve)\b/iu.test(text);
  // “Like the minister said” asks for nobody's line.
  const isOfSomebody = owners.length > 0 || isOurs;
  if (!asksOfLine && found === undefined && !isOfSomebody) return null;
  const hasLine = asksOfLine || (isOfSomebody && has(sayWords, text));
  const versions = [...text.matchAll(/\b(?:versions?|v)\.? ?(\d{1,2})(?: (?:and|to|or|vs?) (\d{1,2}))?\b/giu)]
    .flatMap(([, first, second]) => [first, second])
    .flatMap((number) => (number === undefined ? [] : [Number(number)]));
  const isDifference = has(differenceWords, text) && versions.length < 2;
  const bare = blankOut(text, [...mentions, ...days.map(({ span }) => span)]);
  const subject = subjectOf(bare);
  const comparesOwners = isDifference && owners.length + (isOurs ? 1 : 0) > 1;
  const asked = comparesOwners ? "difference" : (found?.[0] ?? (versions.length > 1 ? "changes" : "line"));
  return {
    asked,
    stance: stanceOf(text),
    signer: signerAt?.cluster ?? null,
    owners,
    isOurs,
    subject,
    aside: subjectTerms(questionWords(bare), false).filter((term) => !subject.includes(term)),
    naming: hasLine || comparesOwners ? "near" : "whole",
    isCertain: hasLine || (comparesOwners && asksToCompare.test(text)),
    days,
    versions,
    asksEnd:
      /\bwhen\b.{0,60}\b(?:stop(?:ped)?|drop(?:ped)?|end(?:ed)?|scrap(?:ped)?|withdr[ae]wn?|replaced)\b/iu.test(
        text,
      ),
    asksAhead: asked !== "changes" && has(aheadWords, text),
  };
}

function has(pattern: RegExp, text: string): boolean {
  return text.search(pattern) >= 0;
}

/** “uktcgs line”, “manc's view”: a cluster's name with the ending that makes it the owner. */
function withoutGenitive(text: string, clusters: readonly ClusterEntry[]): string {
  const names = new Set(
    clusters.flatMap(({ nicknames }) => nicknames.flatMap((name) => name.toLowerCase().split(" "))),
  );
  return text.replaceAll(/\b(\p{L}{2,})['’]?s\b/gu, (word, name: string) =>
    names.has(name.toLowerCase()) && !names.has(word.toLowerCase()) ? name : word,
  );
}

/** Who is asked about as one that signs stands before the verb: “did Thornbeck sign Saltmere's paper”. */
function signerOf<Mention extends { readonly from: number }>(
  text: string,
  mentions: readonly Mention[],
): Mention | null {
  const verb = text.search(/\b(?:sign|dissent|abstain|against|object|oppos|disagree)/iu);
  if (/\bwho\b/iu.test(text.slice(0, Math.max(0, verb)))) return null;
  return mentions.findLast(({ from }) => from < verb) ?? null;
}

function stanceOf(text: string): StanceKind | null {
  if (/\babst/iu.test(text)) return "abstain";
  if (/\b(?:dissent|against|object|oppos|disagree)/iu.test(text)) return "dissent";
  return null;
}

/** What stands after “on” or “about” is what it is about; else all that is left. */
function subjectOf(bare: string): readonly string[] {
  const left = [
    lineWords,
    sayWords,
    differenceWords,
    weakWords,
    aheadWords,
    ...aspects.map(([, pattern]) => pattern),
    fillers,
  ];
  const about = bare
    .split(/\b(?:on|about|regarding|re|concerning)\b/iu)
    .slice(1)
    .join(" on ");
  for (const text of [about, bare]) {
    const plain = left.reduce((rest, pattern) => rest.replaceAll(pattern, blank), text);
    const terms = subjectTerms(questionWords(plain), false);
    if (terms.length > 0) return terms;
  }
  return [];
}

const blank = (word: string): string => " ".repeat(word.length);

function unique(clusters: readonly ClusterEntry[]): readonly ClusterEntry[] {
  return [...new Map(clusters.map((cluster) => [cluster.id, cluster])).values()];
}
