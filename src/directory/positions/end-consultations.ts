import { ukDay } from "../../calendar/zones.ts";
import type { Doing } from "../../shared/doing.ts";
import { adoptionOf } from "./give-stance.ts";
import type { ConsultationChange, PositionStore } from "./position-store.port.ts";
import { endOf } from "./quorum.ts";
import { type Consultation, tallyOf } from "./stance.ts";

const byTime: Doing = { actor: "platform", place: "platform" };

/** A consultation that has ended, as it is then, and how. */
export interface EndedConsultation {
  readonly consultation: Consultation;
  readonly move: "adopt" | "end-without-quorum";
}

/** Ends what is over at `now`, each once, whichever process comes first. */
export async function endConsultations(
  now: Date,
  store: PositionStore,
): Promise<readonly EndedConsultation[]> {
  const ended: EndedConsultation[] = [];
  for (const id of await store.dueToEnd(now)) {
    const decided = await store.decideOn(id, byTime, (consultation) => {
      const end = endAt(consultation, now);
      return { outcome: end?.move ?? null, change: end === undefined ? null : { end } };
    });
    if (decided?.outcome != null) ended.push({ consultation: decided.consultation, move: decided.outcome });
  }
  return ended;
}

function endAt({ version, ...rest }: Consultation, now: Date): ConsultationChange["end"] {
  if (version.status !== "consulting" || version.closes === null || version.closes.instant > now)
    return undefined;
  switch (endOf(version.quorum, tallyOf({ version, ...rest }), true)) {
    case "adopt":
      return { move: "adopt", at: now, day: ukDay(now) };
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
