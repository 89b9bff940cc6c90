import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ended, runClusterbot } from "../support/command-line.ts";
import { emptyFolder } from "../support/data-folders.ts";
import { type KeptEngine, takeEngine } from "../support/kept-engines.ts";

const inquiry = (closes: string) => `---
record: inquiry
owner: uktcg
title: AI and copyright
asker: Department for Science
closes: ${closes}
audience: public
positions: [R&D tax credits]
---
`;
const position = `---
record: position
owner: uktcg
topic: R&D tax credits
version: 1
title: On R&D
status: adopted
from: 2022-11-17
audience: public
---
We ask for a month.
`;

let engine: KeptEngine;
let folder = "";
beforeAll(async () => {
  engine = await takeEngine();
  folder = await emptyFolder();
  await writeFile(
    join(folder, "clusters.yaml"),
    "federation: uktcg\nclusters:\n  - id: uktcg\n    name: UKTCG\n    region: United Kingdom\n",
  );
  // By name it comes before the position that it names.
  await writeFile(join(folder, "a-inquiry.md"), inquiry("2099-03-30T17:00"));
  await writeFile(join(folder, "b-position.md"), position);
  await writeFile(join(folder, "c-again.md"), inquiry("2099-03-30T17:00"));
  await writeFile(join(folder, "d-wrong.md"), inquiry("30 March"));
});
afterAll(async () => {
  engine.giveBack();
  await rm(folder, { recursive: true, force: true });
});

function clusterbot(...words: readonly string[]): Promise<Ended> {
  return runClusterbot(words, { CLUSTERBOT_DATA: engine.dataFolder, LOG_LEVEL: "silent" });
}

describe("consultations, on the command line", { timeout: 180_000 }, () => {
  test("are imported with a folder, once, and what is wrong is told with its line", async () => {
    const first = await clusterbot("import", folder);
    const again = await clusterbot("import", folder);
    const asked = await clusterbot("ask", "what is our line for the AI and copyright consultation?");

    expect(first.out).toContain("new        AI and copyright (uktcg)");
    expect(first.out).toContain("c-again.md, line 4: Title: “AI and copyright” is in another file");
    expect(first.out).toContain("d-wrong.md, line 6: Closes must be a day and a time such as");
    expect(first.out).toContain("Consultations and calls for evidence: 1 new, 2 refused.");
    expect(again.out).toContain("Consultations and calls for evidence: 1 unchanged, 2 refused.");
    expect(asked.out).toContain("30 March 2099, 17:00");
    expect(asked.out).toContain("We ask for a month.");
  });
});
