import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createImportReport } from "../../src/cli/import-report.ts";
import type { DocumentEvent, ImportEvent, ImportSummary } from "../../src/knowledge/import-events.ts";
import { type Ended, runClusterbot } from "../support/command-line.ts";
import { type KeptEngine, takeEngine } from "../support/kept-engines.ts";

const refusedEvent: DocumentEvent = {
  kind: "document",
  fate: "refused",
  label: "notes\u001b[2J.pdf",
  title: null,
  reason: "it is protected by a password",
};
const summary: ImportSummary = {
  added: 1,
  replaced: 0,
  unchanged: 1,
  withdrawn: 0,
  clusters: 0,
  refused: [{ label: refusedEvent.label, reason: "it is protected by a password" }],
  dryRun: false,
};
const events: readonly ImportEvent[] = [
  { kind: "expected", documents: 3 },
  { kind: "document", fate: "added", label: "a.md", title: "A", reason: null },
  { kind: "document", fate: "unchanged", label: "b.md", title: null, reason: null },
  refusedEvent,
  { kind: "finished", summary },
];

/** What a report writes to its two outputs, the second one a terminal or not. */
async function report(
  style: { json: boolean; isTerminal: boolean },
  shown = events,
): Promise<{ out: string; err: string }> {
  const stdout = new PassThrough();
  const stderr = Object.assign(new PassThrough(), {
    isTTY: style.isTerminal,
    columns: 80,
    cursorTo: () => true,
    clearLine: () => true,
    moveCursor: () => true,
  });
  const made = createImportReport(style, { stdout, stderr });
  for (const event of shown) made.show(event);
  made.close();
  stdout.end();
  stderr.end();
  return { out: await text(stdout), err: await text(stderr) };
}

describe("what is shown", () => {
  test("in a pipe: a line for what changed and what was refused, unchanged files are only counted", async () => {
    const { out, err } = await report({ json: false, isTerminal: false });

    expect(out.split("\n")).toEqual([
      "added      a.md",
      "refused    notes�[2J.pdf: it is protected by a password",
      "Added 1, replaced 0, unchanged 1, withdrawn 0, refused 1.",
      "",
    ]);
    expect(err).toBe("");
  });

  test("on a terminal: a bar while it runs, then what was refused", async () => {
    const { out, err } = await report({ json: false, isTerminal: true });

    expect(stripVTControlCharacters(err)).toContain("of 3");
    expect(out).toContain("refused    notes�[2J.pdf: it is protected by a password\nAdded 1,");
    expect(out).not.toContain("added      a.md");
  });

  test("for a program: JSON alone", async () => {
    const { out } = await report({ json: true, isTerminal: true });

    expect(JSON.parse(out)).toMatchObject({
      added: 1,
      refused: [{ reason: "it is protected by a password" }],
      documents: [{ fate: "added", source: "a.md", title: "A" }, { fate: "unchanged" }, { fate: "refused" }],
    });
  });

  test("a dry run says that nothing was changed", async () => {
    const { out } = await report({ json: false, isTerminal: false }, [
      { kind: "finished", summary: { ...summary, dryRun: true } },
    ]);

    expect(out).toBe(
      "Nothing was changed; an import would have added 1, replaced 0, unchanged 1, withdrawn 0, refused 1.\n",
    );
  });
});

describe("the command", () => {
  // Runs on, so that each command finds it running, as beside the bot.
  let engine: KeptEngine;
  let folder = "";
  beforeAll(async () => {
    engine = await takeEngine();
    folder = await mkdtemp(join(tmpdir(), "clusterbot-import-"));
    await writeFile(
      join(folder, "clusters.yaml"),
      "federation: uktcg\nclusters: [{ id: uktcg, name: UKTCG }]\n",
    );
    await writeFile(join(folder, "good.md"), "Text");
  });
  afterAll(async () => {
    engine.giveBack();
    await rm(folder, { recursive: true, force: true });
  });

  function clusterbot(...words: readonly string[]): Promise<Ended> {
    return runClusterbot(["import", ...words], { CLUSTERBOT_DATA: engine.dataFolder, LOG_LEVEL: "silent" });
  }

  test("its exit code says whether everything went well, something was refused, or it was used wrongly", async () => {
    const good = await clusterbot(folder);
    expect(good).toMatchObject({ code: 0, err: "" });
    expect(good.out).toContain("Added 1,");

    await writeFile(join(folder, "broken.pdf"), "%PDF-");
    const partly = await clusterbot(folder, "--json");
    expect(partly.code).toBe(1);
    expect(JSON.parse(partly.out)).toMatchObject({
      unchanged: 1,
      refused: [{ label: join(folder, "broken.pdf") }],
    });

    const wrong = await clusterbot(folder, "--audience", "everybody");
    expect(wrong).toMatchObject({ code: 2, out: "" });
    expect(wrong.err).toContain("audience must be one of public, members, board");

    const unknown = await clusterbot(join(folder, "good.md"), "--cluster", "nosuch");
    expect(unknown).toMatchObject({ code: 2, out: "" });
    expect(unknown.err).toContain('the cluster "nosuch" is not known; known are uktcg');

    const withdrawn = await clusterbot("--withdraw", join(folder, "good.md"), join(folder, "never.md"));
    expect(withdrawn.code).toBe(1);
    expect(withdrawn.out).toContain("withdrawn 1,");
    expect(withdrawn.out).toContain("never.md: nothing is imported from there");
  }, 60_000);
});
