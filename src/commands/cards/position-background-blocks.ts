import type { BackgroundDocument, PositionTold } from "../../answering/records/told.ts";
import type { Block } from "../../chat/reply.ts";
import { writtenDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";
import { paragraph } from "./pieces.ts";

/** Characters of a sentence that is quoted beside another. */
const quotedCharacters = 300;

/** Documents of a position; what says otherwise stands before the list of them, with the words of both. */
export function positionBackgroundBlocks(
  { background, disagreements, newer }: PositionTold,
  messages: Messages,
): readonly Block[] {
  const words = messages.positionAnswers;
  if (background.length === 0) return [];
  const items = background.map((document, index) => ({
    number: index + 1,
    title: document.title,
    url: document.url,
    note: sourceOf(document, messages),
  }));
  return [
    ...disagreements.map(({ kind, document, lineTitle, said, sentence }) =>
      paragraph(
        words.disagrees[kind](
          { title: document.title, whose: sourceOf(document, messages), says: beginningOf(sentence) },
          { title: lineTitle, says: beginningOf(said ?? "") },
        ),
      ),
    ),
    ...(newer === null ? [] : [paragraph(words.newer(newer.title, sourceOf(newer, messages)))]),
    { type: "sources", title: words.background, items },
  ];
}

function beginningOf(sentence: string): string {
  return sentence.length > quotedCharacters
    ? `${sentence.slice(0, quotedCharacters).toWellFormed()}…`
    : sentence;
}

function sourceOf(
  { clusterName, standing, publishedOn, sort, isSample }: BackgroundDocument,
  { answer, positionAnswers, positionDocuments }: Messages,
): string {
  const kind = sort === null ? [] : [positionDocuments.sorts[sort]];
  const date = publishedOn === null ? answer.undated : answer.asOf(writtenDate(publishedOn));
  return [
    ...kind,
    positionAnswers.whose[standing](clusterName),
    date,
    ...(isSample ? [answer.sample] : []),
  ].join(", ");
}
