import { z } from "zod";

/** A source an answer rests on, or comes close to. `asOf` is the source's own date, ISO, as exact as known. */
export const Citation = z.object({
  /** From 1, in the order of first use; sentences refer to it. */
  number: z.number().int().positive(),
  title: z.string(),
  /** Link to the place: with `#anchor` or `#page=3` where known; null when the source has no address. */
  url: z.string().nullable(),
  /** The words of the source the answer rests on, verbatim. */
  quote: z.string(),
  audience: z.enum(["public", "members", "board"]),
  asOf: z.string().nullable(),
  cluster: z.string(),
  clusterName: z.string(),
  documentId: z.string(),
  sourceKey: z.string(),
  /** How the source stands to the asker: their own cluster, the federation, another cluster. */
  standing: z.enum(["own", "federation", "other"]),
  isSample: z.boolean(),
});
export type Citation = z.infer<typeof Citation>;

export const AnswerSentence = z.object({
  text: z.string(),
  /** Numbers of the citations it rests on, at least one. */
  citations: z.array(z.number().int().positive()),
});
export type AnswerSentence = z.infer<typeof AnswerSentence>;

/** A source that comes close where no answer is given. */
export const ClosestSource = Citation.omit({ number: true, quote: true });
export type ClosestSource = z.infer<typeof ClosestSource>;

/** Who could answer: a role at a cluster, never a person. */
export const Owner = z.object({
  cluster: z.string(),
  clusterName: z.string(),
  role: z.string(),
  address: z.string().nullable(),
});
export type Owner = z.infer<typeof Owner>;

/** Something the reader must know beside the answer; sentences stand in the message catalogue by `kind`. */
export const Caveat = z.object({
  kind: z.enum([
    "old",
    "superseded",
    "sources-disagree",
    "only-part",
    "model-failed",
    "sample",
    "not-yet-in-force",
    "expired",
  ]),
  /** What the sentence is filled with, e.g. a date or a title. */
  detail: z.string().nullable(),
});
export type Caveat = z.infer<typeof Caveat>;

/**
 * What came of a question.
 * - `answered`: every sentence rests on citations. `partial`: the same, but part of the question stays open.
 * - `abstained`: nothing readable supports an answer; `closest` and `owner` say where to go on.
 */
export const Answer = z.object({
  kind: z.enum(["answered", "partial", "abstained"]),
  /** Why nothing was answered; null otherwise. */
  reason: z.enum(["no-question", "too-long", "nothing-found", "thin-evidence", "not-ours"]).nullable(),
  sentences: z.array(AnswerSentence),
  citations: z.array(Citation),
  closest: z.array(ClosestSource),
  owner: Owner.nullable(),
  caveats: z.array(Caveat),
  writtenBy: z.enum(["extract", "model"]),
  /** Milliseconds spent, by step. */
  timing: z.record(z.string(), z.number()),
});
export type Answer = z.infer<typeof Answer>;

/** An answer that says nothing; why, and where to go on, is added to it. */
export const silence = {
  kind: "abstained",
  sentences: [],
  citations: [],
  closest: [],
  owner: null,
  caveats: [],
  writtenBy: "extract",
} satisfies Partial<Answer>;
