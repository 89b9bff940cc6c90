import { gunzipSync } from "node:zlib";
import type { PageListOptions, PageListOutcome, PageLists } from "../../knowledge/page-list.port.ts";
import { decodeText } from "./decode-text.ts";
import type { FetchedPage, FetchOptions } from "./fetch-address.ts";
import { addressKey } from "./found-page.ts";
import { calendarBytes, fetchLimits } from "./limits.ts";
import { charsetOf } from "./media-types.ts";
import { isPublicAddress } from "./public-address.ts";
import { FileRefusal, PageGone, refusalReason } from "./refusal.ts";
import { isCalendar, isSitemapIndex, looksLike, namedIn } from "./scan-links.ts";

export interface PageListSettings {
  readonly fetching?: Partial<Omit<FetchOptions, "mayFetch">>;
}

/** A list of addresses is text of at most this size; a page of an import may be larger. */
const listBytes = 10_000_000;
const pagesAtMost = { list: 200, sitemap: 500, feed: 200 } as const;
/** Sitemaps that a sitemap index may lead to; further ones are left out. */
const sitemapsAtMost = 20;

/** Lists of pages: text, web pages with links, sitemaps, RSS and Atom feeds. */
export function createPageLists(settings: PageListSettings = {}): PageLists {
  return {
    list: async (address, options) => {
      try {
        return await listPages(address, options, { limits: fetchLimits, ...settings.fetching });
      } catch (error) {
        return { kind: "refused", reason: refusalReason(error), isGone: error instanceof PageGone };
      }
    },
  };
}

type Fetch = (address: string) => Promise<FetchedPage>;

async function listPages(
  address: string,
  options: PageListOptions,
  fetching: Omit<FetchOptions, "mayFetch">,
): Promise<PageListOutcome> {
  if (options.as === "page") return onePage(address);
  const { fetchAddress } = await import("./fetch-address.ts");
  const mostBytes = options.as === "calendar" ? calendarBytes : listBytes;
  const limits = { ...fetching.limits, bytes: Math.min(mostBytes, fetching.limits.bytes) };
  const mayFetch = options.allowPrivateAddresses ? () => true : isPublicAddress;
  const fetch: Fetch = (asked) =>
    fetchAddress(asked, { ...fetching, limits, mayFetch, signal: options.signal });
  const first = await fetch(address);
  const text = textOf(first);
  const as = options.as ?? looksLike(text);
  if (as === "page") return onePage(address);
  if (as === "calendar") return isCalendar(text) ? onePage(address, "calendar") : noCalendar;
  const servers = new Set([serverOf(address), serverOf(first.address)]);
  const named =
    as === "sitemap" && isSitemapIndex(text)
      ? await readSitemaps(text, { base: first.address, servers, fetch })
      : namedIn(text, as);
  if (as === "feed") servers.add(serverOf(named.site ?? address, first.address));
  return listed({ as, base: first.address, servers, links: named.links });
}

const noCalendar: PageListOutcome = {
  kind: "refused",
  reason: "it is no calendar (iCalendar, .ics)",
  isGone: false,
};

function onePage(address: string, as: "page" | "calendar" = "page"): PageListOutcome {
  return { kind: "listed", as, addresses: [addressKey(address)], isCut: false, elsewhere: 0 };
}

interface Index {
  readonly base: string;
  readonly servers: ReadonlySet<string>;
  readonly fetch: Fetch;
}

/** The pages of every sitemap an index names, on the same servers, one level deep. */
async function readSitemaps(text: string, { base, servers, fetch }: Index) {
  const links: string[] = [];
  const sitemaps = onServers(namedIn(text, "sitemap").links, { base, servers }).own;
  for (const sitemap of sitemaps.slice(0, sitemapsAtMost)) {
    const inner = textOf(await fetch(sitemap));
    if (!isSitemapIndex(inner)) links.push(...namedIn(inner, "sitemap").links);
    if (links.length > pagesAtMost.sitemap) break;
  }
  return { links, site: null };
}

interface Named {
  readonly as: keyof typeof pagesAtMost;
  readonly base: string;
  readonly servers: ReadonlySet<string>;
  readonly links: readonly string[];
}

function listed({ as, base, servers, links }: Named): PageListOutcome {
  const { own, elsewhere } = onServers(links, { base, servers });
  const self = addressKey(base);
  const others = own.filter((address) => address !== self);
  if (others.length === 0) {
    const reason =
      elsewhere > 0
        ? "it names pages on other servers only, and only pages of its own server are read"
        : `there are no pages in it (I read it as a ${as})`;
    return { kind: "refused", reason, isGone: false };
  }
  const addresses = others.slice(0, pagesAtMost[as]);
  return { kind: "listed", as, addresses, isCut: addresses.length < others.length, elsewhere };
}

/** Links as whole addresses, each once and without its fragment; those of other servers are only counted. */
function onServers(
  links: readonly string[],
  { base, servers }: { readonly base: string; readonly servers: ReadonlySet<string> },
): { readonly own: readonly string[]; readonly elsewhere: number } {
  const own = new Set<string>();
  const others = new Set<string>();
  for (const link of links) {
    const url = URL.parse(link, base);
    if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "")
      continue;
    url.hash = "";
    (servers.has(serverOf(url.href)) ? own : others).add(url.href);
  }
  return { own: [...own], elsewhere: others.size };
}

/** `www.` makes no other server of it. */
function serverOf(address: string, base?: string): string {
  return (URL.parse(address, base)?.host ?? "").replace(/^www\./, "");
}

/** Some sites keep their sitemap packed (`sitemap.xml.gz`). */
function textOf({ bytes, contentType }: FetchedPage): string {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return decodeText(isPacked ? unpack(bytes) : bytes, isPacked ? null : charsetOf(contentType));
}

function unpack(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: listBytes });
  } catch (error) {
    throw new FileRefusal("it is packed, and cannot be unpacked or is too large", { cause: error });
  }
}
