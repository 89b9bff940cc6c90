import type { CommandDescription } from "../chat/command-description.ts";
import { ask } from "./ask.ts";
import type { Command } from "./command.ts";
import { documentsAdd } from "./documents-add.ts";
import { documentsCited } from "./documents-cited.ts";
import { documentsDetails } from "./documents-details.ts";
import { documentsDiscard } from "./documents-discard.ts";
import { documentsList } from "./documents-list.ts";
import { documentsPublish } from "./documents-publish.ts";
import { documentsReplace } from "./documents-replace.ts";
import { documentsWithdraw } from "./documents-withdraw.ts";
import { help } from "./help.ts";
import { watchAdd } from "./watch-add.ts";
import { watchList } from "./watch-list.ts";
import { watchRemove } from "./watch-remove.ts";

/** Every command, in the order help shows them. The Slack manifest and Discord's registration are made of it. */
export const catalogue: readonly Command[] = [
  ask,
  documentsList,
  documentsAdd,
  documentsReplace,
  documentsWithdraw,
  documentsCited,
  documentsPublish,
  documentsDetails,
  documentsDiscard,
  watchList,
  watchAdd,
  watchRemove,
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
