import { createHash } from "node:crypto";
import type { BegunDelivery, DeliveryEnd } from "../delivery-store.port.ts";
import { partsAtMost } from "../forecast.ts";
import { isSaid } from "../is-said.ts";
import {
  type Announced,
  type ChangeOutcome,
  type Poster,
  type PostOutcome,
  type Receipt,
  workspaceReasons,
} from "../poster.port.ts";

/** What an attempt is given to work with. */
export interface AttemptNeeds {
  readonly poster: Poster;
  readonly now: () => Date;
  /** poster.port.ts, `maySend`. */
  readonly maySend: () => boolean;
  /**
   * Records what is there so far and waits until the platform's limits allow another call for this channel; only then,
   * and when it is still to go on, the next part is sent.
   */
  readonly progress: (end: DeliveryEnd & { readonly kind: "part" }) => Promise<"goes-on" | AttemptEnd>;
  /** Nothing more is sent there for a while. */
  readonly pause: (scope: "channel" | "workspace" | "platform", seconds: number) => void;
}

/** `interrupted`: stopped, recalled or taken by another process between two parts; nothing is left to be recorded. */
export type AttemptEnd = DeliveryEnd | { readonly kind: "interrupted" };

/** How long a workspace that refuses the bot itself is left alone. */
const circuitMinutes = 5;
/**
 * So long a platform may take to show what was sent to it: whoever sent it was killed, or gave up waiting. Before that,
 * what cannot be seen is not known to be absent. Milliseconds.
 */
const showsWithin = 60_000;

/** What is shown. */
export interface Texts {
  readonly present: Announced;
  /** Of the attempt before. */
  readonly attempted: Announced;
}

/** Attempts one delivery, part by part, and says how it ended. What is in doubt is looked up by the poster first. */
export async function attempt(begun: BegunDelivery, texts: Texts, needs: AttemptNeeds): Promise<AttemptEnd> {
  const end = await carryOut(begun, texts, needs);
  if (end.kind !== "done" || begun.goal === "post" || !begun.receipts.some(isSaid)) return end;
  return { kind: "refused", reason: "said-to-be-there", receipts: end.receipts };
}

async function carryOut(begun: BegunDelivery, texts: Texts, needs: AttemptNeeds): Promise<AttemptEnd> {
  if (begun.goal === "recall") return await recall(begun, needs);
  if (begun.over === "recalled" || begun.attemptedRevision !== begun.contentRevision)
    return await leaveOff(begun, texts.attempted, needs);
  // Preflight said so of what was approved; a correction, or what fills a digest, may have become longer since.
  if (needs.poster.preview(texts.present).length > partsAtMost && doubtOf(begun) === null)
    return { kind: "refused", reason: "too-many-parts", receipts: begun.receipts };
  if (begun.goal === "edit") {
    const end = await edit(begun, texts.present, needs);
    if (end !== null) return end;
  }
  return await post(begun, texts.present, needs);
}

/** Since when the next part may be there; of an edit, parts that are changed twice are in no doubt. */
function doubtOf({ goal, part, receipts, doubtSince }: BegunDelivery): Date | null {
  return goal === "edit" && part < receipts.length ? null : doubtSince;
}

/**
 * Finds out about the part in doubt, in the words it was attempted with, and ends there: what is shown is corrected or
 * taken back next.
 */
async function leaveOff(
  begun: BegunDelivery,
  attempted: Announced,
  needs: AttemptNeeds,
): Promise<AttemptEnd> {
  const { receipts, attemptedRevision: contentRevision } = begun;
  const doubtSince = doubtOf(begun);
  if (doubtSince === null) return { kind: "done", receipts, contentRevision };
  const isWanted = begun.over !== "recalled" && (begun.over === null || receipts.length > 0);
  const outcome = await postPart(begun, { announced: attempted, receipts, doubtSince, isWanted }, needs);
  if (outcome.kind === "absent" && receipts.length > 0)
    return stillToCome(doubtSince, needs) ?? { kind: "done", receipts, contentRevision };
  const isLast = receipts.length + 1 >= needs.poster.preview(attempted).length;
  if (outcome.kind !== "posted") return endOfPost(outcome, { ...begun, receipts, doubtSince, isLast }, needs);
  return { kind: "done", receipts: [...receipts, outcome.receipt], contentRevision };
}

interface NextPart {
  readonly announced: Announced;
  /** Of the parts before. */
  readonly receipts: readonly Receipt[];
  readonly doubtSince: Date | null;
  readonly isWanted: boolean;
}

function postPart(
  { id, destination, attemptedRevision }: BegunDelivery,
  { announced, receipts: before, doubtSince, isWanted }: NextPart,
  { poster, maySend }: AttemptNeeds,
): Promise<PostOutcome> {
  const part = before.length;
  // A part that a correction drops and another brings back is another message.
  const key = keyOf(id, part, attemptedRevision);
  return poster.post({ destination, announced, part, before, key, doubtSince, isWanted, maySend });
}

async function post(begun: BegunDelivery, announced: Announced, needs: AttemptNeeds): Promise<AttemptEnd> {
  const total = needs.poster.preview(announced).length;
  let receipts: readonly Receipt[] = begun.receipts;
  let doubtSince = doubtOf(begun);
  while (receipts.length < total) {
    // What is cancelled goes on only where some of it is there.
    const isWanted = begun.over === null || receipts.length > 0;
    const outcome = await postPart(begun, { announced, receipts, doubtSince, isWanted }, needs);
    const isLast = receipts.length + 1 >= total;
    if (outcome.kind !== "posted")
      return endOfPost(outcome, { ...begun, receipts, doubtSince, isLast }, needs);
    receipts = [...receipts, outcome.receipt];
    doubtSince = null;
    if (receipts.length < total) {
      const next = await needs.progress({ kind: "part", receipts, part: receipts.length });
      if (next !== "goes-on") return next;
    }
  }
  return { kind: "done", receipts, contentRevision: begun.contentRevision };
}

