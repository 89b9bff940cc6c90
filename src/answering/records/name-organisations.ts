import type { OrganisationName } from "../../directory/membership/membership-search.port.ts";
import { isOneSlipApart } from "../../shared/edit-distance.ts";
import { termsOf } from "../../shared/terms.ts";
import { tellingWeight } from "../commonness.ts";
import { type QuestionWord, questionWords, type Span } from "./question-text.ts";

/** An organisation a question names; several may have one name. */
export interface NamedOrganisation extends Span {
  readonly name: OrganisationName;
}

const legalForms = new Set("ltd limited plc llp lp cic cio inc sample the".split(" "));
/** What many names end in, and people leave out: “quillwort” for Quillwort Systems. */
const leftOut = new Set(
  "systems labs studio studios digital technology technologies tech apps software solutions group consulting".split(
    " ",
  ),
);
const shortestWithSlip = 5;

/** The organisations a question names by their whole name, the longest where names overlap, or by company number. */
export function nameOrganisations(
  text: string,
  names: readonly OrganisationName[],
): readonly NamedOrganisation[] {
  const words = questionWords(text).filter(({ text: word }) => word !== "the");
  const found = names.flatMap((name): NamedOrganisation[] => {
    const byNumber = words.find(({ text: word }) => word === name.companyNumber?.toLowerCase());
    if (byNumber !== undefined) return [{ name, from: byNumber.from, until: byNumber.until }];
    const wanted = questionWords(name.name.replaceAll("&", " and "))
      .map(({ text: word }) => word)
      .filter((word) => !legalForms.has(word));
    const span = wanted.length === 0 ? null : (findWords(wanted, words) ?? findShort(wanted, words));
    return span === null ? [] : [{ name, ...span }];
  });
  const longest = Math.max(...found.map(({ from, until }) => until - from));
  return found.filter(({ from, until }) => until - from >= longest - 2);
}

function findWords(wanted: readonly string[], words: readonly QuestionWord[]): Span | null {
  for (let at = 0; at + wanted.length <= words.length; at += 1) {
    const here = words.slice(at, at + wanted.length);
    const slips = wanted.filter((word, index) => word !== here[index]?.text);
    const isClose = slips.length <= 1 && wanted.every((word, index) => isSame(word, here[index]?.text ?? ""));
    const [first, last] = [here[0], here.at(-1)];
    if (!isClose || first === undefined || last === undefined) continue;
    const next = words[at + wanted.length];
    const form = next !== undefined && legalForms.has(next.text) ? next : null;
    // “Quince Ltd” is a name, however everyday the word.
    if (wanted.length === 1 && form === null && !isNameAlone(wanted[0] ?? "")) continue;
    return { from: first.from, until: (form ?? last).until };
  }
  return null;
}

function findShort(wanted: readonly string[], words: readonly QuestionWord[]): Span | null {
  const [first = "", ending = ""] = wanted;
  return wanted.length === 2 && leftOut.has(ending) ? findWords([first], words) : null;
}

function isSame(wanted: string, word: string): boolean {
  if (wanted === word) return true;
  return wanted.length >= shortestWithSlip && word.length >= shortestWithSlip && isOneSlipApart(wanted, word);
}

/** A name of one word counts when it is no everyday word. */
function isNameAlone(word: string): boolean {
  return termsOf(word).every((term) => tellingWeight(term) > 0.8);
}
