import { z } from "zod";
import {
  type InquiryAnswerKind,
  inquiryAnswerKinds,
  readInquiryName,
} from "../../directory/inquiries/inquiry.ts";
import { unsavedSign } from "../unsaved-forms.ts";

export const inquiryOption = {
  name: "name",
  summary: "Its number or title, for example I7",
  isRequired: true,
} as const;

/** What follows a command about one inquiry: `I7 more r5`, `AI and copyright yes`. */
export interface InquirySaid {
  readonly name: string;
  readonly revision: number | null;
  readonly isMore: boolean;
  readonly isYes: boolean;
  /** Of what was filled in and not taken. */
  readonly mark: string | null;
}

export const InquiryWords = z.string().transform(readInquiryWords);

function readInquiryWords(text: string): InquirySaid {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const mark = words.find((word) => word.startsWith(unsavedSign)) ?? null;
  const said = words.filter((word) => word !== mark);
  const [number, ...others] = said;
  // Of a title every word belongs to it, but a button says the number.
  const isNumber = number !== undefined && readInquiryName(number) !== null;
  const rest = isNumber ? others : [];
  const digits = rest.map((word) => /^r(\d{1,9})$/.exec(word)?.[1]).find((found) => found !== undefined);
  return {
    name: isNumber ? number : said.join(" "),
    revision: digits === undefined ? null : Number(digits),
    isMore: rest.includes("more"),
    isYes: rest.some((word) => /^yes$/i.test(word)),
    mark,
  };
}

/** What follows `inquiries answer`: `I7 own https://example.org/response Tech North`. */
export interface AnswerSaid {
  readonly name: string;
  readonly kind: InquiryAnswerKind | null;
  /** As it was typed; null for none. */
  readonly link: string | null;
  /** Whether the link is still to be asked for. */
  readonly asksLink: boolean;
  /** What is left over names a cluster. */
  readonly cluster: string;
  readonly mark: string | null;
}

export const AnswerWords = z.string().transform(readAnswerWords);

function readAnswerWords(text: string): AnswerSaid {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const mark = words.find((word) => word.startsWith(unsavedSign)) ?? null;
  const said = words.filter((word) => word !== mark);
  const kindOf = (word: string) => inquiryAnswerKinds.find((kind) => kind === word.toLowerCase());
  const isNumbered = readInquiryName(said[0] ?? "") !== null;
  // “own” may be a word of a title; after a number it is the answer.
  const at = isNumbered
    ? said.findIndex((word) => kindOf(word) !== undefined)
    : said.findLastIndex((word) => kindOf(word) !== undefined);
  const before = at === -1 ? said : said.slice(0, at);
  const after = at === -1 ? [] : said.slice(at + 1);
  const link = after.find((word) => word.includes("://")) ?? null;
  const asksLink = after[0] === "link";
  return {
    name: before.join(" "),
    kind: kindOf(said[at] ?? "") ?? null,
    link,
    asksLink,
    cluster: after.filter((word, index) => word !== link && !(asksLink && index === 0)).join(" "),
    mark,
  };
}
