import type { DocumentMetadata } from "../../src/knowledge/document.ts";
import type { DocumentToStore } from "../../src/knowledge/document-store.port.ts";

type Written = Partial<DocumentMetadata> & {
  readonly text?: string;
  readonly headingPath?: readonly string[];
};

/** A public document of Tech North with one passage; `clusterId` and `audience` say otherwise. */
export function aDocument(sourceKey: string, written: Written = {}): DocumentToStore {
  const { text = "Nothing in particular.", headingPath = [], ...metadata } = written;
  const clusterId = metadata.clusterId ?? "north";
  const isPublic = (metadata.audience ?? "public") === "public";
  return {
    sourceKey,
    fingerprint: "1",
    mediaType: "text/plain",
    metadata: {
      title: "Untitled",
      clusterId,
      region: null,
      kind: "other",
      audience: "public",
      audienceClusters: isPublic ? [] : [clusterId],
      topics: [],
      publishedOn: null,
      effectiveFrom: null,
      effectiveUntil: null,
      url: null,
      source: null,
      isSample: false,
      supersedes: null,
      positions: [],
      ...metadata,
    },
    passages: [{ ordinal: 0, headingPath, anchor: "place", page: null, text }],
  };
}

/** The same with a passage for each text. */
export function withPassages(sourceKey: string, title: string, texts: readonly string[]): DocumentToStore {
  const passages = texts.map((text, ordinal) => ({
    ordinal,
    headingPath: [],
    anchor: null,
    page: null,
    text,
  }));
  return { ...aDocument(sourceKey, { title }), passages };
}
