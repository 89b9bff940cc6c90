import { createAddedEvents } from "../adapters/postgres/added-events.ts";
import { createEventDrafts } from "../adapters/postgres/event-drafts.ts";
import { createEventStore } from "../adapters/postgres/event-store.ts";
import type { Database } from "../adapters/postgres/open-database.ts";
import type { EventDesk } from "../commands/event-desk.port.ts";
import { AddedEvent, addedOf } from "../directory/events/added-event.ts";
import { planAdded, publishAdded, withdrawAdded } from "../directory/events/publish-added.ts";
import type { Clock } from "../shared/clock.port.ts";

/** What adding events by hand needs. */
export function openEventDesk({ pool }: Pick<Database, "pool">, clock: Clock): EventDesk {
  const needs = { store: createEventStore(pool), clock };
  return {
    drafts: createEventDrafts(pool, (json) => AddedEvent.safeParse(json).data ?? null),
    added: createAddedEvents(pool, addedOf),
    plan: (order) => planAdded(order, needs),
    publish: (order, by) => publishAdded(order, by, needs),
    withdraw: (order, by) => withdrawAdded(order, by, needs),
  };
}
