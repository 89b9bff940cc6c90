import type { FetchedAttachment } from "../chat/platform.port.ts";
import type { Attachment, Request } from "../chat/request.ts";
import type { ReadFacts } from "../knowledge/document-draft.ts";
import type { DocumentRegister } from "../knowledge/document-register.port.ts";
import type { DraftStore } from "../knowledge/draft-store.port.ts";
import type { HandInOrder, PrepareOutcome } from "../knowledge/hand-in.ts";
import type { HandedInFile } from "../knowledge/handed-in-file.port.ts";
import type { AddressKind, PageListOutcome } from "../knowledge/page-list.port.ts";
import type { WatchedStore } from "../knowledge/watched-store.port.ts";

/** What handing documents in and looking after them needs. */
export interface DocumentDesk {
  readonly register: DocumentRegister;
  readonly drafts: DraftStore;
  /** Reads a file that came with a request, of at most `maxBytes`, from the request's platform. Never throws. */
  fetchAttachment(request: Request, attachment: Attachment, maxBytes: number): Promise<FetchedAttachment>;
  /** Reads and understands bytes; stores nothing. Throws BotError DATABASE_UNAVAILABLE. */
  prepareFile(file: HandedInFile, order: HandInOrder): Promise<PrepareOutcome>;
  /** Fetches, reads and understands a page; `sourceKey` finds it again. Throws BotError DATABASE_UNAVAILABLE. */
  preparePage(address: string, order: HandInOrder): Promise<PrepareOutcome & { readonly sourceKey: string }>;
  /** The same document with other details. Throws BotError DATABASE_UNAVAILABLE. */
  reconsider(facts: ReadFacts, order: HandInOrder): Promise<PrepareOutcome>;
}

/** What looking after watched sources needs. */
export interface WatchDesk {
  readonly store: WatchedStore;
  /** What pages an address leads to; `as` null: as it looks. */
  look(address: string, as: AddressKind | null): Promise<PageListOutcome>;
}
