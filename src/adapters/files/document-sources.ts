import { lstat, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { HandedInFiles } from "../../knowledge/handed-in-file.port.ts";
import type { DocumentSources, Found } from "../../knowledge/import-source.port.ts";
import { decodeText } from "./decode-text.ts";
import type { FetchOptions } from "./fetch-address.ts";
import { readBytes } from "./file-bytes.ts";
import { type FindingNeeds, findFile } from "./found-file.ts";
import { addressKey, createPageMemory, findPage, type PageNeeds } from "./found-page.ts";
import { findRows } from "./found-rows.ts";
import { createReader } from "./isolated-reader.ts";
import { fetchLimits, type ReadingLimits, readingLimits } from "./limits.ts";
import { collection, mediaTypeOfName } from "./media-types.ts";
import { isPublicAddress } from "./public-address.ts";
import { parseYaml } from "./read-statements.ts";
import { PageGone, refusalReason } from "./refusal.ts";
import { takeFile } from "./take-file.ts";
import { clustersFile, pathFrom, unknownKindReason, walkFolder } from "./walk-folder.ts";

export interface DocumentSourcesOptions {
  readonly limits?: ReadingLimits;
  readonly fetching?: Partial<Omit<FetchOptions, "mayFetch">>;
}

/** Files, folders, addresses and what is handed in, read in a process of their own. `close()` ends that process. */
export function createDocumentSources(
  options: DocumentSourcesOptions = {},
): DocumentSources & HandedInFiles & { close(): Promise<void> } {
  const limits = options.limits ?? readingLimits;
  const reader = createReader(limits);
  const needs = {
    reader,
    memory: createPageMemory(),
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
    take: (file) => takeFile(file, needs),
    close: () => reader.close(),
  };
}

interface SourceNeeds extends FindingNeeds {
  readonly fetching: Omit<FetchOptions, "mayFetch">;
}

interface AddressNeeds extends PageNeeds, SourceNeeds {
  readonly fetching: FetchOptions;
}

/** `C:\notes` has no `//`, so it stays a path. */
function isAddress(source: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(source);
}

async function* findAddress(source: string, needs: AddressNeeds): AsyncGenerator<Found> {
  const sourceKey = addressKey(source);
  yield { kind: "expected", documents: 1 };
  yield* orRefused({ label: source, sourceKey }, async () => {
    return { kind: "document", document: await findPage(source, needs) };
  });
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
