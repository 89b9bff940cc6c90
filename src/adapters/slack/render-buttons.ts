import type { KnownBlock, Button as SlackButton } from "@slack/types";
import { cleanText } from "../../chat/clean-text.ts";
import type { Button } from "../../chat/reply.ts";
import { slackLimits } from "./limits.ts";

/** At most so many buttons have ids of their own in one block of a reply. */
const idsInBlock = 10;

/**
 * A row of buttons. Pressing one says its command: which is in its id, and with what follows it in its value. The
 * text beside the blocks says nothing of them, since nobody can press words.
 */
export function renderButtons(
  buttons: readonly Button[],
  blockIndex: number,
): { readonly block: KnownBlock; readonly text: string; readonly length: number } {
  const elements = buttons.map((button, index) => renderButton(button, blockIndex * idsInBlock + index));
  const length = elements.reduce((sum, element) => sum + element.text.text.length, 0);
  return { block: { type: "actions", elements }, text: "", length };
}

function renderButton({ label, command, text, style }: Button, number: number): SlackButton {
  return {
    type: "button",
    action_id: `clusterbot:${number}:${command}`.slice(0, slackLimits.actionIdCharacters),
    text: {
      type: "plain_text",
      text: cleanText(label).slice(0, slackLimits.buttonCharacters),
      emoji: false,
    },
    value: `${command} ${text}`.trim().slice(0, slackLimits.buttonValueCharacters),
    ...(style === "normal" ? {} : { style }),
  };
}
