import type { FoundDocument } from "../../knowledge/import-source.port.ts";
import type { FetchedPage, FetchOptions, PageVersion } from "./fetch-address.ts";
import { fingerprintOf, resolveReference, titleFromName } from "./found-file.ts";
import type { Reader } from "./isolated-reader.ts";
import { charsetOf, collection, mediaTypeOfAnswer } from "./media-types.ts";
import { FileRefusal } from "./refusal.ts";

export interface PageNeeds {
  readonly reader: Reader;
  readonly fetching: FetchOptions;
  readonly memory: PageMemory;
}

/** What was learnt of a page when it was fetched last. */
interface RememberedPage {
  readonly version: PageVersion;
  readonly address: string;
  readonly contentFingerprint: string;
}

/** Pages this process has fetched before: a server that says “not modified” need not send one again. */
export interface PageMemory {
  recall(sourceKey: string): RememberedPage | null;
  keep(sourceKey: string, page: RememberedPage): void;
}

/** More are forgotten, those first that were fetched longest ago. */
const pagesAtMost = 5_000;

export function createPageMemory(): PageMemory {
  const pages = new Map<string, RememberedPage>();
  return {
    recall: (sourceKey) => pages.get(sourceKey) ?? null,
    keep: (sourceKey, page) => {
      pages.delete(sourceKey);
      const isUseful = page.version.etag !== null || page.version.lastModified !== null;
      if (isUseful) pages.set(sourceKey, page);
      const [oldest] = pages.keys();
      if (pages.size > pagesAtMost && oldest !== undefined) pages.delete(oldest);
    },
  };
}

/** The address without its fragment: the same page, whichever place in it was meant. */
export function addressKey(source: string): string {
  const url = URL.parse(source);
  if (url === null) return source;
  url.hash = "";
  return url.href;
}

/** Fetches a page unless its server says that it has not changed since. Throws FileRefusal. */
export async function findPage(source: string, needs: PageNeeds): Promise<FoundDocument> {
  const sourceKey = addressKey(source);
  const known = needs.memory.recall(sourceKey);
  // Loaded when first needed: its HTTP client takes longer to load than most questions take to answer.
  const { fetchIfChanged } = await import("./fetch-address.ts");
  const none = { etag: null, lastModified: null };
  const page = await fetchIfChanged(source, needs.fetching, known?.version ?? none);
  if (page !== "unchanged") return foundPage({ source, sourceKey, page }, needs);
  return unchangedPage({ source, sourceKey, known }, needs);
}

interface Fetched {
  readonly source: string;
  readonly sourceKey: string;
  readonly page: FetchedPage;
}

function foundPage({ source, sourceKey, page }: Fetched, needs: PageNeeds): FoundDocument {
  const { bytes, contentType, address } = page;
  const mediaType = mediaTypeOfAnswer(contentType, new URL(address).pathname);
  if (mediaType === null || mediaType === collection) {
    throw new FileRefusal(
      `a page of this kind cannot be read (${contentType?.slice(0, 60) ?? "the server does not say which"})`,
    );
  }
  const contentFingerprint = fingerprintOf([page.hash, address, mediaType]);
  needs.memory.keep(sourceKey, { version: page.version, address, contentFingerprint });
  return {
    ...knownOf({ source, sourceKey, address }),
    contentFingerprint,
    size: bytes.length,
    read: async () => {
      const charset = charsetOf(contentType);
      const unread = { content: bytes, mediaType, charset, sidecar: null, statements: {} };
      const outcome = await needs.reader.read(unread);
      return outcome.kind === "read" ? { ...outcome, file: { ...outcome.file, address } } : outcome;
    },
  };
}

interface Unchanged {
  readonly source: string;
  readonly sourceKey: string;
  readonly known: RememberedPage | null;
}

/** Its text is fetched only when somebody wants to read it after all. */
function unchangedPage({ source, sourceKey, known }: Unchanged, needs: PageNeeds): FoundDocument {
  if (known === null) throw new FileRefusal("the server answered 304 instead of the page");
  return {
    ...knownOf({ source, sourceKey, address: known.address }),
    contentFingerprint: known.contentFingerprint,
    size: 0,
    read: async () => {
      const { fetchAddress } = await import("./fetch-address.ts");
      try {
        const page = await fetchAddress(source, needs.fetching);
        return await foundPage({ source, sourceKey, page }, needs).read();
      } catch (error) {
        if (error instanceof FileRefusal) return { kind: "refused", reason: error.message };
        throw error;
      }
    },
  };
}

interface Place {
  readonly source: string;
  readonly sourceKey: string;
  readonly address: string;
}

function knownOf({ source, sourceKey, address }: Place) {
  return {
    sourceKey,
    label: source,
    fallbackTitle: titleFromName(new URL(address).pathname) || address,
    resolve: (reference: string) =>
      resolveReference(reference, (name) => URL.parse(name, address)?.href ?? name),
  };
}
