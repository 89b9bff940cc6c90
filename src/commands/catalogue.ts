import type { CommandDescription } from "../chat/command-description.ts";
import { ask } from "./ask.ts";
import type { Command } from "./command.ts";
import { help } from "./help.ts";
import { web } from "./web.ts";

/** Every command, in the order help shows them. The Slack manifest and Discord's registration are made of it. */
export const catalogue: readonly Command[] = [ask, web, help];

export const descriptions: readonly CommandDescription[] = catalogue.map(
  ({ name, summary, usage, options, isHidden = false, messageMenu }) => ({
    name,
    summary,
    usage,
    options,
    isHidden,
    ...(messageMenu === undefined ? {} : { messageMenu }),
  }),
);
