import type { CommandDescription } from "../chat/command-description.ts";
import { ask } from "./ask.ts";
import type { Command } from "./command.ts";
import { forgetMe } from "./forget-me.ts";
import { grantGive } from "./grant-give.ts";
import { grantList } from "./grant-list.ts";
import { grantTake } from "./grant-take.ts";
import { help } from "./help.ts";
import { link } from "./link.ts";
import { unlink } from "./unlink.ts";
import { web } from "./web.ts";
import { whoami } from "./whoami.ts";

/** Every command, in the order help shows them. The Slack manifest and Discord's registration are made of it. */
export const catalogue: readonly Command[] = [
  ask,
  whoami,
  link,
  unlink,
  web,
  grantGive,
  grantTake,
  grantList,
  forgetMe,
  help,
];

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
