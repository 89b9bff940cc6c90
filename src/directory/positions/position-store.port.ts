import type { Audience, Readership } from "../../shared/audience.ts";
import type { Doing } from "../../shared/doing.ts";
import type { Position, PositionVersion, WithdrawalReason } from "./position.ts";
import type { PositionComments } from "./position-comments.port.ts";
import type { PositionRequests } from "./position-requests.port.ts";
import type { Quorum } from "./quorum.ts";
import type { Consultation, Stance } from "./stance.ts";

export interface NewPosition extends Omit<Position, "id" | "number" | "isEdited"> {}

/** What a version says and asks; title and text in the form their fingerprint is of. */
export interface WrittenVersion {
  readonly title: string;
  readonly text: string;
  readonly fingerprint: string;
  readonly quorum: Quorum;
  /** Clusters whose stance is asked for. */
  readonly asked: readonly string[];
  readonly closes: PositionVersion["closes"];
  readonly embargoUntil: Date | null;
  /** ISO day. */
  readonly reviewOn: string | null;
  readonly link: string | null;
}

export interface NewVersion extends WrittenVersion {
  /** Account; null where an import writes. */
  readonly author: string | null;
}

/** `today` is the day in the United Kingdom. */
export interface VersionExpected {
  readonly revision: number;
  readonly by: Doing;
  readonly now: Date;
}

/** What a position is called besides, and whom it is for. */
export interface PositionReaders extends Pick<Position, "alsoCalled" | "audience"> {}

/** What is to be written of a consultation. */
export interface ConsultationChange {
  /** In the place of what its cluster said before. */
  readonly stance?: Stance;
  /** A cluster that is asked no more. */
  readonly leaves?: { readonly cluster: string; readonly at: Date };
  /** How it ends. `day`, in ISO, is the first on which the version is the line, and what it replaces is not. */
  readonly end?:
    | { readonly move: "adopt"; readonly at: Date; readonly day: string }
    | { readonly move: "end-without-quorum" };
}

/** What comes of looking at a consultation, and what is to be written; null: nothing. */
export interface ConsultationDecision<Outcome> {
  readonly outcome: Outcome;
  readonly change: ConsultationChange | null;
}

/** All that is kept of a position. */
export interface KeptPosition {
  readonly position: Position;
  readonly versions: readonly { readonly version: PositionVersion; readonly stances: readonly Stance[] }[];
}

/** A version as an import leaves it. */
export interface ImportedVersion
  extends Pick<
    PositionVersion,
    "version" | "title" | "text" | "fingerprint" | "withdrawnBecause" | "effectiveFrom" | "effectiveUntil"
  > {
  readonly status: Exclude<PositionVersion["status"], "consulting">;
  readonly embargoUntil: Date | null;
  readonly reviewOn: string | null;
  readonly quorum: Quorum;
  readonly link: string | null;
  /** To be added to those that are kept; their clusters count as asked. */
  readonly stances: readonly Stance[];
}

/** What an import writes of one position. */
export interface PositionImport {
  readonly position: Omit<Position, "number" | "isEdited">;
  /** New ones, and those that are changed; oldest first. */
  readonly versions: readonly ImportedVersion[];
}

/** A document somebody may say belongs to a position, or does not. */
export interface NamedDocument {
  readonly id: string;
  readonly title: string;
}

/** Which document belongs to a position, or does not, as somebody says it. */
export interface LinkSaid {
  readonly position: string;
  readonly document: string;
  readonly isLinked: boolean;
}

