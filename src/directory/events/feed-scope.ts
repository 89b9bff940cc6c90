/** What a published calendar holds: the `<scope>` of `/calendar/<scope>.ics`. */
export type FeedScope =
  | { readonly kind: "all" }
  | { readonly kind: "cluster"; readonly id: string }
  | { readonly kind: "place"; readonly id: string }
  /** As `tagKey` writes it. */
  | { readonly kind: "tag"; readonly key: string }
  /** One date of an event, to be added to a calendar by itself. */
  | { readonly kind: "event"; readonly occurrenceId: string };

/** The scope a name means: `all`, `cluster-scotlandis`, `place-leeds`, `tag-green-tech`, `event-<id>`; else null. */
export function readFeedScope(name: string): FeedScope | null {
  if (name === "all") return { kind: "all" };
  const { kind, rest = "" } = /^(?<kind>[a-z]+)-(?<rest>.{1,100})$/.exec(name)?.groups ?? {};
  switch (kind) {
    case "cluster":
    case "place":
      return /^[a-z0-9-]+$/.test(rest) ? { kind, id: rest } : null;
    case "tag":
      return rest === tagKey(rest) ? { kind, key: rest } : null;
    case "event":
      return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(rest) ? { kind, occurrenceId: rest } : null;
    default:
      return null;
  }
}

export function feedName(scope: FeedScope): string {
  switch (scope.kind) {
    case "all":
      return "all";
    case "tag":
      return `tag-${scope.key}`;
    case "event":
      return `event-${scope.occurrenceId}`;
    case "cluster":
    case "place":
      return `${scope.kind}-${scope.id}`;
  }
}

/** A tag in an address: `Women in Tech` → `women-in-tech`. Letters of every language stay. */
export function tagKey(tag: string): string {
  return tag
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-+|-+$/g, "");
}
