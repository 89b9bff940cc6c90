import { plainReply, type Reply } from "../../chat/reply.ts";
import type { ManagedDocument } from "../../knowledge/document-register.port.ts";
import type { CommandContext } from "../command.ts";
import { managedClusters, managesCluster } from "./managed-clusters.ts";

const identifier = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

export function isIdentifier(text: string): boolean {
  return identifier.test(text);
}

/**
 * The document a person means: its id (a button's), its number in their list, or words of its title that only one of
 * theirs has; else the sentence that says why not. Only for an id is it that the document is another cluster's: of
 * others' documents nothing can be found out by number or words.
 */
export type NamedDocument =
  | { readonly kind: "found"; readonly document: ManagedDocument }
  | { readonly kind: "refused"; readonly reply: Reply };

export async function findNamed(context: CommandContext, text: string): Promise<NamedDocument> {
  const { documents: desk, messages } = context.needs;
  const { register } = desk;
  const refused = (sentence: string): NamedDocument => ({ kind: "refused", reply: plainReply(sentence) });
  const unknown = refused(messages.documents.unknownDocument(text));
  if (isIdentifier(text)) {
    const document = await register.find(text);
    if (document === null) return unknown;
    if (!managesCluster(context, document.clusterId)) return refused(messages.permit["other-cluster"]);
    return { kind: "found", document };
  }
  if (text === "") return unknown;
  const clusters = (await managedClusters(context)).map(({ id }) => id);
  const isNumber = /^\d{1,6}$/.test(text);
  const query = isNumber
    ? { clusters, words: "", offset: Math.max(0, Number(text) - 1), limit: 1 }
    : { clusters, words: text, offset: 0, limit: 2 };
  const { documents } = await register.list(query);
  const [document, other] = documents;
  return document === undefined || other !== undefined ? unknown : { kind: "found", document };
}
