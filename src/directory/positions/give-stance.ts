import { ukDay } from "../../calendar/zones.ts";
import type { Doing } from "../../shared/doing.ts";
import type { VersionStatus } from "./position.ts";
import type { ConsultationChange, ConsultationDecision, PositionStore } from "./position-store.port.ts";
import { endOf } from "./quorum.ts";
import { type Consultation, type Stance, type StanceKind, tallyOf } from "./stance.ts";

export interface StanceGiven {
  readonly cluster: string;
  readonly kind: StanceKind;
  readonly reason: string | null;
  readonly account: string;
  readonly role: string;
  /** Beginning of the fingerprint of the text that was shown with the button. */
  readonly shown: string;
  readonly at: Date;
}

/**
 * What comes of a stance, in the order in which it is looked at.
 *
 * - `closed`: the consultation is over, or has not begun; `superseded`, `withdrawn`: so is the version.
 * - `not-asked`: that cluster is not asked, or has left the federation.
 * - `text-changed`: since it was shown; the new text is to be shown, and asked again.
 * - `needs-reason`: a dissent says why.
 * - `already`: the cluster has said the same; `before` tells who.
 * - `given`, `changed`: it counts; `ended` when that was what the consultation waited for.
 */
export type StanceOutcome =
  | { readonly kind: "given"; readonly ended: boolean }
  | { readonly kind: "changed"; readonly before: Stance; readonly ended: boolean }
  | { readonly kind: "already"; readonly before: Stance }
  | { readonly kind: "closed" | "superseded" | "withdrawn" | "not-asked" | "text-changed" | "needs-reason" };

/** Takes a cluster's stance from somebody who may give it (`may`, sign-positions). Null: there is no such version. */
export async function giveStance(
  version: string,
  { given, by }: { readonly given: StanceGiven; readonly by: Doing },
  store: PositionStore,
): Promise<{ readonly outcome: StanceOutcome; readonly consultation: Consultation } | null> {
  return await store.decideOn(version, by, (consultation) => lookAtStance(consultation, given));
}

function lookAtStance(consultation: Consultation, given: StanceGiven): ConsultationDecision<StanceOutcome> {
  const { version, asked, stances } = consultation;
  const not = (outcome: StanceOutcome): ConsultationDecision<StanceOutcome> => ({ outcome, change: null });
  const over = overBecause(version.status);
  if (over !== null) return not({ kind: over });
  if (version.closes !== null && given.at >= version.closes.instant) return not({ kind: "closed" });
  const isAsked = asked.some(({ cluster, leftAt }) => cluster === given.cluster && leftAt === null);
  if (!isAsked) return not({ kind: "not-asked" });
  if (given.shown === "" || !version.fingerprint.startsWith(given.shown))
    return not({ kind: "text-changed" });
  if (given.kind === "dissent" && given.reason === null) return not({ kind: "needs-reason" });
  const { shown: _, ...stance } = { ...given, fingerprint: version.fingerprint };
  const before = stances.find(({ cluster }) => cluster === given.cluster);
  const counted = before?.fingerprint === version.fingerprint ? before : undefined;
  if (counted?.kind === given.kind && counted.reason === given.reason)
    return not({ kind: "already", before: counted });
  const others = stances.filter(({ cluster }) => cluster !== given.cluster);
  const end = adoptionOf({ ...consultation, stances: [...others, stance] }, given.at);
  const outcome: StanceOutcome =
    counted === undefined
      ? { kind: "given", ended: end !== undefined }
      : { kind: "changed", before: counted, ended: end !== undefined };
  return { outcome, change: { stance, ...(end === undefined ? {} : { end }) } };
}

/** That the version is adopted, where nobody is left to answer. */
export function adoptionOf(consultation: Consultation, at: Date): ConsultationChange["end"] | undefined {
  const { version } = consultation;
  return version.status === "consulting" && endOf(version.quorum, tallyOf(consultation), false) === "adopt"
    ? adoptionAt(consultation, at)
    : undefined;
}

/** Never before a stance that counted for it: the clocks of two processes are not the same. */
export function adoptionAt({ stances }: Consultation, at: Date): NonNullable<ConsultationChange["end"]> {
  const latest = new Date(Math.max(at.getTime(), ...stances.map((stance) => stance.at.getTime())));
  return { move: "adopt", at: latest, day: ukDay(latest) };
}

function overBecause(status: VersionStatus): "closed" | "superseded" | "withdrawn" | null {
  switch (status) {
    case "consulting":
      return null;
    case "superseded":
    case "withdrawn":
      return status;
    case "draft":
    case "adopted":
      return "closed";
  }
}
