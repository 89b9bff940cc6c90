import { positionFingerprint } from "./position-fingerprint.ts";
import type { ImportedVersion, KeptPosition } from "./position-store.port.ts";
import { isSameQuorum, type Quorum } from "./quorum.ts";
import type { Stance } from "./stance.ts";
import type { PositionProblem, StatedPosition } from "./stated-position.ts";

type KeptVersion = KeptPosition["versions"][number];

/** What becomes of one file. */
export interface PlannedFile {
  readonly fate: "new" | "changed" | "unchanged" | "refused";
  readonly changes: readonly string[];
  readonly problem: PositionProblem | null;
}

/** What becomes of a file, and the version as it would be; null when nothing of it is written. */
export interface PlannedVersion extends PlannedFile {
  readonly result: ImportedVersion | null;
}

/** Where nothing is said of it. */
const usualQuorum: Quorum = { kind: "share", percent: 50 };
/** How far a version has come; a file never takes it back. */
const ranks = { draft: 0, consulting: 1, adopted: 2, superseded: 3, withdrawn: 3 } as const;

/** `id` is the position's. */
export function planVersion(
  stated: StatedPosition,
  kept: KeptPosition | null,
  { id, now }: { readonly id: string; readonly now: Date },
): PlannedVersion {
  const before = kept?.versions.find(({ version }) => version.version === stated.version);
  const { title, text } = stated;
  const fingerprint = positionFingerprint({ position: id, title, text });
  if (before === undefined) {
    const result = { ...imported(stated, fingerprint), stances: stancesOf(stated, fingerprint) };
    return { fate: "new", changes: positionChanges(stated, kept, now), problem: null, result };
  }
  const problem = contradiction(stated, before, fingerprint);
  if (problem !== null) return { fate: "refused", changes: [], problem, result: null };
  const isMovedOn = ranks[before.version.status] > ranks[stated.status];
  const changes = isMovedOn ? [] : [...changesOf(stated, before), ...positionChanges(stated, kept, now)];
  if (changes.length === 0) return { fate: "unchanged", changes, problem: null, result: null };
  return { fate: "changed", changes, problem: null, result: changedVersion(stated, before) };
}

function contradiction(
  stated: StatedPosition,
  { version, stances }: KeptVersion,
  fingerprint: string,
): PositionProblem | null {
  const said = (code: PositionProblem["code"], ...values: readonly (string | null)[]): PositionProblem => {
    return { code, values: [String(version.version), ...values.map((value) => value ?? "–")] };
  };
  if (version.fingerprint !== fingerprint) return said("other-text");
  if (version.status === "consulting") return stated.status === "draft" ? null : said("being-asked");
  if (stated.from !== null && version.status !== "draft" && version.effectiveFrom !== stated.from)
    return said("other-from", version.effectiveFrom, stated.from);
  if (stated.until !== null && version.effectiveUntil !== null && version.effectiveUntil !== stated.until)
    return said("other-until", version.effectiveUntil, stated.until);
  if (ranks[stated.status] === ranks[version.status] && stated.status !== version.status)
    return said("moved-on", version.status, stated.status);
  for (const one of stated.stances) {
    const before = stances.find(({ cluster }) => cluster === one.cluster);
    const isSame = before !== undefined && before.kind === one.kind && before.reason === one.reason;
    // Adopted by a tally: what was not counted then is not added.
    if (!isSame && (before !== undefined || version.adoptedAt !== null))
      return said("other-stance", one.cluster);
  }
  return null;
}

function changesOf(stated: StatedPosition, { version, stances }: KeptVersion): readonly string[] {
  const { status, link, reviewOn, embargoUntil } = stated;
  const isAdded = stated.stances.some(({ cluster }) => !stances.some((one) => one.cluster === cluster));
  return [
    status === version.status ? [] : ["status"],
    reviewOn === null || reviewOn === version.reviewOn ? [] : ["review"],
    embargoUntil === null || embargoUntil.getTime() === version.embargoUntil?.getTime() ? [] : ["embargo"],
    // The quorum a tally was held against stays.
    version.adoptedAt !== null || isSameQuorum(stated.quorum ?? version.quorum, version.quorum)
      ? []
      : ["quorum"],
    link === null || link === version.link ? [] : ["link"],
    isAdded ? ["stances"] : [],
  ].flat();
}

function positionChanges(stated: StatedPosition, kept: KeptPosition | null, now: Date): readonly string[] {
  if (kept === null) return [];
  const { position } = kept;
  const sample = stated.isSample === position.isSample ? [] : ["sample"];
  if (position.isEdited) return sample;
  const words = new Set(position.alsoCalled.map((word) => word.toLowerCase()));
  return [
    audienceOf(stated) === audienceOf(position) || keepsReaders(stated, kept, now) ? [] : ["audience"],
    isSecret(stated, now) || stated.alsoCalled.every((word) => words.has(word.toLowerCase())) ? [] : ["also"],
    sample,
  ].flat();
}

/** What nobody knows yet says nothing of who may read what they do. */
export function keepsReaders(stated: StatedPosition, { versions }: KeptPosition, now: Date): boolean {
  return isSecret(stated, now) && versions.some(({ version }) => version.effectiveFrom !== null);
}

function imported(stated: StatedPosition, fingerprint: string): Omit<ImportedVersion, "stances"> {
  const { version, title, text, status, from, until, embargoUntil, reviewOn, link } = stated;
  return {
    version,
    title,
    text,
    fingerprint,
    status,
    withdrawnBecause: status === "withdrawn" ? "taken-back" : null,
    effectiveFrom: from,
    effectiveUntil: until,
    embargoUntil,
    reviewOn,
    quorum: stated.quorum ?? usualQuorum,
    link,
  };
}

function changedVersion(stated: StatedPosition, { version, stances }: KeptVersion): ImportedVersion {
  const now = imported(stated, version.fingerprint);
  return {
    ...now,
    withdrawnBecause: version.withdrawnBecause ?? now.withdrawnBecause,
    embargoUntil: now.embargoUntil ?? version.embargoUntil,
    reviewOn: now.reviewOn ?? version.reviewOn,
    quorum: version.adoptedAt === null ? (stated.quorum ?? version.quorum) : version.quorum,
    link: now.link ?? version.link,
    stances: stancesOf(stated, version.fingerprint).filter(
      ({ cluster }) => !stances.some((one) => one.cluster === cluster),
    ),
  };
}

function stancesOf({ stances }: StatedPosition, fingerprint: string): readonly Stance[] {
  return stances.map((stance) => ({ ...stance, account: null, fingerprint }));
}

/** `members of scotlandis` in a form to compare and to show. */
export function audienceOf({
  audience,
  audienceClusters,
}: Pick<StatedPosition, "audience" | "audienceClusters">): string {
  return [audience, ...audienceClusters.toSorted()].join(" ");
}

/** Its words are known to nobody yet, so that they name no position that is. */
export function isSecret({ status, embargoUntil }: StatedPosition, now: Date): boolean {
  return status === "draft" || (embargoUntil !== null && embargoUntil > now);
}
