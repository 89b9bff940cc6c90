import type { Clock } from "../shared/clock.port.ts";
import type { Log } from "../shared/log.port.ts";
import { type ImportNeeds, type ImportOptions, importSources } from "./import-sources.ts";
import type { PageListOutcome, PageLists } from "./page-list.port.ts";
import { plainReason } from "./plain-reason.ts";
import type { WatchedCalendars } from "./watched-calendar.port.ts";
import {
  hasFailed,
  minutesUntilNext,
  type WatchedKind,
  type WatchedResult,
  type WatchedSource,
} from "./watched-source.ts";
import type { WatchedStore } from "./watched-store.port.ts";

export interface ReadingNeeds {
  readonly importing: ImportNeeds;
  readonly lists: PageLists;
  readonly calendars: WatchedCalendars;
  readonly allowPrivateAddresses: boolean;
}

export interface DueNeeds extends ReadingNeeds {
  readonly store: WatchedStore;
  /** The result as a sentence for people. */
  readonly describe: (result: WatchedResult, kind: WatchedKind) => string;
  readonly clock: Clock;
  readonly log: Log;
}

/** What came of one source. */
export interface SourceRead {
  readonly address: string;
  readonly sentence: string;
  readonly failed: boolean;
}

/** One source may take so long, and all of one run together; a lease is longer than either. */
const sourceMilliseconds = 5 * 60_000;
const runMilliseconds = 8 * 60_000;
const leaseMinutes = 20;

/** Reads what is due, one source after the other, until none is left, the time is over or `signal` aborts. */
export async function readDueSources(needs: DueNeeds, signal: AbortSignal): Promise<readonly SourceRead[]> {
  const end = performance.now() + runMilliseconds;
  const read: SourceRead[] = [];
  while (!signal.aborted && performance.now() < end) {
    const source = await needs.store.claimDue(leaseMinutes);
    if (source === null) break;
    const outcome = await readClaimed(source, needs, signal);
    if (outcome !== null) read.push(outcome);
  }
  return read;
}

/** Null when it was stopped in the middle by the bot's own stop: the lease ends and it is read again. */
async function readClaimed(
  source: WatchedSource,
  needs: DueNeeds,
  signal: AbortSignal,
): Promise<SourceRead | null> {
  const limit = AbortSignal.timeout(sourceMilliseconds);
  const result = await readWatched(source, needs, AbortSignal.any([signal, limit]));
  if (signal.aborted) {
    await needs.store.makeDue([source.id]);
    return null;
  }
  const failed = hasFailed(result);
  const sentence = needs.describe(result, source.kind);
  const nextInMinutes = minutesUntilNext(source, failed, needs.clock.now());
  const version = result.kind === "calendar" ? result.version : null;
  await needs.store.record(source.id, { sentence, failed, nextInMinutes, version });
  needs.log[failed ? "warn" : "info"]("source-read", { source: source.id, failed, nextInMinutes });
  return { address: source.address, sentence, failed };
}

/**
 * Reads a source again: unchanged pages are skipped, those that are gone are withdrawn, and what cannot be read stays
 * as it was. Throws BotError DATABASE_UNAVAILABLE.
 */
async function readWatched(
  source: WatchedSource,
  needs: ReadingNeeds,
  signal: AbortSignal,
): Promise<WatchedResult> {
  if (source.kind === "folder") return readAll([source.address], { source, needs, signal, list: null });
  const allowPrivateAddresses = mayBePrivate(source, needs);
  if (source.kind === "calendar") return needs.calendars.read(source, { allowPrivateAddresses, signal });
  const list = await needs.lists.list(source.address, { as: source.kind, allowPrivateAddresses, signal });
  if (list.kind === "refused") return { kind: "failed", reason: plainReason(list.reason) };
  const stored = await needs.importing.store.fingerprints(list.addresses);
  // What is new comes first, so that a long list gets through even when the time is never enough for all of it.
  const [known, unknown] = [true, false].map((isKnown) =>
    list.addresses.filter((address) => stored.has(address) === isKnown),
  );
  return readAll([...(unknown ?? []), ...(known ?? [])], { source, needs, signal, list });
}

/** Whoever gives an address in a chat must not have the bot look around the network it runs in. */
function mayBePrivate({ allowsPrivate }: WatchedSource, { allowPrivateAddresses }: ReadingNeeds): boolean {
  return allowsPrivate && allowPrivateAddresses;
}

interface Reading {
  readonly source: WatchedSource;
  readonly needs: ReadingNeeds;
  readonly signal: AbortSignal;
  readonly list: Extract<PageListOutcome, { kind: "listed" }> | null;
}

async function readAll(addresses: readonly string[], reading: Reading): Promise<WatchedResult> {
  const { source, needs, signal, list } = reading;
  const options: ImportOptions = {
    defaults: { cluster: source.clusterId, audience: source.audience, kind: source.documentKind },
    by: { actor: `source:${source.id}`, place: "watched source" },
    allowPrivateAddresses: mayBePrivate(source, needs),
    signal,
    // A folder is named by whoever runs the bot; what stands in it may be any cluster's.
    ...(source.kind === "folder" ? {} : { onlyFor: source.clusterId }),
  };
  for await (const event of importSources(addresses, options, needs.importing)) {
    if (event.kind === "wrongUse") return { kind: "failed", reason: event.reason };
    if (event.kind !== "finished") continue;
    const { added, replaced, unchanged, withdrawn, refused } = event.summary;
    const [first] = refused;
    return {
      kind: "read",
      documents: added + replaced + unchanged + refused.length,
      added,
      replaced,
      unchanged,
      withdrawn,
      refused: refused.length,
      firstReason: first === undefined ? null : plainReason(first.reason),
      isCut: list?.isCut ?? false,
      elsewhere: list?.elsewhere ?? 0,
      isUnfinished: signal.aborted,
    };
  }
  return { kind: "failed", reason: "the reading ended before its end" };
}
