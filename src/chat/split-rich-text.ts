import { breakSpans } from "./break-spans.ts";
import { tableAsList } from "./lay-out-table.ts";
import { mostThat } from "./most-that.ts";
import type { RichText, TextBlock } from "./rich-text.ts";

/** A place in a series of messages, from 0; `isLast` messages hold what closes the whole as well. */
export interface Place {
  readonly index: number;
  readonly isLast: boolean;
}

/** Whether these blocks can stand together in one message. What fits must still fit when something is taken away. */
export type Fits = (blocks: RichText, place: Place) => boolean;

/**
 * Splits a text into messages that each fit, at the borders of paragraphs. What is longer than a message by itself is
 * split inside: a paragraph between sentences, code between lines, a table between rows, a list between items. Never
 * empty; nothing is left out. The first has no blocks when what stands before them leaves no room.
 */
export function splitRichText(text: RichText, fits: Fits): RichText[] {
  const parts: RichText[] = [];
  for (let rest = text; ; ) {
    const index = parts.length;
    if (fits(rest, { index, isLast: true }) || (rest.length === 0 && index > 0)) return [...parts, rest];
    const { head, tail } = withoutRest(
      cut(rest, {
        fits: (blocks) => fits(blocks, { index, isLast: false }),
        standsAlone: (blocks) => fits(blocks, { index: index + 1, isLast: false }),
        // From the second message on nothing stands before them, so at least a character is taken.
        mustTake: index > 0,
      }),
    );
    parts.push(head);
    rest = tail;
  }
}

/** What closes the whole found no room: it does not go alone where a block can go with it. */
function withoutRest({ head, tail }: Cut): Cut {
  if (tail.length > 0 || head.length < 2) return { head, tail };
  return { head: head.slice(0, -1), tail: head.slice(-1) };
}

interface Cutting {
  readonly fits: (blocks: RichText) => boolean;
  /** Whether these would fit where nothing stands before them: then they are not broken. */
  readonly standsAlone: (blocks: RichText) => boolean;
  /** Whether at least something must be taken, so that there is an end. */
  readonly mustTake: boolean;
}

interface Cut {
  readonly head: RichText;
  readonly tail: RichText;
}

function cut(blocks: RichText, cutting: Cutting): Cut {
  const { fits, standsAlone, mustTake } = cutting;
  const count = mostThat(blocks.length, (most) => fits(blocks.slice(0, most)));
  const next = blocks[count];
  if (next === undefined) return { head: blocks, tail: [] };
  const head = blocks.slice(0, count);
  // A heading stays with what it announces.
  const border = head.findLastIndex(({ type }) => type !== "heading") + 1;
  const atBorder = { head: blocks.slice(0, border), tail: blocks.slice(border) };
  if (border > 0 && standsAlone(blocks.slice(border, count + 1))) return atBorder;
  const broken = breakBlock(next, {
    ...cutting,
    fits: (pieces) => fits([...head, ...pieces]),
    mustTake: mustTake && count === 0,
  });
  if (broken.head.length > 0)
    return { head: [...head, ...broken.head], tail: [...broken.tail, ...blocks.slice(count + 1)] };
  return border > 0 ? atBorder : { head, tail: blocks.slice(count) };
}

/** Takes from the beginning of a block what fits; nothing when it must not be, or cannot be, broken there. */
function breakBlock(block: TextBlock, cutting: Cutting): Cut {
  switch (block.type) {
    case "heading":
    case "paragraph": {
      const { head, tail } = breakSpans(
        block.spans,
        (spans) => cutting.fits([{ ...block, spans }]),
        cutting.mustTake,
      );
      return cutOf({ ...block, spans: head }, { ...block, spans: tail }, [head.length, tail.length]);
    }
    case "list":
      return breakList(block, cutting);
    case "quote": {
      const { head, tail } = cut(block.blocks, {
        ...cutting,
        fits: (blocks) => cutting.fits([{ ...block, blocks }]),
        standsAlone: () => false,
      });
      return cutOf({ ...block, blocks: head }, { ...block, blocks: tail }, [head.length, tail.length]);
    }
    case "code":
      return breakCode(block, cutting);
    case "table":
      return breakTable(block, cutting);
    case "divider":
      return cutting.mustTake ? { head: [block], tail: [] } : { head: [], tail: [block] };
  }
}

/** The two halves of a block, without a half that holds nothing. */
function cutOf(head: TextBlock, tail: TextBlock, [held, left]: readonly [number, number]): Cut {
  return { head: held > 0 ? [head] : [], tail: left > 0 ? [tail] : [] };
}

function breakList(list: Extract<TextBlock, { type: "list" }>, cutting: Cutting): Cut {
  const most = mostThat(list.items.length, (count) =>
    cutting.fits([{ ...list, items: list.items.slice(0, count) }]),
  );
  if (most > 0) {
    const tail = { ...list, start: list.start + most, items: list.items.slice(most) };
    return cutOf({ ...list, items: list.items.slice(0, most) }, tail, [most, tail.items.length]);
  }
  const [first = [], ...others] = list.items;
  const { head, tail } = cut(first, {
    ...cutting,
    fits: (item) => cutting.fits([{ ...list, items: [item] }]),
    standsAlone: () => false,
  });
  const items = [...(tail.length > 0 ? [tail] : []), ...others];
  const start = tail.length > 0 ? list.start : list.start + 1;
  return cutOf({ ...list, items: [head] }, { ...list, start, items }, [head.length, items.length]);
}

/** Lines stay whole unless one is longer than a message. */
function breakCode(code: Extract<TextBlock, { type: "code" }>, { fits, mustTake }: Cutting): Cut {
  const lines = code.text.split(/(?<=\n)/);
  const mostOf = (pieces: readonly string[]): number =>
    mostThat(pieces.length, (count) => fits([{ ...code, text: pieces.slice(0, count).join("") }]));
  const most = mostOf(lines);
  if (most === 0 && !mustTake) return { head: [], tail: [code] };
  const characters = [...code.text];
  const head =
    most > 0 ? lines.slice(0, most).join("") : characters.slice(0, Math.max(1, mostOf(characters))).join("");
  const tail = code.text.slice(head.length);
  return cutOf({ ...code, text: head }, { ...code, text: tail }, [head.length, tail.length]);
}

function breakTable(table: Extract<TextBlock, { type: "table" }>, cutting: Cutting): Cut {
  const most = mostThat(table.rows.length, (count) =>
    cutting.fits([{ ...table, rows: table.rows.slice(0, count) }]),
  );
  if (most > 0) {
    const rows = table.rows.slice(most);
    return cutOf({ ...table, rows: table.rows.slice(0, most) }, { ...table, rows }, [most, rows.length]);
  }
  if (!cutting.mustTake) return { head: [], tail: [table] };
  const [first, ...others] = table.rows;
  const { head, tail } = breakList(
    tableAsList({ ...table, rows: first === undefined ? [] : [first] }),
    cutting,
  );
  return { head, tail: others.length > 0 ? [...tail, { ...table, rows: others }] : tail };
}
