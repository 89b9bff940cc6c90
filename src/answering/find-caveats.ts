import type { FoundPassage } from "../knowledge/passage-search.port.ts";
import type { Caveat } from "./answer.ts";
import type { Draft } from "./draft-answer.ts";
import type { Evidence } from "./gather-evidence.ts";

/** Older than this, the newest source gets a word of warning. */
const oldAfterYears = 2;

/** What the reader must know beside the answer, judged by the sources it cites. `today` is an ISO date. */
export function findCaveats(
  cited: readonly FoundPassage[],
  draft: Draft,
  circumstances: { readonly found: Evidence; readonly today: string; readonly isPartial: boolean },
): Caveat[] {
  const { found, today, isPartial } = circumstances;
  return [
    isPartial ? { kind: "only-part" as const, detail: null } : null,
    draft.modelFailed ? { kind: "model-failed" as const, detail: null } : null,
    superseded(cited, found),
    disagreement(cited, draft),
    ageOf(cited, today),
    notYetInForce(cited, today),
    expired(cited, today),
    cited.some((passage) => passage.isSample) ? { kind: "sample" as const, detail: null } : null,
  ].filter((caveat) => caveat !== null);
}

/** Names the newer document only when it was found, and so may be read; else the one that was replaced. */
function superseded(cited: readonly FoundPassage[], found: Evidence): Caveat | null {
  const citedDocuments = new Set(cited.map((passage) => passage.documentId));
  const old = cited.find(
    ({ supersededById }) => supersededById !== null && !citedDocuments.has(supersededById),
  );
  if (old === undefined) return null;
  const newer = found.passages.find((passage) => passage.documentId === old.supersededById);
  return { kind: "superseded", detail: newer?.title ?? old.title };
}

function disagreement(cited: readonly FoundPassage[], draft: Draft): Caveat | null {
  if (draft.disagreement === null) return null;
  const areCited = draft.disagreement.some((passage) => cited.includes(passage));
  const titles = draft.disagreement.map((passage) => `${passage.title} (${passage.clusterName})`);
  return areCited ? { kind: "sources-disagree", detail: titles.join("; ") } : null;
}

function ageOf(cited: readonly FoundPassage[], today: string): Caveat | null {
  const dates = cited.map(({ publishedOn, effectiveFrom }) => publishedOn ?? effectiveFrom);
  const newest = dates
    .filter((date) => date !== null)
    .toSorted()
    .at(-1);
  if (newest === undefined || dates.includes(null)) return null;
  const limit = `${Number(today.slice(0, 4)) - oldAfterYears}${today.slice(4)}`;
  return newest < limit.slice(0, newest.length) ? { kind: "old", detail: newest } : null;
}

function notYetInForce(cited: readonly FoundPassage[], today: string): Caveat | null {
  const dates = cited.flatMap(({ effectiveFrom }) => (effectiveFrom === null ? [] : [effectiveFrom]));
  const future = dates.filter((date) => date > today).toSorted();
  return future[0] === undefined ? null : { kind: "not-yet-in-force", detail: future[0] };
}

function expired(cited: readonly FoundPassage[], today: string): Caveat | null {
  const dates = cited.flatMap(({ effectiveUntil }) => (effectiveUntil === null ? [] : [effectiveUntil]));
  const past = dates.filter((date) => date < today).toSorted();
  return past[0] === undefined ? null : { kind: "expired", detail: past[0] };
}
