import type { Block, Button, Inline } from "../../chat/reply.ts";

export function paragraph(text: string): Block {
  return { type: "paragraph", content: [{ type: "text", text }] };
}

export function note(text: string): Block {
  return { type: "note", content: [{ type: "text", text }] };
}

/** `Label: value`, the label in bold. */
export function labelled(label: string, value: string): Inline[] {
  return [
    { type: "strong", text: `${label}: ` },
    { type: "text", text: value },
  ];
}

/** No block at all where there is no button. */
export function actions(buttons: readonly Button[]): Block[] {
  return buttons.length === 0 ? [] : [{ type: "actions", buttons: buttons.slice(0, 5) }];
}
