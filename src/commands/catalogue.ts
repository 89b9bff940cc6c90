import type { CommandDescription } from "../chat/command-description.ts";
import { announceAgain } from "./announce-again.ts";
import { announceApprove } from "./announce-approve.ts";
import { announceAsk } from "./announce-ask.ts";
import { announceCancel } from "./announce-cancel.ts";
import { announceChange } from "./announce-change.ts";
import { announceCorrect } from "./announce-correct.ts";
import { announceDigest } from "./announce-digest.ts";
import { announceDrop } from "./announce-drop.ts";
import { announceEvent } from "./announce-event.ts";
import { announceList } from "./announce-list.ts";
import { announcePause } from "./announce-pause.ts";
import { announcePreview } from "./announce-preview.ts";
import { announceRecall } from "./announce-recall.ts";
import { announceRefuse } from "./announce-refuse.ts";
import { announceReplace } from "./announce-replace.ts";
import { announceRestart } from "./announce-restart.ts";
import { announceResume } from "./announce-resume.ts";
import { announceSettle } from "./announce-settle.ts";
import { announceShow } from "./announce-show.ts";
import { announceSkip } from "./announce-skip.ts";
import { announceStop } from "./announce-stop.ts";
import { announceUnskip } from "./announce-unskip.ts";
import { announceWrite } from "./announce-write.ts";
import { ask } from "./ask.ts";
import { type Command, describeCommand } from "./command.ts";
import { documentsAdd } from "./documents-add.ts";
import { documentsCited } from "./documents-cited.ts";
import { documentsDetails } from "./documents-details.ts";
import { documentsDiscard } from "./documents-discard.ts";
import { documentsList } from "./documents-list.ts";
import { documentsPublish } from "./documents-publish.ts";
import { documentsReplace } from "./documents-replace.ts";
import { documentsWithdraw } from "./documents-withdraw.ts";
import { eventsAdd } from "./events-add.ts";
import { eventsAdded } from "./events-added.ts";
import { eventsDiscard } from "./events-discard.ts";
import { eventsEdit } from "./events-edit.ts";
import { eventsList } from "./events-list.ts";
import { eventsMark } from "./events-mark.ts";
import { eventsPublish } from "./events-publish.ts";
import { eventsWithdraw } from "./events-withdraw.ts";
import { forgetMe } from "./forget-me.ts";
import { grantGive } from "./grant-give.ts";
import { grantList } from "./grant-list.ts";
import { grantTake } from "./grant-take.ts";
import { help } from "./help.ts";
import { inquiriesAdd } from "./inquiries-add.ts";
import { inquiriesAnswer } from "./inquiries-answer.ts";
import { inquiriesChange } from "./inquiries-change.ts";
import { inquiriesList } from "./inquiries-list.ts";
import { inquiriesShow } from "./inquiries-show.ts";
import { inquiriesWithdraw } from "./inquiries-withdraw.ts";
import { join } from "./join.ts";
import { link } from "./link.ts";
import { members } from "./members.ts";
import { positionsAbstain } from "./positions-abstain.ts";
import { positionsChange } from "./positions-change.ts";
import { positionsComment } from "./positions-comment.ts";
import { positionsConfirm } from "./positions-confirm.ts";
import { positionsDescribe } from "./positions-describe.ts";
import { positionsDissent } from "./positions-dissent.ts";
import { positionsDrafts } from "./positions-drafts.ts";
import { positionsHistory } from "./positions-history.ts";
import { positionsLink } from "./positions-link.ts";
import { positionsList } from "./positions-list.ts";
import { positionsOpen } from "./positions-open.ts";
import { positionsPropose } from "./positions-propose.ts";
import { positionsRefuse } from "./positions-refuse.ts";
import { positionsSign } from "./positions-sign.ts";
import { positionsUnlink } from "./positions-unlink.ts";
import { positionsWithdraw } from "./positions-withdraw.ts";
import { positionsWork } from "./positions-work.ts";
import { remind } from "./remind.ts";
import { setupAnnouncements } from "./setup-announcements.ts";
import { setupChannels } from "./setup-channels.ts";
import { setupCluster } from "./setup-cluster.ts";
import { setupContacts } from "./setup-contacts.ts";
import { setupShow } from "./setup-show.ts";
import { unlink } from "./unlink.ts";
import { watchAdd } from "./watch-add.ts";
import { watchList } from "./watch-list.ts";
import { watchRemove } from "./watch-remove.ts";
import { web } from "./web.ts";
import { whoami } from "./whoami.ts";
import { workspacesConfirm } from "./workspaces-confirm.ts";
import { workspacesList } from "./workspaces-list.ts";
import { workspacesRefuse } from "./workspaces-refuse.ts";
import { workspacesRelease } from "./workspaces-release.ts";

/** Every command, in the order help shows them. The Slack manifest and Discord's registration are made of it. */
export const catalogue: readonly Command[] = [
  ask,
  eventsList,
  eventsAdd,
  eventsAdded,
  eventsEdit,
  eventsPublish,
  eventsDiscard,
  eventsMark,
  eventsWithdraw,
  positionsList,
  positionsHistory,
  inquiriesList,
  inquiriesShow,
  remind,
  members,
  join,
  announceWrite,
  announceEvent,
  announceDigest,
  announceList,
  announceShow,
  announcePreview,
  announceChange,
  announceAsk,
  announceApprove,
  announceRefuse,
  announceAgain,
  announceCorrect,
  announceDrop,
  announceReplace,
  announceRecall,
  announceCancel,
  announcePause,
  announceResume,
  announceSkip,
  announceUnskip,
  announceSettle,
  announceStop,
  announceRestart,
  positionsPropose,
  positionsDrafts,
  positionsLink,
  positionsUnlink,
  positionsWork,
  positionsChange,
  positionsDescribe,
  positionsOpen,
  positionsSign,
  positionsAbstain,
  positionsDissent,
  positionsComment,
  positionsWithdraw,
  positionsConfirm,
  positionsRefuse,
  inquiriesAdd,
  inquiriesChange,
  inquiriesAnswer,
  inquiriesWithdraw,
  whoami,
  link,
  unlink,
  web,
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
  setupShow,
  setupCluster,
  setupChannels,
  setupAnnouncements,
  setupContacts,
  grantGive,
  grantTake,
  grantList,
  workspacesList,
  workspacesConfirm,
  workspacesRefuse,
  workspacesRelease,
  forgetMe,
  help,
];

export const descriptions: readonly CommandDescription[] = catalogue.map(describeCommand);
