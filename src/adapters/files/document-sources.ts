import { lstat, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { DocumentSources, Found, FoundDocument } from "../../knowledge/import-source.port.ts";
import { decodeText } from "./decode-text.ts";
import type { FetchOptions } from "./fetch-address.ts";
import { readBytes } from "./file-bytes.ts";
import { type FindingNeeds, findFile, fingerprintOf, resolveReference, titleFromName } from "./found-file.ts";
import { findRows } from "./found-rows.ts";
import { createReader } from "./isolated-reader.ts";
import { fetchLimits, type ReadingLimits, readingLimits } from "./limits.ts";
import { charsetOf, collection, mediaTypeOfAnswer, mediaTypeOfName } from "./media-types.ts";
import { isPublicAddress } from "./public-address.ts";
import { parseYaml } from "./read-statements.ts";
import { FileRefusal, PageGone, refusalReason } from "./refusal.ts";
import { clustersFile, pathFrom, unknownKindReason, walkFolder } from "./walk-folder.ts";

export interface DocumentSourcesOptions {
  readonly limits?: ReadingLimits;
  readonly fetching?: Partial<Omit<FetchOptions, "mayFetch">>;
}

/** Files, folders and addresses, read in a process of their own. `close()` ends that process. */
export function createDocumentSources(
  options: DocumentSourcesOptions = {},
): DocumentSources & { close(): Promise<void> } {
  const limits = options.limits ?? readingLimits;
  const reader = createReader(limits);
  const needs: SourceNeeds = {
    reader,
    limits,
    fetching: { limits: fetchLimits, ...options.fetching },
  };
  return {
    find: (source, finding) =>
      isAddress(source)
        ? findAddress(source, {
            ...needs,
            fetching: {
              ...needs.fetching,
              mayFetch: finding.allowPrivateAddresses ? () => true : isPublicAddress,
            },
          })
        : findPath(source, needs),
    keyOf: (source) => (isAddress(source) ? addressKey(source) : resolve(source)),
    close: () => reader.close(),
  };
}

interface SourceNeeds extends FindingNeeds {
  readonly fetching: Omit<FetchOptions, "mayFetch">;
}

interface AddressNeeds extends SourceNeeds {
  readonly fetching: FetchOptions;
}

/** `C:\notes` has no `//`, so it stays a path. */
function isAddress(source: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(source);
}

/** The address without its fragment: the same page, whichever place in it was meant. */
function addressKey(source: string): string {
  const url = URL.parse(source);
  if (url === null) return source;
  url.hash = "";
  return url.href;
}

async function* findAddress(source: string, needs: AddressNeeds): AsyncGenerator<Found> {
  const sourceKey = addressKey(source);
  yield { kind: "expected", documents: 1 };
  yield* orRefused({ label: source, sourceKey }, () => findPage(source, sourceKey, needs));
}

async function findPage(source: string, sourceKey: string, needs: AddressNeeds): Promise<Found> {
  // Loaded when first needed: its HTTP client takes longer to load than most questions take to answer.
  const { fetchAddress } = await import("./fetch-address.ts");
  const page = await fetchAddress(source, needs.fetching);
  const { bytes, contentType, address } = page;
  const { pathname } = new URL(address);
  const mediaType = mediaTypeOfAnswer(contentType, pathname);
  if (mediaType === null || mediaType === collection) {
    throw new FileRefusal(
      `a page of this kind cannot be read (${contentType?.slice(0, 60) ?? "the server does not say which"})`,
    );
  }
  const document: FoundDocument = {
    sourceKey,
    label: source,
    fallbackTitle: titleFromName(pathname) || address,
    contentFingerprint: fingerprintOf([page.hash, address, mediaType]),
    size: bytes.length,
    resolve: (reference) => resolveReference(reference, (name) => URL.parse(name, address)?.href ?? name),
    read: async () => {
      const charset = charsetOf(contentType);
      const outcome = await needs.reader.read({
        content: bytes,
        mediaType,
        charset,
        sidecar: null,
        statements: {},
      });
      return outcome.kind === "read" ? { ...outcome, file: { ...outcome.file, address } } : outcome;
    },
  };
  return { kind: "document", document };
}

async function* findPath(source: string, needs: SourceNeeds): AsyncGenerator<Found> {
  const path = resolve(source);
  const status = await stat(path).catch((error: unknown) => refusalReason(error));
  if (typeof status === "string") {
    const kind = (await isGone(path)) ? "gone" : "refused";
    yield { kind, label: source, sourceKey: path, reason: status };
  } else if (status.isDirectory()) {
    yield* findFolder(source, path, needs);
  } else {
    yield* findSingle(source, path, needs);
  }
}

/** Whether only the file is missing: without its folder, or behind a link, it may be on a disk that is not mounted. */
async function isGone(path: string): Promise<boolean> {
  const isThere = await lstat(path).then(
    () => true,
    (error: unknown) => !(error instanceof Error && "code" in error && error.code === "ENOENT"),
  );
  if (isThere) return false;
  return stat(dirname(path)).then(
    (folder) => folder.isDirectory(),
    () => false,
  );
}

async function* findSingle(source: string, path: string, needs: SourceNeeds): AsyncGenerator<Found> {
  if (basename(path) === clustersFile) {
    yield* findClusters(source, path);
    return;
  }
  const mediaType = mediaTypeOfName(path);
  if (mediaType === null) {
    yield { kind: "refused", label: source, sourceKey: path, reason: unknownKindReason(path) };
  } else if (mediaType === collection) {
    yield* findRows({ path, label: source }, needs);
  } else {
    yield { kind: "expected", documents: 1 };
    const sidecar = await firstExisting([`${path}.yaml`, `${path}.yml`]);
    yield* orRefused({ label: source, sourceKey: path }, async () => {
      return {
        kind: "document",
        document: await findFile({ path, label: source, mediaType, sidecar }, needs),
      };
    });
  }
}

async function* findFolder(source: string, root: string, needs: SourceNeeds): AsyncGenerator<Found> {
  const clusters = join(root, clustersFile);
  if ((await firstExisting([clusters])) !== null) yield* findClusters(join(source, clustersFile), clusters);
  const walked = await walkFolder(root);
  yield {
    kind: "expected",
    documents: walked.filter((one) => one.kind === "file" && one.mediaType !== collection).length,
  };
  for (const one of walked) {
    const { path } = one;
    const label = join(source, pathFrom(root, path));
    if (one.kind === "refused") yield { kind: "refused", label, sourceKey: path, reason: one.reason };
    else if (one.mediaType === collection) yield* findRows({ path, label }, needs);
    else {
      yield* orRefused({ label, sourceKey: path }, async () => {
        return { kind: "document", document: await findFile({ ...one, label }, needs) };
      });
    }
  }
  yield { kind: "complete", label: source, prefix: root.endsWith("/") ? root : `${root}/` };
}

async function* findClusters(label: string, path: string): AsyncGenerator<Found> {
  yield* orRefused({ label, sourceKey: null }, async () => {
    const { bytes } = await readBytes(path, 500_000);
    return { kind: "clusters", label, content: parseYaml(decodeText(bytes), "it") };
  });
}

interface Place {
  readonly label: string;
  readonly sourceKey: string | null;
}

async function* orRefused(place: Place, find: () => Promise<Found>): AsyncGenerator<Found> {
  try {
    yield await find();
  } catch (error) {
    const { label, sourceKey } = place;
    if (error instanceof PageGone && sourceKey !== null)
      yield { kind: "gone", label, sourceKey, reason: error.message };
    else yield { kind: "refused", ...place, reason: refusalReason(error) };
  }
}

async function firstExisting(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    if (
      await stat(path).then(
        (status) => status.isFile(),
        () => false,
      )
    )
      return path;
  }
  return null;
}
