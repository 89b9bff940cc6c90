import type { Announcement } from "../../announcing/announcement.ts";
import type { AnnouncementStore, DeliveryShown } from "../../announcing/announcement-store.port.ts";
import { isGone } from "../../announcing/is-gone.ts";
import type { RunProgress } from "../../announcing/run-progress.port.ts";
import { plainReply } from "../../chat/reply.ts";
import type { Messages } from "../../messages/english.ts";
import type { NewNotice } from "../../notices/notice.ts";
import type { Clock } from "../../shared/clock.port.ts";
import { codeOf } from "../../shared/errors.ts";
import { isKeyOf } from "../../shared/is-key-of.ts";
import type { Log } from "../../shared/log.port.ts";
import {
  announcementNotice,
  goalOf,
  isUnderWay,
  statusText,
  stoppedNotice,
  titledName,
  troublesOf,
} from "../cards/announcement-status-card.ts";
import { eventChangeText } from "../cards/event-change-text.ts";
import { accountsHolding, administrator, type HoldingNeeds } from "./accounts-holding.ts";
import type { AnnouncementWordStore, Word } from "./announcement-word-store.port.ts";
import { each, type Told } from "./notices-for-each.ts";
import { type ToldAway, tellAway } from "./tell-away.ts";
import { tellRegions } from "./tell-regions.ts";

export interface ExpandNeeds extends HoldingNeeds {
  readonly words: AnnouncementWordStore;
  readonly store: Pick<AnnouncementStore, "byId" | "deliveries" | "stoppedBy">;
  readonly messages: Messages;
  readonly clock: Clock;
  readonly log: Log;
}

const atOnce = 100;

/** Makes a message for each person of what was written down to be told. Throws BotError DATABASE_UNAVAILABLE. */
export async function expandWords(needs: ExpandNeeds, signal: AbortSignal): Promise<void> {
  for (const word of await needs.words.claim(atOnce)) {
    if (signal.aborted) return;
    try {
      const { isOver, notices } = await toldOf(word, needs);
      // What is not over is looked at again when the lease of its word ends.
      await (isOver
        ? needs.words.tell(word, notices, needs.clock.now())
        : needs.words.put(notices, needs.clock.now()));
    } catch (error) {
      // Its lease ends, and it is looked at again.
      needs.log.warn("word-not-told", { kind: word.kind, code: codeOf(error), error });
    }
  }
}

async function toldOf(word: Word, needs: ExpandNeeds): Promise<ToldAway> {
  if (word.kind === "away") return await tellAway(await needs.words.away(word), word.about, needs);
  return { isOver: true, notices: await noticesOf(word, needs) };
}

async function noticesOf(word: Word, needs: ExpandNeeds): Promise<readonly NewNotice[]> {
  switch (word.kind) {
    case "approve":
      return await toApprovers(word, needs);
    case "returned":
      return await toWriter(word, needs);
    case "regions":
      return await tellRegions(word, needs);
    case "stopped":
      return await toAdministrators(word, needs);
    case "troubled":
      return await toManagers(word, needs);
    case "status":
      return await aboutRun(word.about, needs, toAuthor);
    case "late":
      return await aboutRun(word.about, needs, ofLate);
    case "held-back":
      return await aboutRun(word.about, needs, ofHeldBack);
    case "away":
      return [];
  }
}

async function toApprovers({ about, part }: Word, needs: ExpandNeeds): Promise<readonly NewNotice[]> {
  const announcement = await needs.store.byId(about);
  const isWaiting = announcement?.state === "awaiting-approval" || announcement?.proposed != null;
  if (announcement === null || !isWaiting) return [];
  const { cluster, author, proposed } = announcement;
  const accounts = await accountsHolding(
    { role: "approver", cluster, except: proposed?.by ?? author },
    needs,
  );
  const sentence = needs.messages.announcements.told.approve(titledName(announcement, needs.messages));
  return each(accounts, {
    subject: `approve ${about} ${part}`,
    reply: announcementNotice(sentence, announcement, needs.messages),
  });
}

/** A draft again, and not by its author; or a correction of theirs is no more. */
async function toWriter({ about, part }: Word, needs: ExpandNeeds): Promise<readonly NewNotice[]> {
  const announcement = await needs.store.byId(about);
  if (announcement === null) return [];
  const isCorrection = part.startsWith("expire-edit");
  if (isCorrection ? announcement.proposed !== null : announcement.state !== "draft") return [];
  const { told } = needs.messages.announcements;
  const name = titledName(announcement, needs.messages);
  const expired = isCorrection ? told.expiredEdit(name) : told.expired(name);
  const sentence = part.startsWith("expire") ? expired : told.refused(name);
  return each([announcement.author], {
    subject: `returned ${about} ${part}`,
    reply: announcementNotice(sentence, announcement, needs.messages),
  });
}

async function toManagers({ about, part }: Word, needs: ExpandNeeds): Promise<readonly NewNotice[]> {
  const troubled = await needs.words.troubled(about);
  if (troubled === null) return [];
  const { name, cluster, reason } = troubled;
  const { announcements: words } = needs.messages;
  const managers = await accountsHolding({ role: "manager", cluster }, needs);
  const administrators = await accountsHolding(administrator, needs);
  const why = isKeyOf(reason, words.reason) ? words.reason[reason] : words.reason.other;
  return each([...managers, ...administrators], {
    subject: `troubled ${about} ${part}`,
    reply: plainReply(words.told.troubled(name, why)),
  });
}

