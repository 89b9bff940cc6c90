import type { Doing } from "../../shared/doing.ts";
import { adoptionAt, adoptionOf } from "./give-stance.ts";
import type { ConsultationChange, PositionStore } from "./position-store.port.ts";
import { endOf } from "./quorum.ts";
import { type Consultation, tallyOf } from "./stance.ts";

const byTime: Doing = { actor: "platform", place: "platform" };

/** A consultation that has ended, as it is then, and how. */
export interface EndedConsultation {
  readonly consultation: Consultation;
  readonly move: "adopt" | "end-without-quorum";
}

/** Ends what is over at `now`, or waits for nobody any more, each once, whichever process comes first. */
export async function endConsultations(
  now: Date,
  store: PositionStore,
): Promise<readonly EndedConsultation[]> {
  const ended: EndedConsultation[] = [];
  for (const id of await store.dueToEnd(now)) {
    const one = await endConsultation(id, { by: byTime, now }, store);
    if (one !== null) ended.push(one);
  }
  return ended;
}

/** Ends a consultation if it is over at `now`, or waits for nobody any more; null where it goes on, or had ended. */
export async function endConsultation(
  version: string,
  { by, now }: { readonly by: Doing; readonly now: Date },
  store: PositionStore,
): Promise<EndedConsultation | null> {
  const decided = await store.decideOn(version, by, (consultation) => {
    const end = endAt(consultation, now);
    return { outcome: end?.move ?? null, change: end === undefined ? null : { end } };
  });
  if (decided === null || decided.outcome === null) return null;
  return { consultation: decided.consultation, move: decided.outcome };
}

function endAt(consultation: Consultation, now: Date): ConsultationChange["end"] {
  const { version } = consultation;
  if (version.status !== "consulting" || version.closes === null) return undefined;
  switch (endOf(version.quorum, tallyOf(consultation), version.closes.instant <= now)) {
    case "adopt":
      return adoptionAt(consultation, now);
    case "end-without-quorum":
      return { move: "end-without-quorum" };
    case "goes-on":
      return undefined;
  }
}

/**
 * A cluster has left the federation: it is asked no more, and what it said to open consultations does not count. Those
 * that waited for it alone end with that.
 */
export async function leaveConsultations(
  { cluster, by, now }: { readonly cluster: string; readonly by: Doing; readonly now: Date },
  store: PositionStore,
): Promise<readonly Consultation[]> {
  const left: Consultation[] = [];
  for (const id of await store.asking(cluster)) {
    const decided = await store.decideOn(id, by, (consultation) => {
      const asked = consultation.asked.map((one) =>
        one.cluster === cluster ? { ...one, leftAt: now } : one,
      );
      const end = adoptionOf({ ...consultation, asked }, now);
      return {
        outcome: null,
        change: { leaves: { cluster, at: now }, ...(end === undefined ? {} : { end }) },
      };
    });
    if (decided !== null) left.push(decided.consultation);
  }
  return left;
}
