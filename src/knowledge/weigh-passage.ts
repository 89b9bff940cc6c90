import { phrasesOf, termsOf } from "../shared/terms.ts";
import type { DocumentMetadata, Passage } from "./document.ts";

/** What the lexical index holds of a passage. */
export interface PassageWeight {
  /** Its length: the sum over its words, each as much as its field weighs. */
  readonly termCount: number;
  /** Every term and phrase (two neighbouring terms) with its frequency, weighted likewise. */
  readonly postings: ReadonlyMap<string, number>;
}

/** How much a word counts by where it stands, one in the text being 1. Tuned on six public question sets. */
const titleWeight = 2;
const headingWeight = 1;
const addressWeight = 1;

/**
 * The weighted term frequencies of a passage, as in BM25F (Robertson, Zaragoza and Taylor 2004): title, headings and
 * address count with every passage of the document, so that a passage is found by what it is part of.
 */
export function weighPassage(
  document: Pick<DocumentMetadata, "title" | "url">,
  passage: Passage,
): PassageWeight {
  const postings = new Map<string, number>();
  let termCount = 0;
  const add = (terms: readonly string[], weight: number): void => {
    termCount += terms.length * weight;
    for (const term of [...terms, ...phrasesOf(terms)])
      postings.set(term, (postings.get(term) ?? 0) + weight);
  };
  add(termsOf(passage.text), 1);
  add(termsOf(document.title), titleWeight);
  add([...new Set(passage.headingPath.flatMap(termsOf))], headingWeight);
  add([...new Set(termsOf(addressWords(document.url)))], addressWeight);
  return { termCount, postings };
}

/** `https://www.gov.uk/working-tax-credit/eligibility` → `working tax credit eligibility`. */
function addressWords(address: string | null): string {
  const parsed = address === null ? null : URL.parse(address);
  if (parsed === null) return "";
  return decode(`${parsed.pathname.replace(/\.[a-z]{1,5}$/i, "")} ${parsed.hash}`).replace(/[-_/#.+]+/g, " ");
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
