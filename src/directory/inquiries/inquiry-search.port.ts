import type { Readership } from "../../shared/audience.ts";
import type { AskedOfInquiry, Inquiry, InquiryAnswer } from "./inquiry.ts";

/** Who is shown inquiries. */
export interface InquiryReader {
  readonly readership: Readership;
  /** Clusters the asker works on positions for, where nobody else sees the reply; else none. */
  readonly worksFor: readonly string[];
}

/** A position that bears on an inquiry, as far as the reader may know of it. */
export interface BearingPosition {
  readonly positionId: string;
  readonly number: number;
  readonly topic: string;
  /** In force on the day, with the ISO day it is so from. */
  readonly line: { readonly title: string; readonly from: string } | null;
  /** Whether clusters are being asked for their stance; false where the reader does not work on it. */
  readonly isConsulting: boolean;
  /** Of the clusters the reader works for, those whose stance is asked for and has not been given. */
  readonly awaits: readonly string[];
}

/** Without the accounts of whoever answered. */
export type FoundAnswer = Omit<InquiryAnswer, "account">;

export interface FoundInquiry extends Omit<Inquiry, "positions" | "asked"> {
  readonly ownerName: string;
  readonly positions: readonly BearingPosition[];
  readonly asked: readonly AskedOfInquiry<FoundAnswer>[];
}

export interface AskedBearing {
  /** Its id. */
  readonly inquiry: string;
  readonly cluster: string;
}

export interface BearingFor extends AskedBearing {
  readonly positions: readonly BearingPosition[];
}

/**
 * Inquiries a reader may know of: those for an audience they belong to, and those their clusters look after or are
 * asked by. Of positions nothing from which one could tell that there is one they may not know of. Throws BotError
 * DATABASE_UNAVAILABLE.
 */
export interface InquirySearch {
  /** All of them, by when they close. `at` says what is under embargo and which line is in force. */
  all(reader: InquiryReader, at: Date): Promise<readonly FoundInquiry[]>;
  /** What bears on each for whoever works on positions for that one cluster, and reads as a member of it. */
  bearingFor(asked: readonly AskedBearing[], at: Date): Promise<readonly BearingFor[]>;
}
