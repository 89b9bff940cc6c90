import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { unknownReader } from "../../src/cli/ask.ts";
import { type Ended, runClusterbot } from "../support/command-line.ts";
import { type KeptEngine, takeEngine } from "../support/kept-engines.ts";

describe("asking on the command line", () => {
  // Runs on, so that each command finds it running, as beside the bot.
  let engine: KeptEngine;
  let folder = "";
  beforeAll(async () => {
    engine = await takeEngine();
    folder = await mkdtemp(join(tmpdir(), "clusterbot-ask-"));
    const clusters = "federation: uktcg\nclusters: [{ id: uktcg, name: UKTCG }, { id: ours, name: Ours }]\n";
    await writeFile(join(folder, "clusters.yaml"), clusters);
  });
  afterAll(async () => {
    engine.giveBack();
    await rm(folder, { recursive: true, force: true });
  });

  function clusterbot(...words: readonly string[]): Promise<Ended> {
    return runClusterbot(words, { CLUSTERBOT_DATA: engine.dataFolder, LOG_LEVEL: "silent" });
  }

  test("an installation without documents says so and how to add some; a reader of no known cluster is wrong use", async () => {
    const question = "How do you leave Software Cornwall?";
    const empty = await clusterbot("ask", question, "--as", "member:anything", "--json");
    expect(empty.code).toBe(1);
    expect(empty.err).toContain("There are no documents yet");
    expect(empty.err).toContain("npm start");
    expect(empty.err).toContain("import <file or folder>");
    expect(JSON.parse(empty.out)).toMatchObject({ kind: "abstained" });

    await clusterbot("import", join(folder, "clusters.yaml"));
    const wrong = await clusterbot("ask", question, "--as", "member:nosuch");
    expect(wrong).toMatchObject({ code: 2, out: "" });
    expect(wrong.err).toContain(
      'The cluster "nosuch" in --as member:nosuch is not known; known are ours, uktcg.',
    );
  }, 60_000);

  test.each([
    ["public", true],
    ["board", true],
    ["member:ours", true],
    ["board:ours", true],
    ["board:nosuch", false],
  ])("the reader %s is allowed: %s", (as, isAllowed) => {
    expect(unknownReader(as, [{ id: "ours" }]) === null).toBe(isAllowed);
  });
});
