import { cleanText, safeUrl } from "./clean-text.ts";
import { type Mark, marks, type Span } from "./rich-text.ts";

/**
 * Spans as renderers take them: text cleaned and never empty, a line break never inside text, neighbours with the same
 * marks made one (so that no mention is hidden in two halves), a link only where people may be led to.
 */
export function tidySpans(spans: readonly Span[]): Span[] {
  const tidy: Span[] = [];
  for (const span of spans.flatMap(piecesOf)) {
    const last = tidy.at(-1);
    if (span.type === "text" && last?.type === "text" && haveSameMarks(span.marks, last.marks))
      tidy[tidy.length - 1] = { ...last, text: last.text + span.text };
    else tidy.push(span);
  }
  return tidy;
}

/** The words alone, on as many lines as there are breaks; an address nowhere but where it is all there is. */
export function wordsOf(spans: readonly Span[]): string {
  return spans
    .map((span) => (span.type === "text" ? span.text : span.type === "break" ? "\n" : wordsOf(span.spans)))
    .join("");
}

function piecesOf(span: Span): Span[] {
  switch (span.type) {
    case "break":
      return [span];
    case "text": {
      const kept = marks.filter((mark) => span.marks.includes(mark));
      const lines = cleanText(span.text).replaceAll("\t", " ").split("\n");
      return lines.flatMap((text, index): Span[] => [
        ...(index === 0 ? [] : [{ type: "break" } as const]),
        ...(text === "" ? [] : [{ type: "text", text, marks: kept } as const]),
      ]);
    }
    case "link":
      return linkPieces(span.url, onOneLine(tidySpans(span.spans)));
  }
}

function linkPieces(address: string, label: readonly Span[]): Span[] {
  const url = safeUrl(address);
  const isNamed = wordsOf(label).trim() !== "";
  if (url !== null) return [{ type: "link", url, spans: isNamed ? label : [plain(url)] }];
  const shown = cleanText(address).replaceAll(/\s+/g, " ").trim();
  if (!isNamed) return shown === "" ? [] : [plain(shown)];
  const isSaid = shown === "" || shown.replace(/^mailto:/i, "") === wordsOf(label);
  return isSaid ? [...label] : [...label, plain(` (${shown})`)];
}

/** Of a link's label; a link inside a link means nothing anywhere. */
function onOneLine(label: readonly Span[]): Span[] {
  return label.flatMap((span) => {
    if (span.type === "link") return span.spans;
    return span.type === "break" ? [plain(" ")] : [span];
  });
}

function plain(text: string): Span {
  return { type: "text", text, marks: [] };
}

function haveSameMarks(left: readonly Mark[], right: readonly Mark[]): boolean {
  return left.length === right.length && left.every((mark) => right.includes(mark));
}