/** Null when what is absent now stays so. */
function stillToCome(doubtSince: Date | null, { now }: AttemptNeeds): DeliveryEnd | null {
  const until = (doubtSince?.getTime() ?? 0) + showsWithin;
  return until > now().getTime() ? { kind: "wait", at: new Date(until), doubtSince } : null;
}

function endOfPost(
  outcome: Exclude<PostOutcome, { kind: "posted" }>,
  {
    receipts,
    over,
    doubtSince,
    isLast,
  }: Pick<BegunDelivery, "receipts" | "over" | "doubtSince"> & { readonly isLast: boolean },
  needs: AttemptNeeds,
): DeliveryEnd {
  switch (outcome.kind) {
    case "absent": {
      // It was never there: whether, and when, it is posted is decided as if nothing had been tried.
      const neverThere: DeliveryEnd =
        over === "cancelled" || over === "recalled"
          ? { kind: "skipped", reason: over }
          : { kind: "wait", at: needs.now(), doubtSince: null };
      return stillToCome(doubtSince, needs) ?? neverThere;
    }
    case "wait":
      return waiting(outcome, outcome.doubtSince, needs);
    case "refused":
      return refused(outcome, receipts, needs);
    case "uncertain":
      return { kind: "unconfirmed", receipts, isLast };
  }
}

/**
 * Changes the parts that are there, takes away those the new text has no use for; null when parts have still to be
 * posted. The parts that are done are recorded, so that after a crash it goes on behind them.
 */
async function edit(
  begun: BegunDelivery,
  announced: Announced,
  needs: AttemptNeeds,
): Promise<AttemptEnd | null> {
  const { destination, receipts } = begun;
  const { poster, maySend } = needs;
  const total = poster.preview(announced).length;
  for (const [part, receipt] of receipts.entries()) {
    if (part < begun.part || isSaid(receipt)) continue;
    const before = receipts.slice(0, part);
    const outcome =
      part < total
        ? await poster.edit({ destination, announced, part, before, receipt, maySend })
        : await poster.remove(destination, receipt);
    // A part of the old text that somebody deleted is gone, as wanted; of the new text it cannot be put back.
    const isAsWanted = outcome.kind === "changed" || (outcome.kind === "gone" && part >= total);
    if (!isAsWanted) return endOfChange(outcome, receipts, needs);
    if (part + 1 < receipts.length) {
      const next = await needs.progress({ kind: "part", receipts, part: part + 1 });
      if (next !== "goes-on") return next;
    }
  }
  const kept = receipts.slice(0, total);
  if (kept.length === total) return { kind: "done", receipts: kept, contentRevision: begun.contentRevision };
  // Written down before the next part was attempted: once more, and its doubt would begin after what may be there.
  if (doubtOf(begun) !== null) return null;
  const next = await needs.progress({ kind: "part", receipts: kept, part: kept.length });
  return next === "goes-on" ? null : next;
}

async function recall(begun: BegunDelivery, needs: AttemptNeeds): Promise<AttemptEnd> {
  // The last part first: what is left meanwhile begins with its heading.
  const receipts = begun.receipts.toReversed();
  for (const [part, receipt] of receipts.entries()) {
    if (part < begun.part || isSaid(receipt)) continue;
    const outcome = await needs.poster.remove(begun.destination, receipt);
    if (outcome.kind !== "changed" && outcome.kind !== "gone")
      return endOfChange(outcome, begun.receipts, needs);
    if (part + 1 < receipts.length) {
      const next = await needs.progress({ kind: "part", receipts: begun.receipts, part: part + 1 });
      if (next !== "goes-on") return next;
    }
  }
  return { kind: "done", receipts: begun.receipts, contentRevision: begun.contentRevision };
}

function endOfChange(
  outcome: Exclude<ChangeOutcome, { kind: "changed" }>,
  receipts: readonly Receipt[],
  needs: AttemptNeeds,
): DeliveryEnd {
  switch (outcome.kind) {
    case "wait":
      return waiting(outcome, null, needs);
    case "gone":
      return { kind: "refused", reason: "deleted", receipts };
    case "refused":
      return refused(outcome, receipts, needs);
  }
}

function waiting(
  { seconds, scope }: { readonly seconds: number; readonly scope: "channel" | "workspace" | "platform" },
  doubtSince: Date | null,
  needs: AttemptNeeds,
): DeliveryEnd {
  needs.pause(scope, seconds);
  return { kind: "wait", at: new Date(needs.now().getTime() + seconds * 1000), doubtSince };
}

function refused(
  { reason }: Extract<PostOutcome, { kind: "refused" }>,
  receipts: readonly Receipt[],
  needs: AttemptNeeds,
): DeliveryEnd {
  if (!workspaceReasons.includes(reason)) return { kind: "refused", reason, receipts };
  return { kind: "circuit", reason, at: new Date(needs.now().getTime() + circuitMinutes * 60_000) };
}

/** 22 characters made of the delivery and the part: the same for every attempt, short enough for a Discord nonce. */
function keyOf(delivery: string, part: number, revision: number): string {
  return createHash("sha256").update(`${delivery} ${part} ${revision}`).digest("base64url").slice(0, 22);
}
