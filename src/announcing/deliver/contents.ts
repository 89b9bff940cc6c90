import type { BegunDelivery, ContentToShow, DeliveryStore, LeaveOutReason } from "../delivery-store.port.ts";
import type { Digest } from "../digest.ts";
import type { DigestSource } from "../digest-source.port.ts";
import type { Announced, Destination, Poster } from "../poster.port.ts";
import { withFilled } from "../with-filled.ts";
import type { Texts } from "./attempt.ts";

interface ContentsNeeds {
  readonly store: Pick<DeliveryStore, "contentOf" | "keepFilled">;
  readonly announce: (shown: ContentToShow) => Announced;
  readonly digests: DigestSource;
  readonly posters: ReadonlyMap<string, Pick<Poster, "examine">>;
}

/** What to do about a delivery; `unknown`: there is no such announcement any more, or nobody can say who would see it. */
type ToShow =
  | { readonly kind: "show"; readonly texts: Texts }
  | { readonly kind: "leave-out"; readonly reason: LeaveOutReason }
  | { readonly kind: "unknown" };

interface Kept {
  readonly shown: ContentToShow;
  readonly announced: Announced;
  /** The same, notifying whom it would. */
  readonly live: Announced;
}

/** Announcements that are going out are few, their destinations many: each is read and understood once. */
const keptAtMost = 50;

export function createContents({ store, announce, digests, posters }: ContentsNeeds) {
  const kept = new Map<string, Promise<Kept | null>>();
  const find = (announcement: string, contentRevision: number): Promise<Kept | null> => {
    const key = `${announcement} ${contentRevision}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const found = store.contentOf(announcement, contentRevision).then((shown) => {
      const announced = shown === null ? null : announce(shown);
      return shown === null || announced === null ? null : { shown, announced, live: liven(announced) };
    });
    found.catch(() => kept.delete(key));
    kept.set(key, found);
    const [oldest] = kept.keys();
    if (kept.size > keptAtMost && oldest !== undefined) kept.delete(oldest);
    return found;
  };
  /** Whether other organisations see the channel by now; null where that cannot be found out just now. */
  const isSharedNow = async (destination: Destination): Promise<boolean | null> => {
    const examined = await posters.get(destination.platform)?.examine(destination);
    if (examined === undefined || examined.kind === "unknown") return null;
    return examined.kind === "ready" && examined.isShared;
  };
  /** The same for every attempt, and for every part of it. */
  const filledFor = async (begun: BegunDelivery, digest: Digest): Promise<string | null> => {
    if (begun.filled !== null || begun.goal !== "post") return begun.filled ?? "";
    const found = await digests.fill(digest, begun.destination);
    return found === null ? null : await store.keepFilled(begun.id, found.markdown);
  };
  return {
    /** Throws BotError DATABASE_UNAVAILABLE. */
    of: async (begun: BegunDelivery): Promise<ToShow> => {
      const { announcement, contentRevision, attemptedRevision } = begun;
      const [present, attempted] = await Promise.all([
        find(announcement, contentRevision),
        find(announcement, attemptedRevision),
      ]);
      if (present === null || attempted === null) return { kind: "unknown" };
      // What is there already was allowed when it was posted; a post in doubt is looked up, whatever holds now.
      const isUntried = begun.goal === "post" && begun.doubtSince === null && begun.receipts.length === 0;
      if (isUntried && begun.leaveOut !== null) return { kind: "leave-out", reason: begun.leaveOut };
      if (isUntried && present.shown.audience !== "public") {
        const isShared = await isSharedNow(begun.destination);
        if (isShared === null) return { kind: "unknown" };
        if (isShared) return { kind: "leave-out", reason: "not-for-channel" };
      }
      const { digest } = present.shown;
      const either = ({ announced, live }: Kept): Announced => (begun.mayMention ? live : announced);
      if (digest === null)
        return { kind: "show", texts: { present: either(present), attempted: either(attempted) } };
      const filled = await filledFor(begun, digest);
      if (filled === null) return { kind: "leave-out", reason: "nothing-on" };
      const fill = ({ shown }: Kept): Announced => {
        const announced = announce({ ...shown, content: withFilled(shown.content, filled) });
        return begun.mayMention ? liven(announced) : announced;
      };
      return { kind: "show", texts: { present: fill(present), attempted: fill(attempted) } };
    },
  };
}

function liven(announced: Announced): Announced {
  const { mention } = announced;
  return mention === undefined ? announced : { ...announced, mention: { ...mention, isLive: true } };
}
