import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "../../..");

/** A file of the repository, its path relative to the root with `/`. */
export interface RepositoryFile {
  readonly path: string;
  readonly text: string;
}

export function readRepositoryFile(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}

/** The files below these folders whose name ends so; what is generated is left out. */
export function filesBelow(folders: readonly string[], ending: string): readonly RepositoryFile[] {
  return folders
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((name) =>
        path.posix.join(folder, name.split(path.sep).join("/")),
      ),
    )
    .filter((file) => file.endsWith(ending) && !file.startsWith("src/generated/"))
    .toSorted()
    .map((file) => ({ path: file, text: readRepositoryFile(file) }));
}

/** Everything a reader is given to read: the README, the changelog, the documentation, the samples' page. */
export function documentationPages(): readonly RepositoryFile[] {
  const single = ["README.md", "CHANGELOG.md", "samples/README.md"];
  return [
    ...single.map((file) => ({ path: file, text: readRepositoryFile(file) })),
    ...filesBelow(["docs"], ".md"),
  ];
}
