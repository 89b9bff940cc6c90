import { termsOf } from "../../shared/terms.ts";
import { readInquiryName } from "./inquiry.ts";
import type { FoundInquiry } from "./inquiry-search.port.ts";

/** Words that say that one is asked for, and nothing of which. */
export const inquiryFillers: ReadonlySet<string> = new Set(
  termsOf("consultation consultations call calls evidence inquiry inquiries enquiry enquiries views"),
);

/** Inquiries somebody means by I7, a title, or words of title and asker in any order; those with exactly that title alone. */
export function findInquiries(text: string, inquiries: readonly FoundInquiry[]): readonly FoundInquiry[] {
  const number = readInquiryName(text);
  if (number !== null) return inquiries.filter((one) => one.number === number);
  const typed = text.trim().toLowerCase();
  const same = inquiries.filter(({ title }) => title.toLowerCase() === typed);
  if (same.length > 0) return same;
  const said = withoutFillers(termsOf(text.slice(0, 300)));
  if (said.length === 0) return [];
  const exact = inquiries.filter(({ title }) => {
    const terms = withoutFillers(termsOf(title));
    return terms.every((term) => said.includes(term)) && said.every((term) => terms.includes(term));
  });
  if (exact.length > 0) return exact;
  return inquiries.filter(({ title, asker }) => {
    const known = new Set([...termsOf(title), ...askerTerms(asker)]);
    return said.every((term) => known.has(term));
  });
}

/** Of who asks, with what people shorten it to: DSIT, MHCLG, HMT; DfE, with the small words. */
export function askerTerms(asker: string): readonly string[] {
  const words = asker.match(/[\p{L}\p{N}]+/gu) ?? [];
  const initials = words.map((word) => (word === word.toUpperCase() ? word : word.slice(0, 1)));
  const capitals = initials.filter((initial) => initial !== initial.toLowerCase());
  const short = [capitals, initials].map((letters) => letters.join("")).filter(({ length }) => length > 2);
  return termsOf([asker, ...short].join(" "));
}

/** What is nothing but such words stays. */
function withoutFillers(terms: readonly string[]): readonly string[] {
  const rest = terms.filter((term) => !inquiryFillers.has(term));
  return rest.length === 0 ? terms : rest;
}
