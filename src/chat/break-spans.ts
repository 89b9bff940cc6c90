import { mostThat } from "./most-that.ts";
import type { Span } from "./rich-text.ts";
import { tidySpans } from "./tidy-spans.ts";

interface Broken {
  readonly head: readonly Span[];
  readonly tail: readonly Span[];
}

/** Behind these a line may be broken: the end of a sentence or line, the end of a word, a letter with its marks. */
const sentence = /[.!?…。！？]["'’”)\]]*\s+|\n/gu;
const word = /\s+/gu;
const character = /[\s\S]\p{M}{0,8}/gu;

/**
 * Takes what fits from the beginning of a line, up to the end of a sentence. When something must be taken and no
 * sentence fits, up to the end of a word, or else up to any character.
 */
export function breakSpans(
  spans: readonly Span[],
  fits: (spans: readonly Span[]) => boolean,
  mustTake: boolean,
): Broken {
  const tidy = tidySpans(spans);
  for (const end of mustTake ? [sentence, word, character] : [sentence]) {
    const borders = bordersIn(tidy, end);
    const most = mostThat(borders.length, (count) => fits(cutAt(tidy, borders[count - 1] ?? 0).head));
    const taken = most === 0 && end === character ? 1 : most;
    if (taken > 0) return cutAt(tidy, borders[taken - 1] ?? 0);
  }
  return { head: [], tail: spans };
}

/** As characters from the beginning; none behind nothing but white space, which would make a message of its own. */
function bordersIn(spans: readonly Span[], end: RegExp): number[] {
  // A link stays whole unless any character may be a border.
  const text = spans.map((span) =>
    span.type === "link" && end !== character ? "\ufffc".repeat(lengthOf(span)) : wordsIn(span),
  );
  const whole = text.join("");
  const borders = [...whole.matchAll(end)].map((match) => match.index + match[0].length);
  const first = whole.length - whole.trimStart().length;
  return [...borders.filter((border) => border > first && border < whole.length), whole.length];
}

function wordsIn(span: Span): string {
  if (span.type === "break") return "\n";
  return span.type === "text" ? span.text : span.spans.map(wordsIn).join("");
}

function lengthOf(span: Span): number {
  return wordsIn(span).length;
}

/** A link that has to be broken is a link on both sides. */
function cutAt(spans: readonly Span[], border: number): Broken {
  const head: Span[] = [];
  const tail: Span[] = [];
  let begin = 0;
  for (const span of spans) {
    const room = border - begin;
    begin += lengthOf(span);
    if (room <= 0) tail.push(span);
    else if (span.type === "break" || lengthOf(span) <= room) head.push(span);
    else if (span.type === "text") {
      head.push({ ...span, text: span.text.slice(0, room) });
      tail.push({ ...span, text: span.text.slice(room) });
    } else {
      const broken = cutAt(span.spans, room);
      head.push({ ...span, spans: broken.head });
      tail.push({ ...span, spans: broken.tail });
    }
  }
  return { head, tail };
}
