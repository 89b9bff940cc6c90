import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ended, runClusterbot } from "../support/command-line.ts";
import { emptyFolder } from "../support/data-folders.ts";
import { type KeptEngine, takeEngine } from "../support/kept-engines.ts";

const position = (version: number, status: string, text: string) => `---
record: position
owner: uktcg
topic: R&D tax credits
version: ${version}
title: On R&D
${status}
audience: public
---
${text}
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
  await writeFile(
    join(folder, "1.md"),
    position(1, "status: superseded\nfrom: 2019-05-01\nuntil: 2022-11-17", "We ask for a quarter."),
  );
  await writeFile(
    join(folder, "2.md"),
    position(2, "status: adopted\nfrom: 2022-11-17", "We ask for a month."),
  );
  await writeFile(join(folder, "3.md"), position(3, "status: drafty", "We ask for a week."));
});
afterAll(async () => {
  engine.giveBack();
  await rm(folder, { recursive: true, force: true });
});

function clusterbot(...words: readonly string[]): Promise<Ended> {
  return runClusterbot(words, { CLUSTERBOT_DATA: engine.dataFolder, LOG_LEVEL: "silent" });
}

describe("positions, on the command line", { timeout: 180_000 }, () => {
  test("are imported with a folder, once, and proved from a file", async () => {
    const first = await clusterbot("import", folder);
    expect(first.code).toBe(1);
    expect(first.out).toContain("new        R&D tax credits, version 2: On R&D");
    expect(first.out).toMatch(/refused {4}\S*3\.md: Status must be one of draft, adopted/);
    expect(first.out).toContain("Positions: 2 new, 1 refused.");
    expect(first.out).toContain("Added 0,");

    const again = await clusterbot("import", join(folder, "1.md"), join(folder, "2.md"));
    expect(again).toMatchObject({ code: 0, out: "Positions: 2 unchanged.\n" });

    const file = join(folder, "proof.json");
    expect(
      await clusterbot("positions", "export", "tax credits", "--version", "1", "--out", file),
    ).toMatchObject({ code: 0, err: "" });
    const proof = await readFile(file, "utf8");
    expect(JSON.parse(proof)).toMatchObject({
      version: 1,
      text: "We ask for a quarter.",
      status: "superseded",
    });
    const holds = await clusterbot("positions", "verify", file);
    expect(holds.code).toBe(0);
    expect(holds.out).toMatch(/^Yes: /);

    const forged = join(folder, "forged.json");
    await writeFile(forged, proof.replace("a quarter", "a decade"));
    const fails = await clusterbot("positions", "verify", forged);
    expect(fails.code).toBe(1);
    expect(fails.out).toMatch(/^No: /);

    expect(await clusterbot("positions", "export", "levy")).toMatchObject({ code: 1, out: "" });
    expect(await clusterbot("positions", "verify", join(folder, "none.json"))).toMatchObject({ code: 2 });
  });
});
