/** A part of a sample document, in reading order; each maker renders it in its own format. */
export type Block =
  | { readonly kind: "heading"; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "table"; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: "page-break" };

/** A document kept as PDF or DOCX; `path` is relative to samples/uk-tech-clusters. */
export interface SampleDocument {
  readonly path: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export function title(text: string): Block {
  return { kind: "heading", level: 1, text };
}

export function heading(text: string): Block {
  return { kind: "heading", level: 2, text };
}

export function paragraph(text: string): Block {
  return { kind: "paragraph", text };
}

export function list(...items: readonly string[]): Block {
  return { kind: "list", items };
}

export function table(...rows: readonly (readonly string[])[]): Block {
  return { kind: "table", rows };
}

export const pageBreak: Block = { kind: "page-break" };
