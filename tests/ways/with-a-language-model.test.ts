// The same way with a key: the model writes, every sentence is checked against the sources, and when the model
// fails the quoted answer is given and says so.
import { LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { english } from "../../src/messages/english.ts";
import { type BotBetweenFakes, startBotBetweenFakes } from "../support/running-bot.ts";

const documents = {
  "leaving.md": `---
title: Leaving North Cluster
cluster: north
kind: membership
audience: public
published: 2026-05-04
url: https://north.example/leaving
---
# Notice

Members of North Cluster leave by giving one month of written notice to the office.
`,
};

const question = "How do members leave North Cluster?";
const model = new LLMock({ port: 0, strict: true });
let between: BotBetweenFakes;

beforeAll(async () => {
  model.onEmbedding(/.*/, { embedding: [0.6, 0.8, 0] });
  await model.start();
  between = await startBotBetweenFakes(documents, {
    environment: { OPENAI_BASE_URL: `${model.url}/v1`, OPENAI_API_KEY: "test" },
  });
});
afterAll(async () => {
  await between.close();
  await model.stop();
});
beforeEach(() => {
  between.discord.world.messages.length = 0;
  model.clearFixtures();
  model.onEmbedding(/.*/, { embedding: [0.6, 0.8, 0] });
});

/** The model answers with these sentences, each naming the first source it was shown. */
function theModelWrites(...sentences: string[]): void {
  model.on({ userMessage: /North Cluster/ }, (call) => {
    const [, id = ""] = /<source id=\\?"([^"\\]+)/.exec(JSON.stringify(call.messages)) ?? [];
    return { content: JSON.stringify({ sentences: sentences.map((text) => ({ text, sources: [id] })) }) };
  });
}

async function answer(): Promise<string> {
  between.discord.mention(question);
  await vi.waitFor(() => expect(between.discord.seen()).toHaveLength(1), { timeout: 10_000 });
  return between.discord.seen()[0]?.content ?? "";
}

describe("with a language model", () => {
  it("the model's own words are given, with the source they rest on", async () => {
    theModelWrites("You leave North Cluster with one month of written notice to its office.");

    const text = await answer();

    expect(text).toContain("You leave North Cluster with one month of written notice");
    expect(text).toContain("https://north.example/leaving#notice");
  });

  it("a sentence that the source does not support is left out", async () => {
    theModelWrites(
      "You leave North Cluster with one month of written notice to its office.",
      "There is also a cancellation fee of 500 euros payable in Luxembourg.",
    );

    const text = await answer();

    expect(text).toContain("one month of written notice");
    expect(text).not.toMatch(/500|Luxembourg/);
  });

  it("a model that fails is replaced by quoted sentences, and the answer says so", async () => {
    model.nextRequestError(500);
    model.nextRequestError(500);

    const text = await answer();

    expect(text).toContain(
      "Members of North Cluster leave by giving one month of written notice to the office.",
    );
    expect(text).toContain(english.answer.caveat["model-failed"]);
  });

  it("every passage gets its vector behind the scenes", async () => {
    const { pool } = between.bot.core.database;
    const count = async () =>
      (await pool.query("SELECT count(*)::int AS count FROM passage_embedding")).rows[0]?.count;

    await vi.waitFor(
      async () => expect(await count()).toBe((await between.bot.core.documents.count()).passages),
      { timeout: 15_000 },
    );
  });
});
