import type { ManagedDocument } from "../../knowledge/document-register.port.ts";
import type { CommandContext } from "../command.ts";
import { managedClusters, managesCluster } from "./managed-clusters.ts";

const identifier = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

export function isIdentifier(text: string): boolean {
  return identifier.test(text);
}

/**
 * The document a person means: its id (a button's), its number in their list, or words of its title that only one of
 * theirs has. `not-yours` only for an id: of others' documents nothing can be found out by number or words.
 */
export type NamedDocument =
  | { readonly kind: "found"; readonly document: ManagedDocument }
  | { readonly kind: "unknown" }
  | { readonly kind: "not-yours" };

export async function findNamed(context: CommandContext, text: string): Promise<NamedDocument> {
  const { register } = context.needs.documents;
  if (isIdentifier(text)) {
    const document = await register.find(text);
    if (document === null) return { kind: "unknown" };
    return managesCluster(context, document.clusterId) ? { kind: "found", document } : { kind: "not-yours" };
  }
  if (text === "") return { kind: "unknown" };
  const clusters = (await managedClusters(context)).map(({ id }) => id);
  const isNumber = /^\d{1,6}$/.test(text);
  const query = isNumber
    ? { clusters, words: "", offset: Math.max(0, Number(text) - 1), limit: 1 }
    : { clusters, words: text, offset: 0, limit: 2 };
  const { documents } = await register.list(query);
  const [document, other] = documents;
  return document === undefined || other !== undefined ? { kind: "unknown" } : { kind: "found", document };
}
