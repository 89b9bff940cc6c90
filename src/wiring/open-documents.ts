import { createPageLists } from "../adapters/files/list-pages.ts";
import { createDocumentRegister } from "../adapters/postgres/document-register.ts";
import { createDraftStore } from "../adapters/postgres/draft-store.ts";
import { createWatchedStore } from "../adapters/postgres/watched-store.ts";
import type { FetchedAttachment, Platform } from "../chat/platform.port.ts";
import type { Attachment, PlatformName, Request } from "../chat/request.ts";
import { describeResult } from "../commands/cards/watch-result.ts";
import type { DocumentDesk, WatchDesk } from "../commands/document-desk.port.ts";
import type { Config } from "../config.ts";
import { HandedIn, PreparedDocument } from "../knowledge/document-draft.ts";
import type { DraftStore } from "../knowledge/draft-store.port.ts";
import { createDocumentPreparing, toStore } from "../knowledge/hand-in.ts";
import { readDueSources, type SourceRead } from "../knowledge/read-watched.ts";
import { weighPassage } from "../knowledge/weigh-passage.ts";
import { english } from "../messages/english.ts";
import type { Log } from "../shared/log.port.ts";
import { type Core, clock } from "./open-core.ts";
import { createWatchedCalendars } from "./watched-calendars.ts";

/**
 * What handing documents in needs; files come from the platform of the request. `allowPrivateAddresses`: whether a link
 * may lead inside one's own network.
 */
export function openDocumentDesk(
  core: Pick<Core, "database" | "importing" | "handedInFiles">,
  platforms: ReadonlyMap<PlatformName, Platform>,
  { allowPrivateAddresses }: Pick<Config, "allowPrivateAddresses">,
): DocumentDesk {
  const { importing, handedInFiles } = core;
  return {
    register: createDocumentRegister(core.database.pool),
    drafts: openDraftStore(core),
    fetchAttachment: (request, attachment, maxBytes) =>
      fetchFrom(platforms.get(request.platform), { request, attachment, maxBytes }),
    ...createDocumentPreparing({ ...importing, files: handedInFiles, allowPrivateAddresses }),
  };
}

function openDraftStore({ database }: Pick<Core, "database">): DraftStore {
  return createDraftStore(database.pool, {
    weigh: weighPassage,
    toStore,
    read: ({ attachment, prepared }) => ({
      handedIn: HandedIn.safeParse(attachment).data ?? null,
      prepared: PreparedDocument.safeParse(prepared).data ?? null,
    }),
  });
}

interface Fetching {
  readonly request: Request;
  readonly attachment: Attachment;
  readonly maxBytes: number;
}

async function fetchFrom(platform: Platform | undefined, fetching: Fetching): Promise<FetchedAttachment> {
  const { request, attachment, maxBytes } = fetching;
  if (platform?.fetchAttachment === undefined)
    return { kind: "refused", reason: english.documents.noFilesHere };
  if (attachment.size !== null && attachment.size > maxBytes)
    return { kind: "refused", reason: english.documents.tooLarge(maxBytes) };
  const fetched = await platform.fetchAttachment({ workspace: request.workspace, attachment }, maxBytes);
  if (fetched.kind === "refused" || fetched.bytes.length <= maxBytes) return fetched;
  return { kind: "refused", reason: english.documents.tooLarge(maxBytes) };
}

/** An address that somebody waits for in a chat is looked at for so long. */
const lookMilliseconds = 20_000;

/** `allowPrivateAddresses`: whether what is looked at and added here may lie inside one's own network. */
export function openWatchDesk(
  { database }: Pick<Core, "database">,
  { allowPrivateAddresses }: Pick<Config, "allowPrivateAddresses">,
): WatchDesk {
  const lists = createPageLists();
  return {
    store: createWatchedStore(database.pool, { allowPrivateAddresses }),
    look: (address, as) =>
      lists.list(address, { as, allowPrivateAddresses, signal: AbortSignal.timeout(lookMilliseconds) }),
  };
}

/** Reads the watched sources that are due; says what came of each. */
export async function readSources(
  core: Pick<Core, "database" | "importing" | "events">,
  { config, log }: { readonly config: Pick<Config, "allowPrivateAddresses">; readonly log: Log },
  signal: AbortSignal,
): Promise<readonly SourceRead[]> {
  const needs = {
    importing: core.importing,
    lists: createPageLists(),
    calendars: createWatchedCalendars({ store: core.events, clock }),
    allowPrivateAddresses: config.allowPrivateAddresses,
    store: createWatchedStore(core.database.pool, { allowPrivateAddresses: false }),
    describe: describeResult,
    clock,
    log,
  };
  return readDueSources(needs, signal);
}
