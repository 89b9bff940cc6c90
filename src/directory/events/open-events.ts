import type { EventStore, KeptEvent } from "./event-store.port.ts";
import { type DatedStatement, type MergeContext, type MergedEvent, mergeSources } from "./merge-sources.ts";
import { marksOf } from "./same-event.ts";
import type { StatedEvent } from "./stated-event.ts";

/** What one entry of a source says. */
export interface OpenSource extends DatedStatement {
  readonly sourceKey: string;
  readonly entryKey: string;
}

/** An event whose sources are being changed; nothing of it is kept yet. */
export interface OpenEvent {
  readonly id: string;
  readonly clusterId: string;
  readonly sequence: number;
  /** It is in the records already, be it withdrawn. */
  readonly isKept: boolean;
  readonly isOver: boolean;
  readonly before: MergeContext["before"];
  /** As its sources had it before; null for one that is new or was withdrawn. */
  readonly merged: MergedEvent | null;
  /** What is gone is not among them. */
  sources: readonly OpenSource[];
  isTouched: boolean;
}

export interface OpenEvents {
  readonly byId: ReadonlyMap<string, OpenEvent>;
  /** Events that share a mark with it. */
  alike(stated: StatedEvent): readonly OpenEvent[];
  add(id: string, clusterId: string): OpenEvent;
}

interface LoadNeeds {
  readonly ids: readonly string[];
  readonly store: Pick<EventStore, "load">;
  readonly now: Date;
  readonly federation: string | null;
}

const loadedAtOnce = 500;

/** Loads the events that these entries may belong to. */
export async function loadOpenEvents(stated: readonly StatedEvent[], needs: LoadNeeds): Promise<OpenEvents> {
  const byId = new Map<string, OpenEvent>();
  const byMark = new Map<string, Set<OpenEvent>>();
  const note = (mark: string | null, event: OpenEvent): void => {
    if (mark !== null) byMark.set(mark, (byMark.get(mark) ?? new Set()).add(event));
  };
  for (let at = 0; at < Math.max(stated.length, needs.ids.length); at += loadedAtOnce) {
    const part = stated.slice(at, at + loadedAtOnce);
    const marks = part.map(marksOf);
    const loaded = await needs.store.load(
      {
        eventIds: needs.ids.slice(at, at + loadedAtOnce),
        uids: part.flatMap(({ uid }) => uid ?? []),
        canonicalUrls: marks.flatMap(({ canonicalUrl }) => canonicalUrl ?? []),
        likenesses: marks.flatMap(({ likeness }) => likeness ?? []),
      },
      needs.now,
    );
    for (const kept of loaded) {
      if (byId.has(kept.id)) continue;
      const event = openEvent(kept, needs);
      byId.set(event.id, event);
      for (const source of kept.sources) for (const mark of allMarks(source.stated)) note(mark, event);
    }
  }
  return {
    byId,
    alike: (one) =>
      [...new Set(allMarks(one).flatMap((mark) => [...(byMark.get(mark) ?? [])]))].toSorted(currentFirst),
    add: (id, clusterId) => {
      const event: OpenEvent = {
        id,
        clusterId,
        sequence: 0,
        isKept: false,
        isOver: false,
        before: null,
        merged: null,
        sources: [],
        isTouched: true,
      };
      byId.set(id, event);
      return event;
    },
  };
}

function currentFirst(left: OpenEvent, right: OpenEvent): number {
  return Number(left.merged === null) - Number(right.merged === null);
}

function allMarks(stated: StatedEvent): readonly string[] {
  const { canonicalUrl, likeness } = marksOf(stated);
  const marks = [
    ["uid", stated.uid],
    ["url", canonicalUrl],
    ["like", likeness],
  ] as const;
  return marks.flatMap(([kind, mark]) => (mark === null ? [] : [`${kind} ${mark}`]));
}

function openEvent(kept: KeptEvent, { federation }: LoadNeeds): OpenEvent {
  const sources = kept.sources.filter(({ isGone }) => !isGone);
  const before = { clusterId: kept.clusterId, series: kept.series, movedFrom: kept.movedFrom };
  return {
    id: kept.id,
    clusterId: kept.clusterId,
    sequence: kept.sequence,
    isKept: true,
    isOver: kept.isOver,
    before: kept.isWithdrawn ? null : before,
    merged: kept.isWithdrawn ? null : mergeSources(sources, { federation, before }),
    sources,
    isTouched: false,
  };
}
