import type { Definition, FootnoteDefinition, Nodes, Root } from "mdast";

/** What stands elsewhere in a document than where it is referred to. */
export interface Notes {
  /** The address of `[words][identifier]`; null where there is none. */
  address(identifier: string): string | null;
  /** The number of a footnote: they are counted as they are referred to. Null where there is no such note. */
  footnote(identifier: string): number | null;
  /** All footnotes by number, those that nothing refers to last. */
  inOrder(): readonly { readonly number: number; readonly children: FootnoteDefinition["children"] }[];
}

export function collectNotes(tree: Root): Notes {
  const addresses = new Map<string, string>();
  const footnotes = new Map<string, FootnoteDefinition>();
  const numbers = new Map<string, number>();
  for (const node of definitionsIn(tree)) {
    // Of two with one name the first counts.
    if (node.type === "definition" && !addresses.has(node.identifier))
      addresses.set(node.identifier, node.url);
    if (node.type === "footnoteDefinition" && !footnotes.has(node.identifier))
      footnotes.set(node.identifier, node);
  }
  const numberOf = (identifier: string): number => {
    const number = numbers.get(identifier) ?? numbers.size + 1;
    numbers.set(identifier, number);
    return number;
  };
  return {
    address: (identifier) => addresses.get(identifier) ?? null,
    footnote: (identifier) => (footnotes.has(identifier) ? numberOf(identifier) : null),
    inOrder: () =>
      [...footnotes]
        .map(([identifier, { children }]) => ({ isUsed: numbers.has(identifier), identifier, children }))
        .toSorted((left, right) => Number(right.isUsed) - Number(left.isUsed))
        .map(({ identifier, children }) => ({ number: numberOf(identifier), children }))
        .toSorted((left, right) => left.number - right.number),
  };
}

function definitionsIn(node: Nodes): (Definition | FootnoteDefinition)[] {
  const own = node.type === "definition" || node.type === "footnoteDefinition" ? [node] : [];
  return "children" in node ? [...own, ...node.children.flatMap(definitionsIn)] : own;
}
