import { randomUUID } from "node:crypto";
import { plainReply, type Reply } from "../../chat/reply.ts";
import type { Request } from "../../chat/request.ts";
import type { EnteredDetails, HandedIn, PreparedDocument } from "../../knowledge/document-draft.ts";
import { isWebAddress } from "../../knowledge/hand-in.ts";
import type { CommandContext } from "../command.ts";
import { doingOf } from "../doing.ts";
import { fieldOf } from "../form-fields.ts";
import { showDraft } from "./show-draft.ts";

/** The largest file that is taken from a chat or the web page. */
const fileBytes = 20_000_000;

/** A file, or a link in the form or the text; null when there is neither. */
export function handedInWith({ attachments, fields, text }: Request): HandedIn | null {
  const [file] = attachments;
  if (file !== undefined) {
    const { name, address, mediaType, size } = file;
    return { kind: "file", name, address, mediaType, size };
  }
  const link = fieldOf(fields, "link") || (/https?:\/\/[^\s<>|"]+/i.exec(text)?.[0] ?? "");
  return link === "" ? null : { kind: "link", address: link };
}

export interface TakeInOrder {
  readonly handedIn: HandedIn;
  readonly cluster: string;
  readonly entered: EnteredDetails;
  /** Id of the draft it is for; null makes one. */
  readonly draft: string | null;
  /** Source key of the document it is to replace; null when it is a new one. */
  readonly replaces: string | null;
}

/** Fetches, reads and understands what was handed in, keeps it as a draft, and shows it. Nothing is published. */
export async function takeIn(context: CommandContext, order: TakeInOrder): Promise<Reply> {
  const { documents, messages } = context.needs;
  const outcome = await prepare(context, order);
  if (outcome.kind === "not-fetched") return plainReply(messages.documents.notFetched(outcome.reason));
  if (outcome.kind === "refused") return plainReply(messages.documents.notRead(outcome.reason));
  const { prepared } = outcome;
  const sourceKey = order.replaces ?? outcome.sourceKey;
  const id = await keep(context, { order, sourceKey, prepared });
  if (id === null) return plainReply(messages.documents.draftGone);
  const draft = await documents.drafts.find(id);
  return draft === null
    ? plainReply(messages.documents.draftGone)
    : showDraft(context, { id, sourceKey, prepared });
}

type Prepared =
  | { readonly kind: "prepared"; readonly prepared: PreparedDocument; readonly sourceKey: string }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "not-fetched"; readonly reason: string };

async function prepare(context: CommandContext, order: TakeInOrder): Promise<Prepared> {
  const { documents, messages } = context.needs;
  const { handedIn, cluster, entered } = order;
  if (handedIn.kind === "link") {
    if (!isWebAddress(handedIn.address))
      return { kind: "refused", reason: messages.documents.notAWebAddress };
    return documents.preparePage(handedIn.address, { cluster, entered });
  }
  const fetched = await documents.fetchAttachment(context.request, handedIn, fileBytes);
  if (fetched.kind === "refused") return { kind: "not-fetched", reason: fetched.reason };
  const { name, mediaType } = handedIn;
  const file = { name, mediaType, bytes: fetched.bytes };
  const outcome = await documents.prepareFile(file, { cluster, entered });
  return outcome.kind === "refused" ? outcome : { ...outcome, sourceKey: `upload:${randomUUID()}` };
}

interface Keeping {
  readonly order: TakeInOrder;
  readonly sourceKey: string;
  readonly prepared: PreparedDocument;
}

/** Id of the draft; null when it is gone meanwhile. */
async function keep(
  context: CommandContext,
  { order, sourceKey, prepared }: Keeping,
): Promise<string | null> {
  const { drafts } = context.needs.documents;
  const draft = { clusterId: order.cluster, sourceKey, prepared };
  if (order.draft !== null) return (await drafts.save(order.draft, draft)) ? order.draft : null;
  return drafts.add({ ...draft, reference: doingOf(context).actor, handedIn: order.handedIn });
}
