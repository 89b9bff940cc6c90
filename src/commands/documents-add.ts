import { z } from "zod";
import { plainReply, type Reply } from "../chat/reply.ts";
import type { DocumentDraft, EnteredDetails } from "../knowledge/document-draft.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";
import { fieldOf } from "./form-fields.ts";
import { draftForm, enteredIn, nothingFilledIn } from "./handing-in/draft-form.ts";
import { type ChosenCluster, chooseCluster, managedClusters } from "./handing-in/managed-clusters.ts";
import { isIdentifier } from "./handing-in/named-document.ts";
import { openDraft } from "./handing-in/open-draft.ts";
import { handedInWith, takeIn } from "./handing-in/take-in.ts";

/** `/cluster documents add`: a file or link becomes a draft, which is shown before anybody publishes it. */
export const documentsAdd = defineCommand({
  name: "documents add",
  summary: "Add a document: I show what I understood before it can be cited",
  usage: "documents add [link]",
  right: "manage-documents",
  isPrivate: true,
  messageMenu: "Add to documents",
  options: [
    { name: "link", summary: "Address of a web page", isRequired: false },
    { name: "file", summary: "PDF, Word, Markdown, HTML or text", isRequired: false, kind: "file" },
  ],
  schema: z.string().trim(),
  form: async (context) => {
    const { documents, messages } = context.needs;
    const managed = await managedClusters(context);
    if (managed.length === 0) return null;
    const [only] = managed;
    const clusters = managed.length > 1 ? managed : [];
    const handedIn = handedInWith(context.request);
    const common = { command: "documents add", purpose: "add", clusters } as const;
    if (handedIn === null) {
      return draftForm({ ...common, text: "", hasSource: false, filledIn: nothingFilledIn }, messages);
    }
    const text = await documents.drafts.add({
      clusterId: clusters.length === 0 ? (only?.id ?? null) : null,
      reference: doingOf(context).actor,
      sourceKey: null,
      handedIn,
      prepared: null,
    });
    const title = handedIn.kind === "file" ? titleOf(handedIn.name) : "";
    return draftForm({ ...common, text, hasSource: true, filledIn: { ...nothingFilledIn, title } }, messages);
  },
  run: async (context, text) => {
    if (!isIdentifier(text)) return addWithoutDraft(context);
    const opened = await openDraft(context, text);
    return opened.kind === "refused" ? opened.reply : addToDraft(context, opened.draft);
  },
});

/** `board-minutes_2026.pdf` → `Board minutes 2026`. */
function titleOf(name: string): string {
  const words = name
    .replace(/\.[a-z\d]{1,8}$/i, "")
    .replace(/[-_]+/g, " ")
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The form asked for the file or link as well, or none could be shown. */
async function addWithoutDraft(context: CommandContext): Promise<Reply> {
  const { messages } = context.needs;
  const { request } = context;
  const handedIn = handedInWith(request);
  if (handedIn === null) return plainReply(messages.documents.nothingHandedIn);
  const chosen = await chooseCluster(context, fieldOf(request.fields, "cluster"));
  if (chosen.kind !== "chosen") return notChosen(context, chosen);
  const entered = enteredIn(request.fields, null, messages);
  return takeIn(context, { handedIn, cluster: chosen.cluster.id, entered, draft: null, replaces: null });
}

async function addToDraft(context: CommandContext, draft: DocumentDraft): Promise<Reply> {
  const { messages } = context.needs;
  const { request } = context;
  if (draft.publishedAs !== null) return plainReply(messages.documents.draftPublished);
  const handedIn = draft.handedIn ?? handedInWith(request);
  if (handedIn === null) return plainReply(messages.documents.nothingHandedIn);
  const said = draft.clusterId ?? fieldOf(request.fields, "cluster");
  const chosen = await chooseCluster(context, said);
  if (chosen.kind !== "chosen") return notChosen(context, chosen);
  const before: EnteredDetails | null = draft.prepared?.entered ?? null;
  const entered = enteredIn(request.fields, before, messages);
  return takeIn(context, {
    handedIn,
    cluster: chosen.cluster.id,
    entered,
    draft: draft.id,
    replaces: draft.sourceKey,
  });
}

function notChosen(
  { needs: { messages } }: CommandContext,
  chosen: Exclude<ChosenCluster, { kind: "chosen" }>,
): Reply {
  if (chosen.kind === "not-yours") return plainReply(messages.permit["other-cluster"]);
  if (chosen.kind === "none") return plainReply(messages.documents.noCluster);
  return plainReply(messages.documents.chooseCluster(chosen.clusters.map(({ name }) => name).join(", ")));
}
