import type { BegunDelivery, ContentToShow, DeliveryStore } from "../delivery-store.port.ts";
import type { Announced } from "../poster.port.ts";

interface ContentsNeeds {
  readonly store: Pick<DeliveryStore, "contentOf">;
  readonly announce: (shown: ContentToShow) => Announced;
}

/** Announcements that are going out are few, their destinations many: each is read and understood once. */
const keptAtMost = 50;

export function createContents({ store, announce }: ContentsNeeds) {
  const kept = new Map<string, Promise<Announced | null>>();
  return {
    /** Null when there is no such announcement any more. Throws BotError DATABASE_UNAVAILABLE. */
    of: (
      { announcement }: Pick<BegunDelivery, "announcement">,
      contentRevision: number,
    ): Promise<Announced | null> => {
      const key = `${announcement} ${contentRevision}`;
      const known = kept.get(key);
      if (known !== undefined) return known;
      const found = store
        .contentOf(announcement, contentRevision)
        .then((shown) => (shown === null ? null : announce(shown)));
      found.catch(() => kept.delete(key));
      kept.set(key, found);
      const [oldest] = kept.keys();
      if (kept.size > keptAtMost && oldest !== undefined) kept.delete(oldest);
      return found;
    },
  };
}
