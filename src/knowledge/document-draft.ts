import { z } from "zod";
import { audiences } from "../shared/audience.ts";
import { documentKinds } from "./document.ts";

/** What somebody entered about a document they hand in; it counts where the document itself says nothing. */
export const EnteredDetails = z.object({
  title: z.string().nullable(),
  kind: z.enum(documentKinds).nullable(),
  audience: z.enum(audiences).nullable(),
  /** ISO date of any exactness. */
  published: z.string().nullable(),
  /** ISO days, both included. */
  effectiveFrom: z.string().nullable(),
  effectiveUntil: z.string().nullable(),
  /** Dates as they were written that could not be understood. */
  unclear: z.array(z.string()),
});
export type EnteredDetails = z.infer<typeof EnteredDetails>;

/** Where a draft's text is to come from: a file that came with a request (chat/request.ts, Attachment), or a page. */
export const HandedIn = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("file"),
    name: z.string(),
    address: z.string(),
    mediaType: z.string().nullable(),
    size: z.number().int().nonnegative().nullable(),
  }),
  z.object({ kind: z.literal("link"), address: z.string() }),
]);
export type HandedIn = z.infer<typeof HandedIn>;

const DraftMetadata = z.object({
  title: z.string(),
  clusterId: z.string(),
  region: z.string().nullable(),
  kind: z.enum(documentKinds),
  audience: z.enum(audiences),
  audienceClusters: z.array(z.string()),
  topics: z.array(z.string()),
  publishedOn: z.string().nullable(),
  effectiveFrom: z.string().nullable(),
  effectiveUntil: z.string().nullable(),
  url: z.string().nullable(),
  source: z.string().nullable(),
  isSample: z.boolean(),
  supersedes: z.string().nullable(),
  // Drafts that were kept before documents could say this are still read.
  positions: z.array(z.string()).default([]),
});

const DraftPassage = z.object({
  ordinal: z.number().int(),
  headingPath: z.array(z.string()),
  anchor: z.string().nullable(),
  page: z.number().int().nullable(),
  text: z.string(),
});

/** What a reader made of a document that was handed in: does not change when its details do. */
export const ReadFacts = z.object({
  /** The file's name or the page's address, as the person knows it. */
  label: z.string(),
  mediaType: z.string(),
  contentFingerprint: z.string(),
  inferredTitle: z.string(),
  /** Where a page was found in the end; null for a file. */
  address: z.string().nullable(),
  /** What the document says of itself, unchecked. */
  statements: z.record(z.string(), z.unknown()),
  /** Pages of a PDF; null where there are none. */
  pages: z.number().int().nullable(),
  passages: z.array(DraftPassage),
});
export type ReadFacts = z.infer<typeof ReadFacts>;

/** A document read, understood and split, and not yet published; kept as JSON in its draft. */
export const PreparedDocument = z.object({
  facts: ReadFacts,
  entered: EnteredDetails,
  metadata: DraftMetadata,
  /** Which of the entered details the document's own words overrule. */
  overruled: z.array(z.enum(["title", "kind", "audience", "published", "effective"])),
  /** It says that it replaces something that is none of this cluster's documents. */
  replacesUnknown: z.boolean(),
});
export type PreparedDocument = z.infer<typeof PreparedDocument>;

/** Something that was handed in and nobody has published yet. */
export interface DocumentDraft {
  readonly id: string;
  /** Null until it is said whose it is. */
  readonly clusterId: string | null;
  /** Account of who handed it in. */
  readonly reference: string;
  /** Source key of the document it will be; null until that is known. */
  readonly sourceKey: string | null;
  readonly handedIn: HandedIn | null;
  /** Null until it is read. */
  readonly prepared: PreparedDocument | null;
  /** Id of the document it became; null while it is a draft. */
  readonly publishedAs: string | null;
  readonly expiresAt: Date;
}

/** What whoever hands a document in should look at before it is published. */
export type DraftWarning =
  | { readonly kind: "pages-without-text"; readonly pages: readonly number[] }
  | { readonly kind: "dates-unclear"; readonly written: string }
  | { readonly kind: "very-short"; readonly words: number }
  | { readonly kind: "overruled"; readonly detail: PreparedDocument["overruled"][number] }
  | { readonly kind: "replaces-unknown" };

/** Below this a document is more likely a cover sheet than a source. */
const shortWords = 40;

/** What the draft itself shows; what it has in common with other documents only the records know. */
export function warningsOf(prepared: PreparedDocument): readonly DraftWarning[] {
  const { facts, entered, overruled, replacesUnknown } = prepared;
  const pages = pagesWithoutText(facts);
  const words = facts.passages.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
  return [
    ...(pages.length > 0 ? [{ kind: "pages-without-text", pages } as const] : []),
    ...entered.unclear.map((written) => ({ kind: "dates-unclear", written }) as const),
    ...(words < shortWords ? [{ kind: "very-short", words } as const] : []),
    ...overruled.map((detail) => ({ kind: "overruled", detail }) as const),
    ...(replacesUnknown ? [{ kind: "replaces-unknown" } as const] : []),
  ];
}

function pagesWithoutText({ pages, passages }: ReadFacts): readonly number[] {
  const withText = new Set(passages.map(({ page }) => page));
  return Array.from({ length: pages ?? 0 }, (_, index) => index + 1).filter((page) => !withText.has(page));
}
