import type { AnnouncementContent } from "../chat/rich-text.ts";
import type { AboutEvent } from "./about-event.ts";
import type { Aim } from "./choose-destinations.ts";
import type { Digest } from "./digest.ts";
import type { Schedule } from "./schedule.ts";

export const announcementStates = [
  "draft",
  "awaiting-approval",
  "approved",
  "finished",
  "cancelled",
  "recalled",
] as const;
export type AnnouncementState = (typeof announcementStates)[number];

/** `call`: asks clusters for their stance on a version. `outcome`: tells what came of it. */
export interface OfPosition {
  readonly version: string;
  readonly role: "call" | "outcome";
}

/**
 * What a correction changes: what is to come and what is posted already, or, of what repeats and goes on, only what is to
 * come.
 */
export const correctionReaches = ["to-come", "everywhere"] as const;
export type CorrectionReach = (typeof correctionReaches)[number];

/** A correction that waits for approval, and who wrote it. */
export interface Correction {
  readonly content: AnnouncementContent;
  readonly by: string;
  readonly reach: CorrectionReach;
}

export interface Announcement {
  readonly id: string;
  /** What people call it: A12. */
  readonly number: number;
  /** Whose it is. */
  readonly cluster: string;
  /** Account of who wrote it, or changed it last: another person has to approve it (chat/reference.ts). */
  readonly author: string;
  readonly state: AnnouncementState;
  readonly isPaused: boolean;
  /** Rises with every change. */
  readonly revision: number;
  readonly content: AnnouncementContent;
  readonly contentRevision: number;
  readonly proposed: Correction | null;
  readonly aim: Aim;
  readonly schedule: Schedule;
  /** What it is filled with where it is delivered, below its content; null for what says what it says. */
  readonly digest: Digest | null;
  /** Null for what is about no event; else what the event says now of who may hear of it. */
  readonly about: AboutEvent | null;
  /** What it is to a policy position; null for what is none's. People change the position, and not it. */
  readonly position: OfPosition | null;
  /** What repeats, and whose place it takes the day after it is approved: replacing.ts. Null for what takes no other's. */
  readonly replaces: { readonly id: string; readonly number: number } | null;
  /** What is to take its place, or has it; null when nothing is. */
  readonly successor: { readonly number: number; readonly isApproved: boolean } | null;
  readonly lateMinutes: number;
  /** What approval was asked for or given to: fingerprint.ts. */
  readonly fingerprint: string | null;
  readonly expiresAt: Date | null;
  readonly createdAt: Date;
}

/** Who makes a move: who writes for that cluster, who approves for it, or time itself. */
export type Mover = "writer" | "approver" | "either" | "clock";

/**
 * Every move there is. `to` is null where the state stays. What else has to hold (another person, the same fingerprint)
 * the function of that name sees to.
 */
export const moves = {
  change: { who: "writer", from: ["draft", "awaiting-approval", "approved"], to: "draft" },
  "ask-approval": { who: "writer", from: ["draft", "awaiting-approval"], to: "awaiting-approval" },
  approve: { who: "approver", from: ["awaiting-approval"], to: "approved" },
  refuse: { who: "approver", from: ["awaiting-approval"], to: "draft" },
  expire: { who: "clock", from: ["awaiting-approval"], to: "draft" },
  pause: { who: "either", from: ["approved"], to: null },
  resume: { who: "either", from: ["approved"], to: null },
  "skip-run": { who: "either", from: ["approved"], to: null },
  "unskip-run": { who: "either", from: ["approved"], to: null },
  cancel: { who: "either", from: ["draft", "awaiting-approval", "approved"], to: "cancelled" },
  finish: { who: "clock", from: ["approved"], to: "finished" },
  "propose-edit": { who: "writer", from: ["approved", "finished", "cancelled"], to: null },
  "approve-edit": { who: "approver", from: ["approved", "finished", "cancelled"], to: null },
  "refuse-edit": { who: "either", from: ["approved", "finished", "cancelled"], to: null },
  "expire-edit": { who: "clock", from: ["approved", "finished", "cancelled"], to: null },
  recall: { who: "either", from: ["approved", "finished", "cancelled"], to: "recalled" },
} as const satisfies Record<
  string,
  {
    readonly who: Mover;
    readonly from: readonly AnnouncementState[];
    readonly to: AnnouncementState | null;
  }
>;
export type Move = keyof typeof moves;

/** Whether the move is there from this state. */
export function canMove(move: Move, state: AnnouncementState): boolean {
  const from: readonly AnnouncementState[] = moves[move].from;
  return from.includes(state);
}

/** Whether approval was asked for of exactly what it promises now, by its fingerprint. */
export function isAsked(
  { state, fingerprint }: Pick<Announcement, "state" | "fingerprint">,
  promised: string,
): boolean {
  return state === "awaiting-approval" && fingerprint === promised;
}

/** Whether a correction may leave alone what is posted: more is to come by itself. */
export function goesOn({ state, schedule }: Pick<Announcement, "state" | "schedule">): boolean {
  return state === "approved" && schedule.kind === "repeat";
}

/**
 * Whether it may become a draft again, while nothing of it was tried. What has taken a place may not: the other one has
 * ended, and days would go by with neither. Nor may what another is to take the place of: days would have both.
 */
export function canChange({
  state,
  replaces,
  successor,
}: Pick<Announcement, "state" | "replaces" | "successor">): boolean {
  if (!canMove("change", state)) return false;
  return state !== "approved" || (replaces === null && successor === null);
}

/** Whether another may take its place: while it goes on, one at a time. */
export function canReplace(announcement: Pick<Announcement, "state" | "schedule" | "successor">): boolean {
  return goesOn(announcement) && announcement.successor === null;
}

/** In place of the number, of what is only looked at. */
export const notSaved = 0;

/** What people call it, and what they may write for it: `A12`, `a12`, `12`. */
export function announcementName({ number }: Pick<Announcement, "number">): string {
  return `A${number}`;
}

/** The number in what somebody wrote; null when there is none. */
export function readAnnouncementName(text: string): number | null {
  const [, digits] = /^\s*[aA]?(\d{1,9})\s*$/.exec(text) ?? [];
  return digits === undefined ? null : Number(digits);
}
