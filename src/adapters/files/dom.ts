/** The little of the DOM we use, so that the program needs no browser's types. */
export interface DomNode {
  readonly nodeType: number;
  readonly textContent: string | null;
  readonly childNodes: Iterable<DomNode>;
}

export interface DomElement extends DomNode {
  readonly localName: string;
  readonly id: string;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
  remove(): void;
}

export interface DomDocument extends DomElement {
  readonly body: DomElement;
  /** The page's source text as it stands now. */
  toString(): string;
}

export function isElement(node: DomNode): node is DomElement {
  return node.nodeType === 1;
}

export function isTextNode(node: DomNode): boolean {
  return node.nodeType === 3 || node.nodeType === 4;
}
