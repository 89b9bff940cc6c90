import type { Identity } from "../people/identity.ts";
import { may, type PermitRefusal } from "../people/may.ts";
import { areTwoPersons } from "../people/two-persons.ts";
import type { Clock } from "../shared/clock.port.ts";
import type { Doing } from "../shared/doing.ts";
import { type Announcement, type Correction, canMove, isAsked, type Move } from "./announcement.ts";
import type { AnnouncementChange, AnnouncementStore } from "./announcement-store.port.ts";
import { correctionFingerprint } from "./correction-fingerprint.ts";
import type { Promised } from "./promised.ts";
import { isShownFingerprint } from "./shown-fingerprint.ts";

export interface DecideNeeds {
  readonly store: AnnouncementStore;
  /** What the announcement promises as it is and as the workspaces are now. */
  readonly promise: (announcement: Announcement) => Promise<Promised>;
  /** Who an account is now; null when that cannot be found out. */
  readonly identityOf: (account: string) => Promise<Identity | null>;
  readonly clock: Clock;
  /** Whoever delivers looks at once whether something is due. */
  readonly wake: () => void;
}

/**
 * What came of a decision.
 *
 * - `not-now`: not from the state it is in.
 * - `changed`: somebody changed it, or the workspaces it goes to, since it was shown; nothing was done.
 * - `same-person`: not for certain two people; `nobody-knows`: who wrote it cannot be found out just now.
 * - `expired`: nobody answered the request in time; it has to be asked again.
 * - `impossible`: nothing would go out, or its time is past.
 * - `of-a-position`: it is a policy position's call or outcome, which changes with the position alone.
 */
export type Decided =
  | { readonly kind: "done"; readonly announcement: Announcement }
  | { readonly kind: "not-now"; readonly announcement: Announcement }
  | { readonly kind: "changed" | "same-person" | "nobody-knows" | "expired" | "impossible" | "of-a-position" }
  | { readonly kind: "may-not"; readonly reason: PermitRefusal };

/** Who decides, as the audit trail and the rights know them. */
export interface Decider {
  readonly identity: Identity;
  readonly doing: Doing;
}

/** Nobody wants to be asked about something of last month. */
const requestDays = 7;

/**
 * Asks for approval of what was shown; until somebody answers, its time comes, or a week is over. Once more only of what
 * has become something else meanwhile, since nobody can approve that.
 */
export async function askApproval(
  announcement: Announcement,
  decider: Decider,
  needs: DecideNeeds,
): Promise<Decided> {
  const promised = await needs.promise(announcement);
  if (isAsked(announcement, promised.fingerprint)) return { kind: "not-now", announcement };
  if (!promised.isPossible) return { kind: "impossible" };
  const expiresAt = endOfRequest(announcement, promised.firstDue, needs.clock.now());
  return await decide(
    announcement,
    {
      move: "ask-approval",
      doing: decider.doing,
      change: { state: "awaiting-approval", fingerprint: promised.fingerprint, expiresAt },
    },
    needs,
  );
}

/** When its time comes, or, where that is over by no more than it may be late, when it is too late; within a week. */
function endOfRequest(
  { schedule, lateMinutes, replaces }: Announcement,
  firstDue: Date | null,
  now: Date,
): Date {
  const week = now.getTime() + requestDays * 86_400_000;
  // What goes out at once has no time of its own that could come, and what takes a place waits while that one goes on.
  if (schedule.kind === "now" || firstDue === null || replaces !== null) return new Date(week);
  const due = firstDue.getTime();
  const end = due > now.getTime() ? due : due + lateMinutes * 60_000;
  return new Date(end > now.getTime() ? Math.min(end, week) : week);
}

/** Approves exactly what was shown; the deliveries are made with it. `shown` is the fingerprint under the button. */
export async function approve(
  announcement: Announcement,
  { shown, ...decider }: Decider & { readonly shown: string },
  needs: DecideNeeds,
): Promise<Decided> {
  if (!canMove("approve", announcement.state)) return { kind: "not-now", announcement };
  if (isExpired(announcement, needs)) return { kind: "expired" };
  const refusal = await whyNotApprove(
    announcement,
    { author: announcement.author, identity: decider.identity },
    needs,
  );
  if (refusal !== null) return refusal;
  const promised = await needs.promise(announcement);
  const { fingerprint } = promised;
  if (fingerprint !== announcement.fingerprint || !isShownFingerprint(shown, fingerprint))
    return { kind: "changed" };
  if (!promised.isPossible) return { kind: "impossible" };
  const account = decider.doing.actor;
  const decided = await decide(
    announcement,
    {
      move: "approve",
      doing: decider.doing,
      change: {
        state: "approved",
        expiresAt: null,
        approval: { kind: "approved", fingerprint, account },
        runs: { made: promised.runs, until: promised.until },
        ...promised.takeOver,
      },
    },
    needs,
  );
  needs.wake();
  return decided;
}

/** Requests are ended once an hour; one whose time is over is void before that. */
function isExpired({ expiresAt }: Announcement, { clock }: DecideNeeds): boolean {
  return expiresAt !== null && expiresAt <= clock.now();
}

