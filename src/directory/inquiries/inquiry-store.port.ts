import type { Doing } from "../../shared/doing.ts";
import type { Inquiry, InquiryAnswer } from "./inquiry.ts";

/** What is written of an inquiry; whom it asks are clusters' ids. */
export interface WrittenInquiry
  extends Pick<
    Inquiry,
    "title" | "asker" | "link" | "opensOn" | "closes" | "audience" | "audienceClusters" | "positions"
  > {
  readonly asked: readonly string[];
}

export interface NewInquiry extends WrittenInquiry, Pick<Inquiry, "owner" | "isSample"> {}

export interface InquiryExpected {
  readonly revision: number;
  readonly by: Doing;
  readonly now: Date;
}

/** `title-taken`: its owner has one of that title. `changed-meanwhile`: somebody changed it since `revision`, or took it back. */
export type InquirySaved =
  | { readonly kind: "saved"; readonly inquiry: Inquiry }
  | { readonly kind: "title-taken" | "changed-meanwhile" };

/** What comes of looking at an inquiry, and the answer to be written for a cluster; null: nothing. */
export interface InquiryDecision<Outcome> {
  readonly outcome: Outcome;
  readonly answer: (InquiryAnswer & { readonly cluster: string }) | null;
}

/** What a file says of an inquiry. */
export interface StatedInquiry extends NewInquiry {
  readonly isWithdrawn: boolean;
  readonly answers: readonly (InquiryAnswer & { readonly cluster: string })[];
}

/** Inquiries as those who look after them see them. Every method throws BotError DATABASE_UNAVAILABLE. */
export interface InquiryStore {
  add(inquiry: NewInquiry, made: { readonly by: Doing; readonly now: Date }): Promise<InquirySaved>;
  find(id: string): Promise<Inquiry | null>;
  /** Those that are open at `now`. */
  open(now: Date): Promise<readonly Inquiry[]>;
  /** Who has answered stays asked, and so does what they said. */
  change(id: string, written: WrittenInquiry, expected: InquiryExpected): Promise<InquirySaved>;
  withdraw(id: string, expected: InquiryExpected): Promise<InquirySaved>;
  /**
   * Looks at an inquiry and writes the answer `decide` says, with nobody else in between: who comes at the same time waits
   * and is shown what was written. Gives it as it is after that; null when there is none.
   */
  decideOn<Outcome>(
    id: string,
    by: Doing,
    decide: (inquiry: Inquiry) => InquiryDecision<Outcome>,
  ): Promise<{ readonly outcome: Outcome; readonly inquiry: Inquiry } | null>;
  /**
   * Takes what a file says. A file that says what it said before changes nothing, whatever was changed since; one that
   * says something else counts, but for answers that are there. `by`: null where the audit trail is told otherwise.
   */
  take(
    stated: StatedInquiry,
    order: { readonly by: Doing | null; readonly now: Date; readonly dryRun: boolean },
  ): Promise<"new" | "changed" | "unchanged">;
}
