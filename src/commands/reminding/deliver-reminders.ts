// The way of a reminder: what is due is claimed, looked at as it stands now and for this reader now, written down, sent,
// and recorded.
import { createHash } from "node:crypto";
import type { Platform, SendOutcome } from "../../chat/platform.port.ts";
import { readAccountReference } from "../../chat/reference.ts";
import { identify } from "../../people/identify.ts";
import type { PeopleDirectory } from "../../people/people-directory.port.ts";
import { readerOf } from "../../people/readership.ts";
import { publicReadership, type Readership } from "../../shared/audience.ts";
import type { Clock } from "../../shared/clock.port.ts";
import { codeOf } from "../../shared/errors.ts";
import type { Log } from "../../shared/log.port.ts";
import type { RecordsCardNeeds } from "../cards/records-card.ts";
import { reminderCard } from "../cards/reminder-card.ts";
import { type MessageKind, nextMessage, type Standing, stageAt, startOf } from "./next-message.ts";
import type { ClaimedReminder, DateFound, ReminderOutcome, ReminderStore } from "./reminder-store.port.ts";

export interface RemindingNeeds extends RecordsCardNeeds {
  readonly store: ReminderStore;
  readonly platforms: readonly Platform[];
  readonly people: PeopleDirectory;
  /** Id of the cluster that is the federation itself. */
  readonly federation: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** How many are worked on at once. */
const atOnce = 8;
/** Until somebody who cannot be looked up just now is looked up again. */
const lookUpAgainSeconds = 60;

/** Works on what is due until nothing is, or `signal` aborts. Throws BotError DATABASE_UNAVAILABLE. */
export async function deliverReminders(needs: RemindingNeeds, signal: AbortSignal): Promise<void> {
  const writing = needs.platforms.filter((platform) => platform.sendDirectly !== undefined);
  const platforms = writing.map(({ name }) => name);
  while (!signal.aborted) {
    const due = { platforms, now: needs.clock.now(), limit: atOnce };
    const claimed = await needs.store.claim(due);
    await Promise.all(claimed.map((reminder) => deliverOne(reminder, needs)));
    if (claimed.length < atOnce) return;
  }
}

/** What goes wrong with one leaves the others alone; its lease ends and it is claimed again. */
async function deliverOne(reminder: ClaimedReminder, needs: RemindingNeeds): Promise<void> {
  try {
    await takeNextStep(reminder, needs);
  } catch (error) {
    needs.log.error("reminder-interrupted", { reminder: reminder.id, code: codeOf(error), error });
  }
}

async function takeNextStep(reminder: ClaimedReminder, needs: RemindingNeeds): Promise<void> {
  const now = needs.clock.now();
  const found = await findDate(reminder, needs);
  if (found === "later")
    return needs.store.postpone(reminder, inSeconds(now, lookUpAgainSeconds), sinceOf(reminder));
  const standing = standingOf(reminder, found);
  const next = nextMessage(reminder, standing, now);
  const inDoubt = reminder.sending === null ? null : "uncertain";
  switch (next.kind) {
    case "over":
      if (next.isMissed) needs.log.warn("reminder-missed", { reminder: reminder.id });
      return settle({ reminder, standing, outcome: inDoubt ?? (next.isMissed ? "missed" : null) }, needs);
    case "later":
      return settle({ reminder, standing, outcome: inDoubt }, needs);
    case "message":
      // Whoever may not see it is told nothing, not even that there is something.
      if (found === null) return settle({ reminder, standing, outcome: "withheld" }, needs);
      return tell({ reminder, standing, found, message: next.message }, needs);
  }
}

/** What may be shown of the date; `later` when nobody can tell just now who reads. */
async function findDate(
  reminder: ClaimedReminder,
  needs: RemindingNeeds,
): Promise<DateFound | null | "later"> {
  const forEverybody = await needs.store.dateOf(reminder, publicReadership);
  if (forEverybody !== null) return forEverybody;
  const readership = await readershipOf(reminder, needs);
  return readership === null ? "later" : needs.store.dateOf(reminder, readership);
}

/** What a private reply to them, where they asked, would be built from now; null when that cannot be found out. */
async function readershipOf(
  { reference, workspace }: ClaimedReminder,
  { platforms, people, federation }: RemindingNeeds,
): Promise<Readership | null> {
  const { platform, user } = readAccountReference(reference);
  const chat = platforms.find(({ name }) => name === platform);
  const direct = { standing: "unknown", groups: [] } as const;
  const lookedUp = workspace === null ? direct : await chat?.lookUp?.({ workspace, user });
  if (lookedUp === null || lookedUp === undefined) return null;
  const request = {
    platform,
    workspace,
    channel: null,
    isExternallyShared: false,
    visibility: "private",
    asker: { ...lookedUp, id: user, name: "", runsWorkspace: false },
  } as const;
  return readerOf(request, await identify(request, reference, people), federation).readership;
}

function standingOf(reminder: ClaimedReminder, found: DateFound | null): Standing {
  if (found === null) return reminder.isOff ? { kind: "off" } : { kind: "on", time: reminder.known };
  if (found.kind === "gone" || found.event.status === "cancelled") return { kind: "off" };
  return { kind: "on", time: found.event.time };
}

interface Telling {
  readonly reminder: ClaimedReminder;
  readonly standing: Standing;
  readonly found: DateFound;
  readonly message: MessageKind;
}

/** A message that may have been sent is sent again only as it was, so that it is known again; another is a new one. */
async function tell({ reminder, standing, found, message }: Telling, needs: RemindingNeeds): Promise<void> {
  const { store, log, clock } = needs;
  const now = clock.now();
  const { id, known } = reminder;
  const startsAt = startOf(standing.kind === "on" ? standing.time : known).toISOString();
  const inHand =
    reminder.sending?.message === message && reminder.sending.startsAt === startsAt ? reminder.sending : null;
  if (reminder.sending !== null && inHand === null) log.warn("reminder-uncertain", { reminder: id });
  const reply = inHand?.reply ?? reminderCard({ id, message, found, known, now }, needs);
  if (!(await store.begin(reminder, { message, startsAt, reply }, inHand?.since ?? now))) return;
  const key = keyOf(`${id} ${message} ${startsAt}`);
  const outcome = await send({ reminder, reply, key, attemptedSince: inHand?.since ?? null }, needs);
  if (outcome.kind === "wait")
    return store.postpone(reminder, inSeconds(clock.now(), outcome.seconds), outcome.doubtSince ?? null);
  if (outcome.kind !== "sent") log.warn(`reminder-${outcome.kind}`, { reminder: id, reason: outcome.reason });
  return settle({ reminder, standing, outcome: outcome.kind, isTold: true }, needs);
}

interface Attempt {
  readonly reminder: ClaimedReminder;
  readonly reply: ReturnType<typeof reminderCard>;
  readonly key: string;
  readonly attemptedSince: Date | null;
}

async function send({ reminder, ...message }: Attempt, { platforms }: RemindingNeeds): Promise<SendOutcome> {
  const { platform, workspace, user } = readAccountReference(reminder.reference);
  const chat = platforms.find(({ name }) => name === platform);
  const refused: SendOutcome = { kind: "refused", reason: "nobody can be written to there" };
  return (await chat?.sendDirectly?.({ ...message, workspace, user })) ?? refused;
}

interface Ended {
  readonly reminder: ClaimedReminder;
  readonly standing: Standing;
  readonly outcome: ReminderOutcome | null;
  /** A message was on its way: what it says is what they know now. */
  readonly isTold?: boolean;
}

/** Records how it ended, and when to look next. */
async function settle(
  { reminder, standing, outcome, isTold = false }: Ended,
  needs: RemindingNeeds,
): Promise<void> {
  const at = needs.clock.now();
  const { known, isOff, stage } = reminder;
  const time = standing.kind === "on" ? standing.time : known;
  const isReached = isTold || outcome === "withheld";
  const now =
    isReached && standing.kind === "on"
      ? { known: time, isOff: false, stage: stageAt(at, time) }
      : { known, isOff: isOff || isTold, stage };
  const next = nextMessage(now, standing, at);
  const dueAt = next.kind === "over" ? null : next.kind === "later" ? next.at : at;
  await needs.store.settle(reminder, { ...now, dueAt, outcome, at });
}

function sinceOf({ sending }: ClaimedReminder): Date | null {
  return sending?.since ?? null;
}

function inSeconds(now: Date, seconds: number): Date {
  return new Date(now.getTime() + 1_000 * seconds);
}

/** 22 characters: the same for every attempt, short enough for a Discord nonce. */
function keyOf(message: string): string {
  return createHash("sha256").update(message).digest("base64url").slice(0, 22);
}
