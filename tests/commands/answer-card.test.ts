import { describe, expect, it } from "vitest";
import type { Answer } from "../../src/answering/answer.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { answerCard } from "../../src/commands/cards/answer-card.ts";
import { english } from "../../src/messages/english.ts";

const citation: Answer["citations"][number] = {
  number: 1,
  title: "Leaving Software Cornwall",
  url: "https://softwarecornwall.example/terms#leaving",
  quote: "Members leave by written notice.",
  audience: "members",
  asOf: "2024-06",
  cluster: "software-cornwall",
  clusterName: "Software Cornwall",
  documentId: "d1",
  sourceKey: "terms.md",
  standing: "own",
  isSample: true,
};

function anAnswer(changes: Partial<Answer>): Answer {
  return {
    kind: "answered",
    reason: null,
    sentences: [{ text: "Members leave by written notice.", citations: [1] }],
    citations: [citation],
    closest: [],
    owner: null,
    caveats: [],
    writtenBy: "extract",
    timing: {},
    ...changes,
  };
}

function textOf(reply: Reply): string {
  return JSON.stringify(reply.blocks);
}

describe("an answer as people read it", () => {
  it("puts the mark of its source behind each sentence", () => {
    const [paragraph] = answerCard(anAnswer({}), english).blocks;

    expect(paragraph).toEqual({
      type: "paragraph",
      content: [
        { type: "text", text: "Members leave by written notice." },
        { type: "citation", number: 1 },
      ],
    });
  });

  it("says whose the source is, as of when, who else may read it, and that it is a sample", () => {
    const sources = answerCard(anAnswer({}), english).blocks.at(-1);

    expect(sources).toMatchObject({
      type: "sources",
      items: [{ number: 1, note: "Software Cornwall (your cluster), as of June 2024, members only, SAMPLE" }],
    });
  });

  it("writes a caveat's date out", () => {
    const reply = answerCard(anAnswer({ caveats: [{ kind: "old", detail: "2020-06-23" }] }), english);

    expect(textOf(reply)).toContain("23 June 2020");
  });

  it("says that it doesn't know, who would, and what comes closest", () => {
    const owner = {
      cluster: "uktcg",
      clusterName: "UKTCG",
      role: "the policy lead",
      address: "https://uktcg.example/",
    };
    const { number, quote, ...closest } = citation;
    const reply = answerCard(
      anAnswer({
        kind: "abstained",
        reason: "thin-evidence",
        sentences: [],
        citations: [],
        closest: [closest],
        owner,
      }),
      english,
    );

    expect(reply.summary).toContain("I don't know");
    expect(textOf(reply)).toContain("the policy lead (UKTCG)");
    expect(reply.blocks.at(-1)).toMatchObject({
      title: "Closest sources",
      items: [{ title: "Leaving Software Cornwall" }],
    });
  });

  it.each(["no-question", "too-long", "nothing-found", "thin-evidence", "not-ours"] as const)(
    "has a sentence for not answering because of %s",
    (reason) => {
      const reply = answerCard(
        anAnswer({ kind: "abstained", reason, sentences: [], citations: [] }),
        english,
      );

      expect(reply.summary.length).toBeGreaterThan(20);
    },
  );
});
