import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { megabytes, type ReadingLimits } from "./limits.ts";
import { FileRefusal } from "./refusal.ts";

/** What the check found besides "it is safe to unpack". */
export interface CheckedArchive {
  readonly names: ReadonlySet<string>;
  /** Text of `docProps/core.xml`, where the title stands; null when there is none. */
  readonly properties: string | null;
}

const maximumEntries = 10_000;
const propertiesEntry = "docProps/core.xml";

/**
 * Unpacks a zip to nowhere before anything else may unpack it: what it declares is not what counts. Throws
 * FileRefusal for a broken or encrypted one and for one that grows beyond the limits.
 */
export async function checkArchive(bytes: Uint8Array, limits: ReadingLimits): Promise<CheckedArchive> {
  const archive = await open(bytes);
  const names = new Set<string>();
  const budget = createBudget(bytes.length, limits);
  let properties: string | null = null;
  try {
    for await (const entry of archive.eachEntry()) {
      if (names.size >= maximumEntries) throw new FileRefusal("it holds more than 10,000 files");
      if (entry.isEncrypted()) throw new FileRefusal("it is protected by a password");
      names.add(entry.fileName);
      budget.declared(entry.uncompressedSize);
      const text = await unpack(archive, entry, budget.actual);
      if (text !== null) properties = text;
    }
  } catch (error) {
    throw error instanceof FileRefusal ? error : broken(error);
  } finally {
    archive.close();
  }
  return { names, properties };
}

async function open(bytes: Uint8Array): Promise<ZipFile> {
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return await fromBufferPromise(buffer, { lazyEntries: true, autoClose: false, validateEntrySizes: true });
  } catch (error) {
    throw broken(error);
  }
}

function broken(cause: unknown): FileRefusal {
  return new FileRefusal("it is damaged: its parts cannot be unpacked", { cause });
}

interface Budget {
  readonly declared: (size: number) => void;
  readonly actual: (size: number) => void;
}

/** A Word file packs text about tenfold, rarely twentyfold; a bomb a thousandfold and more. */
function createBudget(packed: number, limits: ReadingLimits): Budget {
  const allowed = Math.min(limits.unpackedBytes, Math.max(packed * limits.unpackedRatio, 10_000_000));
  const check = (total: number): void => {
    if (total <= allowed) return;
    throw new FileRefusal(
      `it unpacks to more than ${megabytes(allowed)} from ${megabytes(packed)}, as a zip bomb does`,
    );
  };
  let declared = 0;
  let actual = 0;
  return {
    declared: (size) => {
      declared += size;
      check(declared);
    },
    actual: (size) => {
      actual += size;
      check(actual);
    },
  };
}

/** Reads an entry to its end; keeps the text of the properties only. */
async function unpack(archive: ZipFile, entry: Entry, spend: (size: number) => void): Promise<string | null> {
  const stream = await archive.openReadStreamPromise(entry);
  const kept: Buffer[] = [];
  for await (const chunk of stream) {
    const bytes: Buffer = chunk;
    spend(bytes.length);
    if (entry.fileName === propertiesEntry && kept.length < 16) kept.push(bytes);
  }
  return entry.fileName === propertiesEntry ? Buffer.concat(kept).toString("utf8") : null;
}
