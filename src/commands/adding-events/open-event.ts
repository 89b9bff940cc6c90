import { plainReply, type Reply } from "../../chat/reply.ts";
import type { EventDraft, KeptAdded } from "../../directory/events/added-events.port.ts";
import type { CommandContext } from "../command.ts";
import { managesCluster } from "../handing-in/managed-clusters.ts";
import { isIdentifier } from "../handing-in/named-document.ts";

export type OpenedEventDraft =
  | { readonly kind: "draft"; readonly draft: EventDraft }
  | { readonly kind: "refused"; readonly reply: Reply };

export type OpenedAddedEvent =
  | { readonly kind: "kept"; readonly event: KeptAdded }
  | { readonly kind: "refused"; readonly reply: Reply };

/** The draft of this id that is not published yet, for whoever manages its cluster; else the sentence that says why not. */
export async function openEventDraft(context: CommandContext, id: string): Promise<OpenedEventDraft> {
  const { events, messages } = context.needs;
  const draft = isIdentifier(id) ? await events.drafts.find(id) : null;
  if (draft === null) return refused(messages.addedEvents.draftGone);
  if (!managesCluster(context, draft.added.clusterId)) return refused(messages.permit["other-cluster"]);
  return draft.isPublished ? refused(messages.addedEvents.draftPublished) : { kind: "draft", draft };
}

/** The event of this key, for whoever manages the cluster it was added for. */
export async function openAddedEvent(context: CommandContext, key: string): Promise<OpenedAddedEvent> {
  const { events, clock, messages } = context.needs;
  if (!isIdentifier(key)) return refused(messages.addedEvents.sayWhich);
  const event = await events.added.find(key, clock.now());
  if (event === null) return refused(messages.addedEvents.withdraw.gone);
  return managesCluster(context, event.added.clusterId)
    ? { kind: "kept", event }
    : refused(messages.permit["other-cluster"]);
}

function refused(sentence: string): { readonly kind: "refused"; readonly reply: Reply } {
  return { kind: "refused", reply: plainReply(sentence) };
}
