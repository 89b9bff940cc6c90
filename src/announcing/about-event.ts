import type { Audience } from "../shared/audience.ts";
import { type Aim, isNarrowEnough } from "./choose-destinations.ts";

/** The event an announcement is about, and who may hear of it: members, or the board, of these clusters. */
export interface AboutEvent {
  readonly event: string;
  readonly audience: Audience;
  readonly clusters: readonly string[] | "all";
}

/** Whether everybody an aim reaches may hear of the event. */
export function mayHear(aim: Pick<Aim, "audience" | "clusters">, about: AboutEvent | null): boolean {
  if (about === null) return true;
  if (!isNarrowEnough(aim.audience, about.audience)) return false;
  if (about.clusters === "all") return true;
  const { clusters } = about;
  return aim.clusters !== "all" && aim.clusters.every((cluster) => clusters.includes(cluster));
}
