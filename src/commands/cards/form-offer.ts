import { plainReply, type Reply } from "../../chat/reply.ts";

/** A sentence, and a button that opens a form. */
export function formOffer(
  sentence: string,
  button: { readonly command: string; readonly text: string; readonly label: string },
): Reply {
  const reply = plainReply(sentence);
  return {
    ...reply,
    blocks: [...reply.blocks, { type: "actions", buttons: [{ ...button, style: "primary" }] }],
  };
}
