import type { Reply } from "../../chat/reply.ts";
import type { PreparedDocument } from "../../knowledge/document-draft.ts";
import { draftCard } from "../cards/draft-card.ts";
import type { CommandContext } from "../command.ts";
import { notAskedIn } from "./draft-form.ts";

export interface DraftToShow {
  readonly id: string;
  readonly sourceKey: string | null;
  readonly prepared: PreparedDocument;
}

/** A prepared draft with what it has in common with the cluster's other documents. */
export async function showDraft(context: CommandContext, draft: DraftToShow): Promise<Reply> {
  const { documents, messages } = context.needs;
  const { metadata, facts } = draft.prepared;
  const found = draft.sourceKey === null ? null : await documents.register.bySourceKey(draft.sourceKey);
  const replaced = found?.clusterId === metadata.clusterId ? found : null;
  const alike = await documents.register.alike({
    cluster: metadata.clusterId,
    title: metadata.title,
    texts: facts.passages.map(({ text }) => text),
    except: draft.sourceKey,
  });
  const clusters = await context.needs.clusters.all();
  const clusterName = clusters.find(({ id }) => id === metadata.clusterId)?.name ?? metadata.clusterId;
  const hasMoreFiles = context.request.attachments.length > 1;
  const notAsked = notAskedIn(context.request.fields, messages);
  return draftCard({ ...draft, clusterName, replaced, alike, hasMoreFiles, notAsked }, messages);
}
