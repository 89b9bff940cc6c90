import { z } from "zod";
import { plainReply, type Reply } from "../chat/reply.ts";
import { documentKinds } from "../knowledge/document.ts";
import type { EnteredDetails } from "../knowledge/document-draft.ts";
import type { ManagedDocument } from "../knowledge/document-register.port.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";
import { draftForm, enteredIn, type FilledIn } from "./handing-in/draft-form.ts";
import { findNamed } from "./handing-in/named-document.ts";
import { handedInWith, takeIn } from "./handing-in/take-in.ts";

/** `/cluster documents replace`: a new version of a document, which keeps what it is known by. */
export const documentsReplace = defineCommand({
  name: "documents replace",
  summary: "Replace a document by a new version; I show what changes before it does",
  usage: "documents replace number or title",
  right: "manage-documents",
  isPrivate: true,
  options: [
    { name: "document", summary: "Its number in your list, or words of its title", isRequired: true },
    { name: "file", summary: "PDF, Word, Markdown, HTML or text", isRequired: false, kind: "file" },
  ],
  schema: z.string().trim(),
  form: async (context, text) => {
    const { documents, messages } = context.needs;
    const named = await findNamed(context, withoutLink(text));
    if (named.kind !== "found") return null;
    const { document } = named;
    const handedIn = handedInWith(context.request);
    const common = { purpose: "replace", clusters: [], filledIn: filledInWith(document, messages) } as const;
    if (handedIn === null) {
      const order = { ...common, command: "documents replace", text: document.id, hasSource: false };
      return draftForm(order, messages);
    }
    const draft = await documents.drafts.add({
      clusterId: document.clusterId,
      reference: doingOf(context).actor,
      sourceKey: document.sourceKey,
      handedIn,
      prepared: null,
    });
    return draftForm({ ...common, command: "documents add", text: draft, hasSource: true }, messages);
  },
  run: async (context, text): Promise<Reply> => {
    const { messages } = context.needs;
    const words = withoutLink(text);
    const named = await findNamed(context, words);
    if (named.kind === "refused") return named.reply;
    const handedIn = handedInWith(context.request);
    if (handedIn === null) return plainReply(messages.documents.nothingHandedIn);
    const { document } = named;
    const entered = enteredIn(context.request.fields, knownOf(document), messages);
    const { clusterId: cluster, sourceKey: replaces } = document;
    return takeIn(context, { handedIn, cluster, entered, draft: null, replaces });
  },
});

function withoutLink(text: string): string {
  return text.replace(/<?https?:\/\/\S+/i, "").trim();
}

/** What is known of the document counts for its new version, where that says nothing else. */
function knownOf(document: ManagedDocument): EnteredDetails {
  return {
    title: document.title,
    kind: documentKinds.find((kind) => kind === document.kind) ?? null,
    audience: document.audience,
    published: document.publishedOn,
    effectiveFrom: document.effectiveFrom,
    effectiveUntil: document.effectiveUntil,
    unclear: [],
  };
}

function filledInWith(
  document: ManagedDocument,
  { documents }: CommandContext["needs"]["messages"],
): FilledIn {
  return {
    title: document.title,
    kind: document.kind,
    audience: document.audience,
    published: document.publishedOn ?? "",
    effective: documents.period(document.effectiveFrom, document.effectiveUntil) ?? "",
  };
}
