import { createHash } from "node:crypto";
import type { AnnouncementContent } from "../chat/rich-text.ts";
import type { Aim } from "./choose-destinations.ts";
import type { Digest } from "./digest.ts";
import type { Destination } from "./poster.port.ts";
import type { Schedule } from "./schedule.ts";

/** `zone` where the region's own clock says when. */
type ApprovableDestination = Destination & { readonly zone?: string };

/** Everything about an announcement that matters to whoever approves it. */
export interface Approvable {
  readonly content: AnnouncementContent;
  readonly schedule: Schedule;
  /** How late it may be, in minutes. */
  readonly lateBy: number;
  /** Whose announcement it is. */
  readonly cluster: string;
  readonly aim: Aim;
  /** The question that fills it. */
  readonly digest: Digest | null;
  /** Id of the event it is about. */
  readonly event: string | null;
  /** Id of the announcement whose place it takes. Absent: it takes no other's. */
  readonly replaces?: string | undefined;
  /** Where it goes; of a repeat the aim counts in their place, since channels come and go; else only its audience. */
  readonly destinations: readonly ApprovableDestination[];
}

/**
 * SHA-256, hex, of everything that matters: what was approved is this and nothing else. In which order the destinations
 * and the parts of the aim are named does not matter.
 */
export function fingerprintOf(approvable: Approvable): string {
  const { aim, destinations, ...rest } = approvable;
  const { schedule } = rest;
  const where =
    schedule.kind === "repeat"
      ? { aim: { ...aim, clusters: asSet(aim.clusters), platforms: asSet(aim.platforms) } }
      : { audience: aim.audience, destinations: destinations.map(canonicalJson).toSorted() };
  return createHash("sha256")
    .update(canonicalJson({ version: 1, ...rest, ...where }))
    .digest("hex");
}

function asSet(names: readonly string[] | "all"): readonly string[] | "all" {
  return names === "all" ? names : [...new Set(names)].toSorted();
}

/** JSON with its keys in order and its texts in Unicode's normal form C, so that the same is always written the same. */
function canonicalJson(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.normalize("NFC"));
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .toSorted(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`).join(",")}}`;
}
