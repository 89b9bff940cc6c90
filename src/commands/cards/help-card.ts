import type { CommandDescription } from "../../chat/command-description.ts";
import type { Inline, Reply } from "../../chat/reply.ts";
import type { Messages } from "../../messages/english.ts";

/** The commands with what each does, and what a reply may be built from. */
export function helpCard(descriptions: readonly CommandDescription[], messages: Messages): Reply {
  const items: Inline[][] = descriptions
    .filter(({ isHidden }) => isHidden !== true)
    .map(({ usage, summary }) => [
      { type: "code", text: `/cluster ${usage}` },
      { type: "text", text: ` – ${summary}` },
    ]);
  return {
    summary: messages.help.introduction,
    blocks: [
      { type: "heading", text: messages.help.title },
      { type: "paragraph", content: [{ type: "text", text: messages.help.introduction }] },
      { type: "list", ordered: false, items },
      { type: "paragraph", content: [{ type: "text", text: messages.help.mention }] },
      { type: "note", content: [{ type: "text", text: messages.help.audience }] },
    ],
    data: { kind: "help", commands: descriptions },
  };
}
