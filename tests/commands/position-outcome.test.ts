// What clusters read of an outcome, however much there is to tell.
import { expect, it } from "vitest";
import { readMarkdown } from "../../src/announcing/read-markdown.ts";
import { callContent, outcomeContent } from "../../src/commands/positions/call-content.ts";
import type { Consultation } from "../../src/directory/positions/stance.ts";
import { writeVersion } from "../../src/directory/positions/write-version.ts";
import { english } from "../../src/messages/english.ts";

const { positionCalls: words } = english;
const at = new Date("2026-12-02T09:00:00Z");

/** Forty-one clusters were asked: one signed, forty dissent at length. */
function dividing(): Consultation {
  const asked = Array.from({ length: 41 }, (_, index) => `c${index}`);
  const position = {
    id: "00000000-0000-4000-8000-000000000001",
    number: 417,
    owner: "fed",
    topic: "Skills",
    alsoCalled: [],
    audience: "public",
    audienceClusters: [],
    isSample: false,
    isEdited: false,
  } as const;
  const { fingerprint, ...written } = writeVersion(position.id, {
    title: "On skills",
    text: "We ask for a levy. ".repeat(600),
    quorum: { kind: "count", signatures: 1 },
    asked,
    closes: null,
    embargoUntil: null,
    reviewOn: null,
    link: null,
    author: null,
  });
  const version = {
    ...written,
    fingerprint,
    id: position.id,
    position,
    version: 1,
    status: "adopted",
    withdrawnBecause: null,
    effectiveFrom: "2026-12-02",
    effectiveUntil: null,
    openedAt: at,
    adoptedAt: at,
    revision: 3,
  } as const;
  const stances = asked.map((cluster, index) => {
    const said =
      index === 0
        ? { kind: "sign" as const, reason: null }
        : { kind: "dissent" as const, reason: "*No* _not_ so. ".repeat(90) };
    return { cluster, ...said, account: null, role: "signatory", at, fingerprint };
  });
  return {
    version,
    asked: asked.map((cluster) => ({ cluster, name: `Tech Cluster ${cluster}`, leftAt: null })),
    stances,
  };
}

it("is no longer than an announcement, and says what it leaves out and where to read it", () => {
  const { body } = outcomeContent(dividing(), { replaced: null }, english);

  expect(body.length).toBeLessThanOrEqual(12_000);
  expect(body).toContain(words.moreDissents(28));
  expect(body).toContain(" …\n\n");
  // Whoever reads it need not be somebody who works on it.
  expect(body.endsWith(words.readLine("P417"))).toBe(true);
});

it.each([
  ["a comment", "We ask for a levy.\n\n<!-- And for hidden taxes. -->"],
  ["a comment without end", "We ask for a levy.\n\n<!-- And for hidden taxes."],
  ["a link to nothing", "We ask for a levy.\n\n[//]: # (And for hidden taxes.)"],
  ["a footnote", "We ask for a levy.\n\n> [^1]: And for hidden taxes."],
  ["what is said of code", "We ask for a levy.\n\n```text And for hidden taxes.\ncode\n```"],
  ["code without end", "We ask for a levy.\n\n```\nAnd for hidden taxes."],
  ["the title of a link", 'We ask for [a levy](https://example.org "And for hidden taxes.").'],
])("hides nothing of what is to be signed, nor the tally below it, by %s", (_, text) => {
  const { version, ...rest } = dividing();
  const asked = { ...rest, version: { ...version, text, status: "consulting" as const } };
  const shown = readMarkdown(callContent(asked, english).body);

  expect(JSON.stringify(shown)).toContain("hidden taxes.");
  expect(shown.some((block) => block.type !== "code" && JSON.stringify(block).includes("have signed"))).toBe(
    true,
  );
});
