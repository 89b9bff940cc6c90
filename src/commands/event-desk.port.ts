import type { AddedEvents, EventDrafts } from "../directory/events/added-events.port.ts";
import type { AddedOrder, AddedOutcome, AddedPlan } from "../directory/events/publish-added.ts";
import type { Doing } from "../shared/doing.ts";

/** What adding events by hand and looking after them needs. Every method throws BotError DATABASE_UNAVAILABLE. */
export interface EventDesk {
  readonly drafts: EventDrafts;
  readonly added: AddedEvents;
  /** What publishing would come to; changes nothing. */
  plan(order: AddedOrder): Promise<AddedPlan>;
  publish(order: AddedOrder, by: Doing): Promise<AddedOutcome>;
  /** `stays`: other sources tell of the event as well. */
  withdraw(order: AddedOrder, by: Doing): Promise<"withdrawn" | "stays" | "not-there">;
}