/** The register as those who work on it see it, drafts included. Every method throws BotError DATABASE_UNAVAILABLE. */
export interface PositionStore extends PositionRequests, PositionComments {
  /** The position of that owner and topic, made when there is none. Topics are compared without case. */
  ensure(position: NewPosition, by: Doing): Promise<Position>;
  /** A draft after the last version; null when one is draft or consulting already. */
  addVersion(
    position: string,
    version: NewVersion,
    made: { readonly by: Doing; readonly now: Date },
  ): Promise<PositionVersion | null>;
  /** By topic. */
  all(): Promise<readonly Position[]>;
  find(number: number): Promise<Position | null>;
  version(id: string): Promise<PositionVersion | null>;
  /** Newest first. */
  versions(position: string): Promise<readonly PositionVersion[]>;
  consultation(version: string): Promise<Consultation | null>;
  /** Versions that are draft or consulting, of these owners or asking these clusters; of all when null. */
  atWork(clusters: readonly string[] | null): Promise<readonly PositionVersion[]>;
  /** Changes a draft, or what is under consultation; whoever does is its author from then on. Null: somebody changed it since `revision`, or it is past that. */
  change(version: string, written: NewVersion, expected: VersionExpected): Promise<PositionVersion | null>;
  /**
   * Changes other names and readers, of the position of a version as it was shown; whoever does is the author of its
   * draft from then on. Null as in `change`, and where it is for others than `audienceBefore` by now.
   */
  describe(
    version: string,
    readers: PositionReaders,
    expected: VersionExpected & { readonly account: string; readonly audienceBefore: Audience },
  ): Promise<PositionVersion | null>;
  /** Asks the clusters. Null as in `change`, and where it asks nobody or would be over at once. */
  open(version: string, expected: VersionExpected): Promise<PositionVersion | null>;
  /** `day`: the first on which it is the line no more, where it was. Null as in `change`. */
  withdraw(
    version: string,
    expected: VersionExpected & { readonly because: WithdrawalReason; readonly day: string },
  ): Promise<PositionVersion | null>;
  /**
   * Looks at a consultation and writes what `decide` says, with nobody else in between: who comes at the same time waits
   * and is shown what was written. Gives the consultation as it is after that; null when there is no such version.
   */
  decideOn<Outcome>(
    version: string,
    by: Doing,
    decide: (consultation: Consultation) => ConsultationDecision<Outcome>,
  ): Promise<{ readonly outcome: Outcome; readonly consultation: Consultation } | null>;
  /**
   * Looks at what is kept of the position of that owner and topic, or null, and writes what `plan` says, with nobody else
   * in between. A `change` of null writes nothing. `by`: null where the audit trail is told otherwise.
   */
  importVersions<Outcome>(
    named: Pick<Position, "owner" | "topic">,
    made: { readonly by: Doing | null; readonly now: Date },
    plan: (kept: KeptPosition | null) => {
      readonly outcome: Outcome;
      readonly change: PositionImport | null;
    },
  ): Promise<Outcome>;
  /**
   * Current documents these readers may read that have this id, or all of these words in their title, by title, five at
   * most. `of`: only those that belong to that position.
   */
  documentsCalled(
    words: string,
    readership: Readership,
    of: string | null,
  ): Promise<readonly NamedDocument[]>;
  /** Stays, whatever is imported afterwards. `already`: it was so. */
  saveLink(said: LinkSaid, by: Doing): Promise<"saved" | "already">;
  /** Every stance ever given to a version, replaced ones among them, oldest first. */
  allStances(version: string): Promise<readonly (Stance & { readonly replacedAt: Date | null })[]>;
  /** Ids of versions whose consultation is over at `now`, or has an answer of everybody it asks. */
  dueToEnd(now: Date): Promise<readonly string[]>;
  /**
   * Ids of versions that are put to clusters, of those whose end clusters have not been told, of those whose embargo ended
   * in the last week and whose outcome only fewer people were told, and of lines withdrawn in the last week: whether that
   * was told is seen by what was posted.
   */
  toAnnounce(now: Date): Promise<readonly string[]>;
  /** Clusters that are asked by versions at work and are active no more. */
  askedInVain(): Promise<readonly string[]>;
  /** Ids of versions at work that ask a cluster. */
  asking(cluster: string): Promise<readonly string[]>;
}
