import { plainReply, type Reply } from "../../chat/reply.ts";
import type { DocumentDraft } from "../../knowledge/document-draft.ts";
import type { CommandContext } from "../command.ts";
import { doingOf } from "../doing.ts";
import { managesCluster } from "./managed-clusters.ts";
import { isIdentifier } from "./named-document.ts";

export type OpenedDraft =
  | { readonly kind: "open"; readonly draft: DocumentDraft }
  | { readonly kind: "refused"; readonly reply: Reply };

/** The draft of this id, when the asker may go on with it: whoever manages its cluster; before that is known, its author. */
export async function openDraft(context: CommandContext, id: string): Promise<OpenedDraft> {
  const { documents, messages } = context.needs;
  const gone: OpenedDraft = { kind: "refused", reply: plainReply(messages.documents.draftGone) };
  if (!isIdentifier(id)) return gone;
  const draft = await documents.drafts.find(id);
  if (draft === null) return gone;
  if (draft.clusterId === null)
    return draft.reference === doingOf(context).actor ? { kind: "open", draft } : gone;
  if (managesCluster(context, draft.clusterId)) return { kind: "open", draft };
  return { kind: "refused", reply: plainReply(messages.permit["other-cluster"]) };
}
