// The way of a notice: what is due is claimed, written down as being sent, sent or changed, and recorded.
import type { Platform, SendOutcome } from "../chat/platform.port.ts";
import { readAccountReference } from "../chat/reference.ts";
import type { Reply } from "../chat/reply.ts";
import type { Clock } from "../shared/clock.port.ts";
import { codeOf } from "../shared/errors.ts";
import type { Log } from "../shared/log.port.ts";
import type { ClaimedNotice, NoticeStore } from "./notice-store.port.ts";

export interface DeliverNoticesNeeds {
  readonly store: NoticeStore;
  readonly platforms: readonly Platform[];
  readonly clock: Clock;
  readonly log: Log;
}

/** How many are worked on at once. */
const atOnce = 8;

/** Works on what is due until nothing is, or `signal` aborts. Throws BotError DATABASE_UNAVAILABLE. */
export async function deliverNotices(needs: DeliverNoticesNeeds, signal: AbortSignal): Promise<void> {
  const writing = needs.platforms.filter((platform) => platform.sendDirectly !== undefined);
  const platforms = writing.map(({ name }) => name);
  while (!signal.aborted) {
    const claimed = await needs.store.claim({ platforms, now: needs.clock.now(), limit: atOnce });
    await Promise.all(claimed.map((notice) => deliverOne(notice, needs)));
    if (claimed.length < atOnce) return;
  }
}

/** What goes wrong with one leaves the others alone; its lease ends and it is claimed again. */
async function deliverOne(notice: ClaimedNotice, needs: DeliverNoticesNeeds): Promise<void> {
  try {
    await (notice.remoteId === null ? send(notice, needs) : change(notice, notice.remoteId, needs));
  } catch (error) {
    needs.log.error("notice-interrupted", { notice: notice.key, code: codeOf(error), error });
  }
}

/** What may have been sent is sent again only as it was, so that it is known again; it is changed afterwards. */
async function send(notice: ClaimedNotice, needs: DeliverNoticesNeeds): Promise<void> {
  const { store, clock } = needs;
  const { key, reference, sending } = notice;
  const reply = sending?.reply ?? notice.reply;
  if (!(await store.begin(notice, { reply, since: sending?.since ?? clock.now() }))) return;
  const { chat, workspace, user } = addressee(reference, needs);
  const message = { workspace, user, reply, key, attemptedSince: sending?.since ?? null };
  await record({ notice, reply, outcome: (await chat?.sendDirectly?.(message)) ?? nobody }, needs);
}

/** Changing it twice does no harm, so there is nothing to be written down before. */
async function change(notice: ClaimedNotice, remoteId: string, needs: DeliverNoticesNeeds): Promise<void> {
  const { reply, reference } = notice;
  if (!(await needs.store.begin(notice, null))) return;
  const { chat, workspace, user } = addressee(reference, needs);
  const outcome = (await chat?.changeDirectly?.({ workspace, user, remoteId, reply })) ?? nobody;
  const sent = outcome.kind === "changed" ? ({ kind: "sent", remoteId } as const) : outcome;
  await record({ notice, reply, outcome: sent }, needs);
}

interface Attempted {
  readonly notice: ClaimedNotice;
  readonly reply: Reply;
  readonly outcome: SendOutcome;
}

async function record({ notice, reply, outcome }: Attempted, needs: DeliverNoticesNeeds): Promise<void> {
  const { store, clock, log } = needs;
  const at = clock.now();
  if (outcome.kind === "wait") {
    const dueAt = new Date(at.getTime() + 1_000 * outcome.seconds);
    return store.postpone(notice, dueAt, outcome.doubtSince ?? null);
  }
  if (outcome.kind !== "sent")
    log.info("person-not-told", { notice: notice.key, outcome: outcome.kind, reason: outcome.reason });
  const remoteId = outcome.kind === "sent" ? outcome.remoteId : notice.remoteId;
  return store.settle(notice, { outcome: outcome.kind, remoteId, shown: reply, at });
}

const nobody = { kind: "refused", reason: "nobody can be written to there" } as const;

function addressee(reference: string, { platforms }: DeliverNoticesNeeds) {
  const { platform, workspace, user } = readAccountReference(reference);
  return { chat: platforms.find(({ name }) => name === platform), workspace, user };
}
