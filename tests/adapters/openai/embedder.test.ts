import { LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openEmbedder } from "../../../src/adapters/openai/embedder.ts";

const server = new LLMock({ port: 0, strict: true });

beforeAll(() => server.start());
afterAll(() => server.stop());
beforeEach(() => {
  server.clearFixtures();
  server.clearChaos();
  server.clearRequests();
});

const anEmbedder = () =>
  openEmbedder({ apiKey: "test", baseUrl: `${server.url}/v1`, embeddingModel: "small" });

describe("the embedder", () => {
  it("gives a vector for each text, in one call", async () => {
    server.onEmbedding(/.*/, { embedding: [0.1, 0.2, 0.3] });
    const embedder = await anEmbedder();

    const vectors = await embedder.embed(["fees", "events"]);

    expect(vectors.map((vector) => vector.length)).toEqual([3, 3]);
    expect(server.getRequests()).toHaveLength(1);
    expect(embedder.model).toBe("small");
  });

  it("says so when the service fails, after one call", async () => {
    server.nextRequestError(500);
    const embedder = await anEmbedder();

    await expect(embedder.embed(["fees"])).rejects.toMatchObject({ code: "EMBEDDER_FAILED" });
    expect(server.getRequests()).toHaveLength(1);
  });

  it("is given up when whoever waits has no more patience", async () => {
    server.onEmbedding(/.*/, { embedding: [0.1] });
    server.setChaos({ latencyMs: 5_000 });
    const embedder = await anEmbedder();

    await expect(embedder.embed(["fees"], AbortSignal.timeout(100))).rejects.toMatchObject({
      code: "EMBEDDER_FAILED",
    });
  });
});
