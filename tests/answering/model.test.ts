import { describe, expect, it } from "vitest";
import { answerQuestion } from "../../src/answering/answer-question.ts";
import type { LanguageModel, ModelDraft, ModelQuestion } from "../../src/answering/language-model.port.ts";
import { BotError } from "../../src/shared/errors.ts";
import { answeringNeeds, anyone, aPassage } from "./builders.ts";

const fees = aPassage("The membership fee of Moorland Tech is £80 a year. Students pay £20.", {
  title: "Membership fees of Moorland Tech",
  clusterId: "moorland",
});
const question = "What is the membership fee of Moorland Tech?";

/** A model that writes what it is told to, and keeps what it was asked. */
function modelWriting(
  write: (question: ModelQuestion) => ModelDraft,
): LanguageModel & { asked: ModelQuestion[] } {
  const asked: ModelQuestion[] = [];
  return {
    asked,
    draft: async (given) => {
      asked.push(given);
      return write(given);
    },
  };
}

const askWith = (model: LanguageModel, asked = question) =>
  answerQuestion(asked, anyone, answeringNeeds([fees], { model }));
const firstSource = ({ sources }: ModelQuestion) => [sources[0]?.id ?? ""];

describe("An answer written by a model", () => {
  it("is given in the model's words, with the passage behind each sentence", async () => {
    const model = modelWriting((given) => ({
      sentences: [{ text: "Moorland Tech asks its members for £80 a year.", sources: firstSource(given) }],
    }));
    const answer = await askWith(model);

    expect(answer).toMatchObject({ kind: "answered", writtenBy: "model" });
    expect(answer.sentences[0]?.text).toBe("Moorland Tech asks its members for £80 a year.");
    expect(answer.citations[0]?.quote).toBe("The membership fee of Moorland Tech is £80 a year.");
  });

  it("is asked for once, with the question and the gathered passages only", async () => {
    const model = modelWriting(() => ({ sentences: [] }));
    await askWith(model);

    expect(model.asked).toHaveLength(1);
    expect(model.asked[0]).toMatchObject({ question, ownCluster: null });
    expect(model.asked[0]?.sources[0]).toMatchObject({ text: fees.text, asOf: "2026-03-01" });
  });

  it("loses the sentences that no source supports", async () => {
    const model = modelWriting((given) => ({
      sentences: [
        { text: "Students pay £20.", sources: firstSource(given) },
        { text: "Directors of Moorland Tech travel for free by helicopter.", sources: firstSource(given) },
        { text: "The membership fee is £80.", sources: ["source-99"] },
      ],
    }));

    expect((await askWith(model)).sentences.map(({ text }) => text)).toEqual(["Students pay £20."]);
  });

  it("is an abstention when the model abstains or nothing it wrote stands up", async () => {
    const silent = modelWriting(() => ({ sentences: [] }));
    const inventing = modelWriting(() => ({ sentences: [{ text: "It is £7,000.", sources: ["source-1"] }] }));

    expect(await askWith(silent)).toMatchObject({ kind: "abstained", reason: "thin-evidence" });
    expect(await askWith(inventing)).toMatchObject({ kind: "abstained", sentences: [] });
  });

  it("is replaced by quoted sentences when the model fails, and the reader is told", async () => {
    const failing: LanguageModel = {
      draft: async () => {
        throw new BotError("MODEL_FAILED");
      },
    };
    const answer = await askWith(failing);

    expect(answer).toMatchObject({ kind: "answered", writtenBy: "extract" });
    expect(answer.sentences[0]?.text).toBe("The membership fee of Moorland Tech is £80 a year.");
    expect(answer.caveats).toContainEqual({ kind: "model-failed", detail: null });
  });

  it("is not asked for when nothing was found", async () => {
    const model = modelWriting(() => ({ sentences: [] }));
    const answer = await askWith(model, "How do I bake sourdough bread?");

    expect(model.asked).toEqual([]);
    expect(answer.kind).toBe("abstained");
  });
});
