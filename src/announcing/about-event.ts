import type { Audience } from "../shared/audience.ts";
import { type Aim, isNarrowEnough } from "./choose-destinations.ts";

/** A date of an event, as whoever wrote an announcement of it knew it. */
export interface KnownDate {
  /** Wall time or day the calendar first gave it: finds it again. */
  readonly original: string;
  /** Seconds since 1970. */
  readonly start: number;
  readonly isCancelled: boolean;
}

/** What became of that date since: what is said of it may be true no more. `to` is the part of its time that is told. */
export type EventChange =
  | { readonly kind: "cancelled" | "on-again" }
  | {
      readonly kind: "moved";
      readonly to:
        | { readonly kind: "allDay"; readonly day: string }
        | { readonly kind: "timed"; readonly startsAt: string; readonly zone: string };
    };

/** Why a delivery is held back: `event-` and what became of the event. */
export const heldBackReasons = ["event-cancelled", "event-on-again", "event-moved"] as const;

/** The event an announcement is about, and who may hear of it: members, or the board, of these clusters. */
export interface AboutEvent {
  readonly event: string;
  readonly audience: Audience;
  readonly clusters: readonly string[] | "all";
  /** Absent where it is about no date of it. */
  readonly known?: KnownDate;
  /** Absent where nothing changed. */
  readonly change?: EventChange;
}

/** Whether everybody an aim reaches may hear of the event. */
export function mayHear(aim: Pick<Aim, "audience" | "clusters">, about: AboutEvent | null): boolean {
  if (about === null) return true;
  if (!isNarrowEnough(aim.audience, about.audience)) return false;
  if (about.clusters === "all") return true;
  const { clusters } = about;
  return aim.clusters !== "all" && aim.clusters.every((cluster) => clusters.includes(cluster));
}
