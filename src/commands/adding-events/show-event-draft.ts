import { plainReply, type Reply } from "../../chat/reply.ts";
import type { EventDraft } from "../../directory/events/added-events.port.ts";
import { eventDraftCard } from "../cards/event-draft-card.ts";
import { formOffer } from "../cards/form-offer.ts";
import type { CommandContext } from "../command.ts";
import { managesCluster } from "../handing-in/managed-clusters.ts";
import { notAskedIn } from "./event-form.ts";
import type { EventDoubt } from "./understand-event.ts";

/** A draft as it would be published, with what the records know of the same event. */
export async function showEventDraft(
  context: CommandContext,
  { id, key, added }: Pick<EventDraft, "id" | "key" | "added">,
  doubts: readonly EventDoubt[],
): Promise<Reply> {
  const { events, clock, clusters, messages } = context.needs;
  const plan = await events.plan({ key, added });
  if (plan.kind !== "planned") return notPlanned(context, plan, id);
  const { known } = plan;
  // Of another cluster's event only what everybody may read.
  const mayTellKnown =
    known === null || known.audience === "public" || managesCluster(context, known.clusterId);
  return eventDraftCard(
    {
      id,
      added,
      plan,
      isChange: (await events.added.find(key, clock.now())) !== null,
      mayTellKnown,
      doubts,
      notAsked: notAskedIn(context.request.fields, messages),
      clusters: await clusters.all(),
    },
    messages,
  );
}

type NotPlanned = Exclude<
  Awaited<ReturnType<CommandContext["needs"]["events"]["plan"]>>,
  { kind: "planned" }
>;

/** Why a draft cannot be published, and its form again where that helps. */
export function notPlanned({ needs: { messages } }: CommandContext, plan: NotPlanned, draft: string): Reply {
  const { addedEvents: words } = messages;
  if (plan.kind === "withdrawn") return plainReply(words.withdraw.gone);
  const change = { command: "events edit", text: draft, label: words.button.change };
  return formOffer(words.series(plan.known.facts.title), change);
}
