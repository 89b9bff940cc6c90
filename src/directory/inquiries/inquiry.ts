import { type Closing, dayAt } from "../../calendar/closing.ts";
import type { Audience } from "../../shared/audience.ts";

/** `own`: a response of the cluster's own. `joint`: it joins the owner's. `none`: it does not respond. */
export const inquiryAnswerKinds = ["own", "joint", "none"] as const;
export type InquiryAnswerKind = (typeof inquiryAnswerKinds)[number];

/** What a cluster says it does about an inquiry. */
export interface InquiryAnswer {
  readonly kind: InquiryAnswerKind;
  /** To the response. */
  readonly link: string | null;
  /** Account of whoever gave it; null where an import did. */
  readonly account: string | null;
  readonly role: string;
  readonly at: Date;
}

/** A cluster that is asked, and is an active member or has answered. */
export interface AskedOfInquiry<Answer = InquiryAnswer> {
  readonly cluster: string;
  readonly name: string;
  /** One that is active no more is not asked any longer; what it said stays. */
  readonly isActive: boolean;
  readonly answer: Answer | null;
}

/** What somebody outside asks for by a time: a consultation, a call for evidence, a committee's inquiry. */
export interface Inquiry {
  readonly id: string;
  /** What people call it: I7. */
  readonly number: number;
  /** Who looks after it: a cluster's id, the federation's among them. */
  readonly owner: string;
  readonly title: string;
  /** Who asks, in words. */
  readonly asker: string;
  readonly link: string | null;
  /** ISO day. */
  readonly opensOn: string | null;
  readonly closes: Closing;
  readonly audience: Audience;
  /** Whose members or board, unless it is public. */
  readonly audienceClusters: readonly string[];
  /** Invented, to try things with. */
  readonly isSample: boolean;
  readonly withdrawnAt: Date | null;
  /** Rises with every change but answers. */
  readonly revision: number;
  /** Ids of the positions that bear on it. */
  readonly positions: readonly string[];
  /** By name. */
  readonly asked: readonly AskedOfInquiry[];
}

export type InquiryState = "open" | "closed" | "withdrawn";

export function inquiryState(
  { withdrawnAt, closes }: Pick<Inquiry, "withdrawnAt" | "closes">,
  now: Date,
): InquiryState {
  if (withdrawnAt !== null) return "withdrawn";
  return closes.instant <= now ? "closed" : "open";
}

/** Whether its first day is still to come, on the clock by which it closes. */
export function opensLater({ opensOn, closes }: Pick<Inquiry, "opensOn" | "closes">, now: Date): boolean {
  return opensOn !== null && dayAt(now, closes.zone) < opensOn;
}

/** Whether a position bears on an inquiry, as far as whoever was shown it may know. */
export function bearsOn(
  position: string,
  { positions }: { readonly positions: readonly { readonly positionId: string }[] },
): boolean {
  return positions.some(({ positionId }) => positionId === position);
}

/** Clusters that are asked and have not answered. */
export function yetToAnswer<Asked extends AskedOfInquiry<unknown>>(
  asked: readonly Asked[],
): readonly Asked[] {
  return asked.filter(({ isActive, answer }) => isActive && answer === null);
}

/** What people call it, and what they may write for it: `I7`, `i7`. */
export function inquiryName({ number }: Pick<Inquiry, "number">): string {
  return `I${number}`;
}

export function readInquiryName(text: string): number | null {
  const [, digits] = /^\s*[iI](\d{1,9})\s*$/.exec(text) ?? [];
  return digits === undefined ? null : Number(digits);
}
