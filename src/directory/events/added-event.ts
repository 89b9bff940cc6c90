import { z } from "zod";
import { audiences } from "../../shared/audience.ts";
import { byHandPrefix } from "../../shared/by-hand.ts";
import type { StatedEvent } from "./stated-event.ts";

/** What a person may say of how it stands; that it was moved follows from its dates. */
export const addedStatuses = ["scheduled", "cancelled", "sold out"] as const;
export type AddedStatus = (typeof addedStatuses)[number];

/** A single event that somebody added by hand, on the clock in London. Kept as JSON while it is a draft. */
export const AddedEvent = z.object({
  clusterId: z.string(),
  audience: z.enum(audiences),
  /** Null while nobody said anything of it. */
  status: z.enum(addedStatuses).nullable(),
  facts: z.object({
    title: z.string(),
    summary: z.string().nullable(),
    organiser: z.string().nullable(),
    venue: z.string().nullable(),
    address: z.string().nullable(),
    postcode: z.string().nullable(),
    onlineUrl: z.string().nullable(),
    url: z.string().nullable(),
    price: z.string().nullable(),
    tags: z.array(z.string()),
  }),
  /** As `EventSpan` has them (stated-event.ts). */
  start: z.string(),
  end: z.string().nullable(),
});
export type AddedEvent = z.infer<typeof AddedEvent>;

/** Every event added by hand is a source of its own, so that two tellings of one event join as those of two feeds do. */
export function byHandKey(key: string): string {
  return `${byHandPrefix}${key}`;
}

export function isByHand(sourceKey: string): boolean {
  return sourceKey.startsWith(byHandPrefix);
}

/** The other way round. */
export function keyOf(sourceKey: string): string {
  return sourceKey.slice(byHandPrefix.length);
}

/** What a hand-added event says, as any other source would. */
export function statedOf(added: AddedEvent, key: string): StatedEvent {
  const { clusterId, audience, status, facts, start, end } = added;
  const zone = "Europe/London";
  return {
    entryKey: key,
    uid: null,
    line: 1,
    sequence: 0,
    changedAt: null,
    clusterId,
    audience,
    audienceClusters: audience === "public" ? [] : [clusterId],
    isSample: false,
    status,
    facts,
    series: {
      start,
      end,
      zone,
      shownZone: zone,
      isFloating: false,
      rules: [],
      exclusionRules: [],
      added: [],
      excluded: [],
      changed: [],
    },
    cancelled: [],
    isPart: false,
  };
}

/** The other way round, of what is kept; null for what another version wrote in a form unknown here. */
export function addedOf(stated: StatedEvent): AddedEvent | null {
  const { start, end } = stated.series ?? {};
  return AddedEvent.safeParse({ ...stated, start, end }).data ?? null;
}