/** Only they can let everything go on: whoever stopped it by a slip depends on them. */
async function toAdministrators({ part }: Word, needs: ExpandNeeds): Promise<readonly NewNotice[]> {
  const { told } = needs.messages.announcements;
  const stopped = await needs.store.stoppedBy();
  const isStopped = stopped?.at.toISOString() === part;
  const except = isStopped ? { except: stopped.account } : {};
  const accounts = await accountsHolding({ ...administrator, ...except }, needs);
  const reply = isStopped ? stoppedNotice(needs.messages) : plainReply(told.goesOn);
  return each(accounts, { subject: `stopped ${part}`, reply, isOnlyChange: !isStopped });
}

interface OfRun {
  readonly run: string;
  readonly announcement: Announcement;
  readonly progress: RunProgress;
}

async function aboutRun(
  run: string,
  needs: ExpandNeeds,
  tell: (about: OfRun, needs: ExpandNeeds) => readonly NewNotice[] | Promise<readonly NewNotice[]>,
): Promise<readonly NewNotice[]> {
  const progress = await needs.words.progress(run, needs.clock.now());
  const announcement = progress === null ? null : await needs.store.byId(progress.announcement);
  return progress === null || announcement === null ? [] : await tell({ run, announcement, progress }, needs);
}

/** One message for each run, which is changed as it goes on, and another when something needs its author. */
async function toAuthor(
  { run, announcement, progress }: OfRun,
  needs: ExpandNeeds,
): Promise<readonly NewNotice[]> {
  const { author } = announcement;
  const { messages } = needs;
  const hasBegun = progress.counts.some(
    ({ goal, state }) => goal !== "post" || ["done", "refused", "unconfirmed"].includes(state),
  );
  const status = announcementNotice(statusText(announcement, progress, messages), announcement, messages);
  // A correction of what was repeated for a year is not told of fifty times.
  const isOnlyChange = !hasBegun || (goalOf(progress) !== "post" && !progress.isNewest);
  const trouble = each([author], troubleOf({ run, announcement, progress }, messages));
  // A tally is corrected with every stance.
  if (announcement.position !== null) return goalOf(progress) === "post" ? trouble : [];
  const settled = goalOf(progress) === "post" ? [] : await settledTroubles(announcement, needs);
  return [
    ...each([author], { subject: `status ${run}`, reply: status, isOnlyChange }),
    ...trouble,
    ...settled.flatMap((told) => each([author], told)),
  ];
}

/** What was told of a correction or of taking back, and is true of no channel any more, is changed where it stands. */
async function settledTroubles(announcement: Announcement, needs: ExpandNeeds): Promise<readonly Told[]> {
  const { id, contentRevision } = announcement;
  const deliveries = await needs.store.deliveries(id);
  if (deliveries.some(mayNeedSomebody)) return [];
  const sentence = needs.messages.announcementStatus.settled(titledName(announcement, needs.messages));
  const reply = announcementNotice(sentence, announcement, needs.messages);
  return Array.from({ length: contentRevision }, (_, index) => index + 1).flatMap((revision) =>
    (["edit", "recall"] as const).map((goal) => ({
      subject: changeTrouble(id, goal, revision),
      reply,
      isOnlyChange: true,
    })),
  );
}

function mayNeedSomebody(delivery: DeliveryShown): boolean {
  const { goal, state } = delivery;
  if (state === "unconfirmed") return true;
  return goal !== "post" && ["refused", "held", "waiting", "sending"].includes(state) && !isGone(delivery);
}

function changeTrouble(announcement: string, goal: "edit" | "recall", contentRevision: number): string {
  return `trouble ${announcement} ${goal} ${contentRevision}`;
}

/** Told once nothing is under way, for it may go on by itself; null when nothing needs anybody. */
function troubleOf({ run, announcement, progress }: OfRun, messages: Messages): Told | null {
  const { announcementStatus: words } = messages;
  const counts = progress.counts.filter((one) => !one.isGone);
  const troubles = troublesOf({ counts }, messages);
  if (troubles.length === 0 || isUnderWay(progress, "now")) return null;
  const goal = goalOf(progress);
  const { id, contentRevision } = announcement;
  const sentence = words.needsYou[goal](titledName(announcement, messages), troubles);
  const subject =
    goal === "post"
      ? `trouble ${run} ${progress.troubledAt?.toISOString()}`
      : changeTrouble(id, goal, contentRevision);
  return { subject, reply: announcementNotice(sentence, announcement, messages) };
}

/** The author has to decide, and the administrators hear that the bot was away. */
async function ofLate(
  { run, announcement, progress }: OfRun,
  needs: ExpandNeeds,
): Promise<readonly NewNotice[]> {
  const { messages } = needs;
  const late = progress.counts.find(({ state, isHeldBack }) => state === "late" && !isHeldBack);
  if (late === undefined) return [];
  const sentence = messages.announcements.told.late(titledName(announcement, messages), late.count);
  return each([announcement.author, ...(await accountsHolding(administrator, needs))], {
    subject: `late ${run} ${progress.lateAt?.toISOString()}`,
    reply: announcementNotice(sentence, announcement, messages),
  });
}

/** The author decides; nobody else has anything to do. */
function ofHeldBack({ run, announcement, progress }: OfRun, { messages }: ExpandNeeds): readonly NewNotice[] {
  const found = progress.counts.find(({ isHeldBack }) => isHeldBack);
  if (found === undefined) return [];
  const changed = eventChangeText(announcement.about?.change ?? null, messages);
  const sentence = messages.preflight.event.heldBack(
    titledName(announcement, messages),
    found.count,
    changed,
  );
  return each([announcement.author], {
    subject: `held-back ${run} ${progress.heldBackAt?.toISOString()}`,
    reply: announcementNotice(sentence, announcement, messages),
  });
}
