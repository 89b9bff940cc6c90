import { createReader, type Reader } from "../../../src/adapters/files/isolated-reader.ts";
import { readingLimits } from "../../../src/adapters/files/limits.ts";
import type { UnreadDocument } from "../../../src/adapters/files/read-document.ts";
import type { ReadFile } from "../../../src/knowledge/document.ts";

type Given = Partial<UnreadDocument> & { readonly text?: string };

/** Reads as an import does, in a process of its own; `close()` ends it. */
export interface TestReader {
  /** Throws when the document is refused. */
  readonly read: (mediaType: string, given: Given) => Promise<ReadFile>;
  /** Why it is refused. */
  readonly refusal: (mediaType: string, given: Given) => Promise<string>;
  readonly close: () => Promise<void>;
}

export function createTestReader(): TestReader {
  const reader: Reader = createReader(readingLimits);
  return {
    read: async (mediaType, given) => {
      const outcome = await reader.read(unread(mediaType, given));
      if (outcome.kind === "refused") throw new Error(outcome.reason);
      return outcome.file;
    },
    refusal: async (mediaType, given) => {
      const outcome = await reader.read(unread(mediaType, given));
      return outcome.kind === "refused" ? outcome.reason : "it was read";
    },
    close: () => reader.close(),
  };
}

function unread(mediaType: string, { text, ...given }: Given): UnreadDocument {
  const content = new Uint8Array(Buffer.from(text ?? ""));
  return { content, mediaType, charset: null, sidecar: null, statements: {}, ...given };
}
