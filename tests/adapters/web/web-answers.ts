import type { Answer, Citation } from "../../../src/answering/answer.ts";
import type { Block, Reply } from "../../../src/chat/reply.ts";

/** A source of a cluster that does not exist, with everything a citation has. */
export function aCitation(overrides: Partial<Citation> = {}): Citation {
  return {
    number: 1,
    title: "Joining and leaving the Northern Cluster",
    url: "https://cluster.example/guides/leaving#notice",
    quote: "A member may leave at the end of any quarter, with four weeks' notice in writing.",
    audience: "public",
    asOf: "2026-06",
    cluster: "northern",
    clusterName: "Northern Cluster",
    documentId: "1f0e9f3c",
    sourceKey: "guides/leaving.md",
    standing: "other",
    isSample: false,
    ...overrides,
  };
}

export function anAnswer(overrides: Partial<Answer> = {}): Answer {
  return {
    kind: "answered",
    reason: null,
    sentences: [
      { text: "A member may leave at the end of any quarter.", citations: [1] },
      { text: "Four weeks' notice in writing is enough.", citations: [1] },
      { text: "Fees paid for later quarters are returned.", citations: [2] },
    ],
    citations: [
      aCitation(),
      aCitation({
        number: 2,
        title: "Minutes of the members' assembly",
        url: "https://cluster.example/minutes/2026-05.pdf#page=3",
        quote: "It was agreed that fees paid for later quarters are returned within thirty days.",
        asOf: "2026-05-12",
        cluster: "federation",
        clusterName: "The Federation",
        standing: "federation",
      }),
    ],
    closest: [],
    owner: null,
    caveats: [{ kind: "old", detail: "2026-05" }],
    writtenBy: "extract",
    timing: { total: 12 },
    ...overrides,
  };
}

/** The reply that the core makes of an answer, near enough: sentences with marks, notes, sources. */
export function replyOf(answer: Answer): Reply {
  const notes: Block[] = answer.caveats.map((caveat) => ({
    type: "note",
    content: [{ type: "text", text: `Check before you rely on it: ${caveat.detail ?? caveat.kind}.` }],
  }));
  const content = answer.sentences.flatMap((sentence, index) => [
    { type: "text" as const, text: index === 0 ? sentence.text : ` ${sentence.text}` },
    ...sentence.citations.map((number) => ({ type: "citation" as const, number })),
  ]);
  const items = answer.citations.map(({ number, title, url, clusterName, asOf }) => ({
    number,
    title,
    url,
    note: `${clusterName}, as of ${asOf ?? "an unknown date"}`,
  }));
  return {
    summary: answer.sentences.map((sentence) => sentence.text).join(" "),
    blocks: [{ type: "paragraph", content }, ...notes, { type: "sources", title: "Sources", items }],
    data: answer,
  };
}

/** The reply to a question that no source answers. */
export function anAbstention(): Reply {
  const text =
    "I don't know: the documents that can be shown here come close, but none of them answers this.";
  const { number: _number, quote: _quote, ...closest } = aCitation({ title: "Newcomers' guide" });
  const owner = {
    cluster: "northern",
    clusterName: "Northern Cluster",
    role: "Membership secretary",
    address: null,
  };
  return {
    summary: text,
    blocks: [
      { type: "paragraph", content: [{ type: "text", text }] },
      {
        type: "paragraph",
        content: [{ type: "text", text: "Best placed to answer: Membership secretary (Northern Cluster)." }],
      },
      {
        type: "sources",
        title: "Closest sources",
        items: [
          { number: 1, title: closest.title, url: closest.url, note: "Northern Cluster, as of June 2026" },
        ],
      },
    ],
    data: anAnswer({
      kind: "abstained",
      reason: "thin-evidence",
      sentences: [],
      citations: [],
      closest: [closest],
      owner,
      caveats: [],
    }),
  };
}