/** Sends it back to be changed. */
export async function refuse(
  announcement: Announcement,
  decider: Decider,
  needs: DecideNeeds,
): Promise<Decided> {
  const permit = may("approve-announcements", { cluster: announcement.cluster }, decider.identity);
  if (permit.kind === "no") return { kind: "may-not", reason: permit.reason };
  return await decide(
    announcement,
    {
      move: "refuse",
      doing: decider.doing,
      change: {
        state: "draft",
        expiresAt: null,
        approval: {
          kind: "refused",
          fingerprint: announcement.fingerprint ?? "",
          account: decider.doing.actor,
        },
      },
    },
    needs,
  );
}

/** A correction of what was delivered, to be approved by another than whoever writes it. */
export async function proposeEdit(
  announcement: Announcement,
  { content, reach, ...decider }: Decider & Pick<Correction, "content" | "reach">,
  needs: DecideNeeds,
): Promise<Decided> {
  return await decide(
    announcement,
    {
      move: "propose-edit",
      doing: decider.doing,
      change: {
        proposed: { content, by: decider.doing.actor, reach },
        expiresAt: new Date(needs.clock.now().getTime() + requestDays * 86_400_000),
      },
    },
    needs,
  );
}

export async function approveEdit(
  announcement: Announcement,
  { shown, ...decider }: Decider & { readonly shown: string },
  needs: DecideNeeds,
): Promise<Decided> {
  const { proposed } = announcement;
  if (proposed === null || !canMove("approve-edit", announcement.state))
    return { kind: "not-now", announcement };
  if (isExpired(announcement, needs)) return { kind: "expired" };
  const refusal = await whyNotApprove(
    announcement,
    { author: proposed.by, identity: decider.identity },
    needs,
  );
  if (refusal !== null) return refusal;
  const fingerprint = correctionFingerprint(announcement);
  if (!isShownFingerprint(shown, fingerprint)) return { kind: "changed" };
  const decided = await decide(
    announcement,
    {
      move: "approve-edit",
      doing: decider.doing,
      change: {
        content: proposed.content,
        proposed: null,
        expiresAt: null,
        deliveries: proposed.reach === "everywhere" ? "edit" : "reword",
        approval: { kind: "approved", fingerprint, account: decider.doing.actor },
      },
    },
    needs,
  );
  needs.wake();
  return decided;
}

/** Takes back what is there, and sends nothing more. Nobody has to approve that. */
export async function recall(
  announcement: Announcement,
  decider: Decider,
  needs: DecideNeeds,
): Promise<Decided> {
  const decided = await decide(
    announcement,
    {
      move: "recall",
      doing: decider.doing,
      change: {
        state: "recalled",
        proposed: null,
        deliveries: "recall",
      },
    },
    needs,
  );
  needs.wake();
  return decided;
}

interface Decision {
  readonly move: Move;
  readonly doing: Doing;
  readonly change: AnnouncementChange;
}

/** Moves that are a change of the state and nothing else. */
const plainChanges = {
  cancel: { state: "cancelled", deliveries: "cancel" },
  pause: { isPaused: true },
  resume: { isPaused: false },
  "refuse-edit": { proposed: null, expiresAt: null },
  "expire-edit": { proposed: null, expiresAt: null },
  expire: { state: "draft", expiresAt: null },
} as const satisfies Partial<Record<Move, AnnouncementChange>>;

export async function movePlainly(
  announcement: Announcement,
  { move, doing }: { readonly move: keyof typeof plainChanges; readonly doing: Doing },
  needs: DecideNeeds,
): Promise<Decided> {
  const decided = await decide(announcement, { move, doing, change: plainChanges[move] }, needs);
  if (move === "resume") needs.wake();
  return decided;
}

/** What people do to a position's announcements themselves; what they say is the position's. */
const movesOfPosition: readonly Move[] = ["cancel", "recall", "finish"];

/** Makes a move that is there from its state, unless somebody changed it meanwhile. */
export async function decide(
  announcement: Announcement,
  { move, doing, change }: Decision,
  { store, clock }: DecideNeeds,
): Promise<Decided> {
  if (!canMove(move, announcement.state)) return { kind: "not-now", announcement };
  if (announcement.position !== null && !movesOfPosition.includes(move)) return { kind: "of-a-position" };
  const expected = { revision: announcement.revision, move, by: doing, now: clock.now() };
  const saved = await store.save(announcement.id, change, expected);
  return saved === null ? { kind: "changed" } : { kind: "done", announcement: saved };
}

/** Null when this person may approve what `author` wrote. */
async function whyNotApprove(
  { cluster }: Announcement,
  { author, identity }: { readonly author: string; readonly identity: Identity },
  needs: DecideNeeds,
): Promise<Decided | null> {
  const permit = may("approve-announcements", { cluster }, identity);
  if (permit.kind === "no") return { kind: "may-not", reason: permit.reason };
  const writer = await needs.identityOf(author);
  if (writer === null) return { kind: "nobody-knows" };
  return areTwoPersons(writer, identity) ? null : { kind: "same-person" };
}
