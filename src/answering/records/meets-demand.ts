import { termsOf } from "../../shared/terms.ts";
import type { Answer, Citation } from "../answer.ts";
import { findClusters } from "./find-clusters.ts";
import type { Demand } from "./told.ts";

const date =
  /\b\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|\b20\d{2}\b|\b\d{1,2}[:.]\d{2}\b|\b\d ?[ap]m\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day/iu;

const shapes: Readonly<Record<NonNullable<Demand["shape"]>, RegExp>> = {
  date,
  fee: /£|%|\bdiscounts?\b|\b(?:fees?|costs?|pric\w+|subscriptions?|free|charg\w+|pay(?:s|ment)?|employees)\b/iu,
  joining: /\b(?:join\w*|appl\w+|sign(?:s|ing)? up|forms?|become|contact|ask|writ\w+ to|e-?mail)\b/iu,
};

/** Whether an answer from documents speaks of what was asked about, and has a date where one was asked for. */
export function meetsDemand(answer: Answer, { terms, clusters, shape }: Demand): boolean {
  const quotes = answer.citations.map(({ quote }) => quote).join(" ");
  if (shape !== null && !shapes[shape].test(quotes)) return false;
  // What is put together of two sources, a forum of one cluster and the name of another, was asked by nobody.
  return answer.citations.some((citation) => isOf(citation, clusters) && saysAll(citation, terms));
}

function saysAll({ quote, title }: Citation, terms: readonly string[]): boolean {
  const said = new Set(termsOf(`${quote} ${title}`));
  return terms.every((term) => said.has(term));
}

function isOf({ cluster, quote, title }: Citation, clusters: Demand["clusters"]): boolean {
  return (
    clusters.length === 0 ||
    clusters.some(({ id }) => id === cluster) ||
    findClusters(`${quote} ${title}`, clusters).some(({ isPlaceName }) => !isPlaceName)
  );
}

/** The answer as one that was not given; what it rested on comes close. */
export function abstainedFrom(answer: Answer): Answer {
  const closest = answer.citations.map(({ number: _, quote: __, ...source }) => source);
  return {
    ...answer,
    kind: "abstained",
    reason: "thin-evidence",
    sentences: [],
    citations: [],
    closest,
    caveats: [],
  };
}
