import { ButtonStyle, ComponentType } from "discord.js";
import { cleanText } from "../../chat/clean-text.ts";
import type { Button, Reply } from "../../chat/reply.ts";
import { commandId } from "./command-id.ts";
import { limits } from "./limits.ts";

interface ButtonComponent {
  readonly type: ComponentType.Button;
  readonly style: ButtonStyle;
  readonly label: string;
  readonly custom_id: string;
}

/** A row of buttons, as Discord's message takes it. */
export interface ButtonRow {
  readonly type: ComponentType.ActionRow;
  readonly components: readonly ButtonComponent[];
}

const styles = {
  normal: ButtonStyle.Secondary,
  primary: ButtonStyle.Primary,
  danger: ButtonStyle.Danger,
} as const satisfies Record<Button["style"], ButtonStyle>;

/** The buttons of a reply. */
export function renderButtons({ blocks }: Reply): readonly ButtonRow[] {
  return rowsOf(blocks.flatMap((block) => (block.type === "actions" ? [block.buttons] : [])));
}

/** Buttons in a row of their own. */
export function buttonRows(buttons: readonly Button[]): readonly ButtonRow[] {
  return rowsOf([buttons]);
}

/**
 * Discord refuses a message with an id that is too long or stands there twice: such a button is left out, so that what
 * the message says is shown in any case.
 */
function rowsOf(groups: readonly (readonly Button[])[]): readonly ButtonRow[] {
  const ids = new Set<string>();
  const rows: ButtonRow[] = [];
  for (const buttons of groups) {
    const components = buttons.flatMap((button): ButtonComponent[] => {
      const id = commandId(button.command, button.text);
      const label = cleanText(button.label).trim().slice(0, limits.buttonCharacters);
      if (id === null || ids.has(id) || label === "") return [];
      ids.add(id);
      return [{ type: ComponentType.Button, style: styles[button.style], label, custom_id: id }];
    });
    if (components.length > 0)
      rows.push({ type: ComponentType.ActionRow, components: components.slice(0, limits.buttonsPerRow) });
  }
  return rows.slice(0, limits.buttonRows);
}
