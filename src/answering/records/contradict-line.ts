import { termsOf } from "../../shared/terms.ts";
import { tellingWeight } from "../commonness.ts";
import { splitSentences } from "../split-sentences.ts";
import { type Figures, readFigures } from "./read-figures.ts";

/**
 * - `figure`: another number, share, amount or time for the same.
 * - `against`: the opposite of what the line asks for.
 * - `ended`: it says that the line was withdrawn or replaced.
 */
export type ContradictionKind = "figure" | "against" | "ended";

/** A sentence of a document that says otherwise than a line, word for word. */
export interface Contradiction {
  readonly kind: ContradictionKind;
  /** Null where it speaks of the whole line. */
  readonly said: string | null;
  readonly sentence: string;
}

export interface JudgedLine {
  readonly text: string;
  /** Its topic and what else it is called. */
  readonly names: readonly string[];
}

/** Of a sentence of the line a document has to say this much, by how telling its words are. */
const sameSubject = 0.6;
/** Of a topic's name, to be spoken of. */
const sameTopic = 0.5;

/**
 * What a text says against a line, as far as words tell it: another figure for the same, the opposite, or that the line
 * has ended. A sentence that only reports what is so asks for nothing, and what others want is no line.
 */
export function contradictLine(line: JudgedLine, text: string): Contradiction | null {
  const said = splitSentences(line.text).map((sentence) => readClaim(sentence.text));
  for (const { text: sentence } of splitSentences(text)) {
    if (saysItEnded(sentence, line)) return { kind: "ended", said: null, sentence };
    if (!asks.test(sentence) || !isOurs(sentence)) continue;
    const claim = readClaim(sentence);
    for (const one of said) {
      const kind = contradiction(one, claim);
      if (kind !== null) return { kind, said: one.text, sentence };
    }
  }
  return null;
}

interface Claim {
  readonly text: string;
  /** What it is about, without figures and what is said for or against it. */
  readonly words: ReadonlySet<string>;
  readonly figures: Figures;
  /** All of its words. */
  readonly terms: ReadonlySet<string>;
  /** Words that are denied: “not free”, “no fixed share”. */
  readonly denied: ReadonlySet<string>;
  readonly isAgainst: boolean;
}

function contradiction(line: Claim, other: Claim): ContradictionKind | null {
  if (shareOf(line.words, other.words) < sameSubject) return null;
  const isLineDenying = line.isAgainst || denies(line, other.terms);
  const isOtherDenying = other.isAgainst || denies(other, line.terms);
  if (isLineDenying !== isOtherDenying) return "against";
  const differs = [...line.figures].some(([unit, values]) => {
    const others = other.figures.get(unit);
    return others !== undefined && values.isDisjointFrom(others);
  });
  return differs ? "figure" : null;
}

/** What it denies is spoken of in the other one as well. */
function denies({ denied }: Claim, terms: ReadonlySet<string>): boolean {
  return [...denied].some((term) => terms.has(term));
}

const asks =
  /\b(?:should(?:n['’]t)?|must(?:n['’]t)?|ought|needs?|ask(?:s|ed|ing)?|call(?:s|ed|ing)? for|wants?|wanted|demand(?:s|ed)?|recommend(?:s|ed)?|agree[sd]?|accept(?:s|ed)?|propos(?:e|es|ed)|support(?:s|ed)?|oppos(?:e|es|ed)|reject(?:s|ed)?|favou?r(?:s|ed)?|back(?:s|ed)?|against|welcom(?:e|es|ed)|critici[sz](?:e|es|ed)|condemn(?:s|ed)?|regret(?:s|ted)?)\b/iu;
const against =
  /\b(?:oppos(?:e|es|ed|ing)|reject(?:s|ed|ing)?|critici[sz](?:e|es|ed)|condemn(?:s|ed)?|regret(?:s|ted)?|against|objects?|objected|no longer (?:supports?|backs?|favou?rs?|wants?|asks?|calls? for)|(?:do|does|did|would|will|can)(?:n['’]t| not) (?:support|back|favour|want|ask|call for|welcome))\b/giu;
const denial = /\b(?:not|never|no|without|cannot|\w+n['’]t)\b(?<rest>(?:[^\p{L}]+\p{L}+){1,5})/giu;
/** Between a denial and what it denies. */
const linking = new Set("a an the any be been have has had to get longer more".split(" "));

/** Those who want something else for themselves: what a council or a minister opposes is nobody's line here. */
const others =
  /\b(?:councils?|government|ministers?|department|treasury|platforms|colleges|employers|universities|critics|opponents|parties|county) (?:also |still |now |will |would |may |might |has |have |had )*(?:oppos|reject|criticis|criticiz|object|support|want|ask|call|back|favour|propos|demand|agree|are against|is against|was against)/iu;

/** What somebody only asks, wonders or talks about is said by nobody. */
const isOpen =
  /\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed)?|quer(?:y|ied)|question(?:s|ed)?|discuss(?:es|ed)?|consider(?:s|ed)?|debated?|explain(?:s|ed)?)\b(?: \p{L}+){0,4} (?:whether|if|why|how)\b|\?["”’)]*\s*$/iu;

function isOurs(sentence: string): boolean {
  return !others.test(sentence) && !isOpen.test(sentence);
}

function readClaim(text: string): Claim {
  const figures = readFigures(text);
  const denied = new Set<string>();
  for (const { groups } of text.matchAll(denial)) {
    const following = (groups?.rest ?? "").match(/\p{L}+/gu) ?? [];
    const first = following.find((word) => !linking.has(word.toLowerCase()));
    for (const term of termsOf(first ?? "")) denied.add(term);
  }
  const plain = text.replaceAll(against, " ");
  const isAgainst = plain !== text;
  const subject = termsOf(plain).filter((term) => !/\p{N}/u.test(term) && !notSubject.has(term));
  return { text, words: new Set(subject), terms: new Set(termsOf(text)), figures, denied, isAgainst };
}

/** What asks, and what counts: that two texts share it says nothing. */
const notSubject = new Set(
  termsOf(
    "ask call want need should must demand recommend agree accept propose support back favour welcome say said allow one two three four five six seven eight nine ten eleven twelve half third quarter per cent percent million billion every year month week day get set take",
  ),
);

function shareOf(of: ReadonlySet<string>, said: ReadonlySet<string>): number {
  const whole = weightOf(of);
  return whole === 0 ? 0 : weightOf(of.intersection(said)) / whole;
}

function weightOf(terms: ReadonlySet<string>): number {
  return [...terms].reduce((sum, term) => sum + Math.max(0.2, tellingWeight(term)), 0);
}

const lineWords = "(?:positions?|lines?|statements?|texts?|calls? for|policy|demands?)";
const ended =
  "(?:withdr(?:ew|awn|aws)|replaced|superseded|dropped|scrapped|abandoned|retired|given up|gave up|no longer)";
const endedLine = new RegExp(
  `\\b(?:${lineWords}\\b.{0,80}\\b(?:was|were|is|are|has been|have been|had been) (?:now |since )?${ended}|(?:withdr(?:ew|aws)|has withdrawn|have withdrawn|dropped|scrapped|abandoned|retired|replaced|gave up) (?:its|our|the|their|that) ${lineWords})\\b`,
  "iu",
);

function saysItEnded(sentence: string, { names, text: line }: JudgedLine): boolean {
  if (!endedLine.test(sentence)) return false;
  const words = new Set(termsOf(sentence));
  return [...names, line].some((name) => shareOf(new Set(termsOf(name)), words) >= sameTopic);
}
