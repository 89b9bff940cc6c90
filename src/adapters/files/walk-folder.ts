import type { Dirent } from "node:fs";
import { readdir, realpath } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import { mediaTypeOfName, readableExtensions } from "./media-types.ts";
import { refusalReason } from "./refusal.ts";
import { holdsRecords } from "./states-record.ts";

/** A file that can be read, or a place in the folder that cannot. */
export type Walked =
  | {
      readonly kind: "file";
      readonly path: string;
      readonly mediaType: string;
      readonly sidecar: string | null;
    }
  | { readonly kind: "refused"; readonly path: string; readonly reason: string };

export const clustersFile = "clusters.yaml";

interface Walk {
  /** The folder with every link resolved; links may not lead out of it. */
  readonly realRoot: string;
  readonly walked: Walked[];
  readonly records: string[];
}

/** Every document under a folder, in the order of the names. Hidden files and `node_modules` are passed over. */
export async function walkFolder(root: string): Promise<readonly Walked[]> {
  return (await walkAll(root)).walked;
}

/** Every file of records under a folder, in the order of the names; hidden ones are passed over. */
export async function listRecordFiles(root: string): Promise<readonly string[]> {
  return (await walkAll(root)).records;
}

async function walkAll(root: string): Promise<Walk> {
  const walk: Walk = { realRoot: await realpath(root), walked: [], records: [] };
  await walkInto(root, [walk.realRoot], walk);
  return walk;
}

async function walkInto(folder: string, parents: readonly string[], walk: Walk): Promise<void> {
  let entries: readonly Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    walk.walked.push({ kind: "refused", path: folder, reason: refusalReason(error) });
    return;
  }
  const names = new Set(entries.map((entry) => entry.name));
  const shown = entries.filter((entry) => !entry.name.startsWith(".") && entry.name !== "node_modules");
  for (const entry of shown.toSorted((left, right) => (left.name < right.name ? -1 : 1))) {
    await visit({ path: join(folder, entry.name), entry, names, parents }, walk);
  }
}

interface Visit {
  readonly path: string;
  readonly entry: Dirent;
  /** Everything in the same folder. */
  readonly names: ReadonlySet<string>;
  /** Real paths of the folders above. */
  readonly parents: readonly string[];
}

async function visit(visit: Visit, walk: Walk): Promise<void> {
  const { path, entry, parents } = visit;
  if (!entry.isSymbolicLink()) {
    if (entry.isDirectory())
      return walkInto(path, [...parents, join(parents.at(-1) ?? "", entry.name)], walk);
    if (entry.isFile() && (await holdsRecords(path))) walk.records.push(path);
    else walk.walked.push(...fileOf(visit, entry.isFile()));
    return;
  }
  try {
    const target = await realpath(path);
    if (isOutside(target, walk.realRoot)) {
      walk.walked.push({
        kind: "refused",
        path,
        reason: "it is a link that leads out of the folder; import what it leads to by its own name",
      });
      return;
    }
    // What a link inside the folder leads to is found by its own name; only a loop is worth a word.
    if (parents.includes(target))
      walk.walked.push({ kind: "refused", path, reason: "it is a link that leads back to itself" });
  } catch (error) {
    walk.walked.push({ kind: "refused", path, reason: refusalReason(error) });
  }
}

function isOutside(target: string, root: string): boolean {
  return target !== root && !target.startsWith(root.endsWith(sep) ? root : root + sep);
}

function fileOf({ path, names }: Visit, isRegular: boolean): readonly Walked[] {
  const name = basename(path);
  if (name === clustersFile) return [];
  if (!isRegular) return [{ kind: "refused", path, reason: "it is not a regular file" }];
  const described = /^(.+)\.ya?ml$/i.exec(name)?.[1];
  if (described !== undefined) {
    if (names.has(described)) return [];
    const reason = `it describes ${described}, which is not beside it`;
    return mediaTypeOfName(described) === null ? [unknownKind(path)] : [{ kind: "refused", path, reason }];
  }
  const mediaType = mediaTypeOfName(name);
  if (mediaType === null) return [unknownKind(path)];
  return [{ kind: "file", path, mediaType, sidecar: sidecarOf(path, names) }];
}

function sidecarOf(path: string, names: ReadonlySet<string>): string | null {
  const ending = [".yaml", ".yml"].find((candidate) => names.has(basename(path) + candidate));
  return ending === undefined ? null : path + ending;
}

function unknownKind(path: string): Walked {
  return { kind: "refused", path, reason: unknownKindReason(path) };
}

/** Says which endings can be read. */
export function unknownKindReason(path: string): string {
  const ending = /\.[^./\\]+$/.exec(basename(path))?.[0] ?? "";
  const said = ending === "" ? "a file without an ending" : `a ${ending} file`;
  return `${said} cannot be read; these can: ${readableExtensions.join(", ")}`;
}

/** `events/scotsoft.md`: a path as somebody standing at `root` says it. */
export function pathFrom(root: string, path: string): string {
  return relative(root, path) || basename(path);
}
