/**
 * Why a file cannot be read, as one clause for people ("it is protected by a password"). Thrown inside the readers
 * only; `readDocument` turns it into a value.
 */
export class FileRefusal extends Error {
  override readonly name: string = "FileRefusal";
}

/** The server says for certain that the page is no longer there. */
export class PageGone extends FileRefusal {
  override readonly name = "PageGone";
}

/** The clause for something a library threw: ours as it is, the system's by its code, another's by its first line. */
export function refusalReason(error: unknown): string {
  if (error instanceof FileRefusal) return error.message;
  if (error instanceof RangeError && /call stack/i.test(error.message))
    return "it is nested too deeply to be read";
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const known = systemReasons[code];
  if (known !== undefined) return known;
  const line = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  return `it cannot be read (${line.slice(0, 120)})`;
}

const systemReasons: Readonly<Record<string, string>> = {
  EACCES: "this program has no permission to read it",
  EPERM: "this program has no permission to read it",
  ENOENT: "it is not there (any more)",
  ELOOP: "it is a link that leads back to itself",
  ENAMETOOLONG: "its name is too long",
  EMFILE: "too many files are open; try again",
  EIO: "the disk could not read it",
  ENOTDIR: "a part of its path is not a folder",
};
