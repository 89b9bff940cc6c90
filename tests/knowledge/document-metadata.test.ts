import { describe, expect, test } from "vitest";
import type { DocumentMetadata } from "../../src/knowledge/document.ts";
import {
  type ImportDefaults,
  type MetadataContext,
  understandDefaults,
  understandMetadata,
} from "../../src/knowledge/document-metadata.ts";

const clusters = [
  { id: "uktcg", region: "United Kingdom", isFederation: true },
  { id: "scotlandis", region: "Scotland", isFederation: false },
];

function context(given: Partial<MetadataContext> = {}): MetadataContext {
  const defaults: ImportDefaults = {};
  return {
    clusters,
    defaults,
    inferredTitle: "Inferred",
    address: null,
    resolve: (name) => `/folder/${name}`,
    ...given,
  };
}

function understood(stated: Record<string, unknown>, given: Partial<MetadataContext> = {}): DocumentMetadata {
  const outcome = understandMetadata(stated, context(given));
  if (outcome.kind === "refused") throw new Error(outcome.reason);
  return outcome.metadata;
}

function refusal(stated: Record<string, unknown>, given: Partial<MetadataContext> = {}): string {
  const outcome = understandMetadata(stated, context(given));
  return outcome.kind === "refused" ? outcome.reason : "it was understood";
}

test("a document that says nothing is for the members of the federation, never public", () => {
  expect(understood({})).toEqual({
    title: "Inferred",
    clusterId: "uktcg",
    region: "United Kingdom",
    kind: "other",
    audience: "members",
    audienceClusters: ["uktcg"],
    topics: [],
    publishedOn: null,
    effectiveFrom: null,
    effectiveUntil: null,
    url: null,
    source: null,
    isSample: false,
    supersedes: null,
    positions: [],
  });
});

test("what it says itself counts more than the importer's flags, and these more than the text", () => {
  const defaults: ImportDefaults = {
    title: "Flag",
    cluster: "scotlandis",
    audience: "board",
    kind: "news",
    published: "2020",
  };

  expect(understood({}, { defaults })).toMatchObject({
    title: "Flag",
    clusterId: "scotlandis",
    region: "Scotland",
    audience: "board",
    audienceClusters: ["scotlandis"],
    kind: "news",
    publishedOn: "2020",
  });
  expect(understood({ title: "Own", cluster: "UKTCG", audience: " Public " }, { defaults })).toMatchObject({
    title: "Own",
    clusterId: "uktcg",
    audience: "public",
    audienceClusters: [],
  });
});

test("everything a document may say is kept", () => {
  const stated = {
    "Audience Clusters": "scotlandis, uktcg",
    effective_from: 2024,
    "effective-until": "2024-02",
    published: "2024-01-15",
    url: "https://example.org/terms",
    source: "the minutes",
    topics: ["fees", " joining "],
    supersedes: "old.md",
    sample: "yes",
    layout: "page",
  };

  expect(understood(stated)).toMatchObject({
    audience: "members",
    audienceClusters: ["scotlandis", "uktcg"],
    effectiveFrom: "2024-01-01",
    effectiveUntil: "2024-02-29",
    publishedOn: "2024-01-15",
    url: "https://example.org/terms",
    topics: ["fees", "joining"],
    supersedes: "/folder/old.md",
    isSample: true,
  });
});

describe("a slip is refused, never read as something else", () => {
  test.each([
    [{ audience: "everybody" }, 'audience must be one of public, members, board, but is "everybody"'],
    [{ audience: ["public"] }, "audience must be one of"],
    [{ audience: "" }, "audience is empty; remove it or say who may read this"],
    [{ audience: null }, "audience is empty"],
    [{ audiance: "board" }, '"audiance" is not known; did you mean "audience"?'],
    [{ "audience-cluster": "uktcg" }, 'did you mean "audience-clusters"?'],
    [{ audience: "public", Audience: "board" }, "audience is given twice"],
    [
      { audience: "public", "audience-clusters": ["uktcg"] },
      "audience is public, so audience-clusters cannot limit it",
    ],
    [{ "audience-clusters": [] }, "audience-clusters is empty, so nobody could read it"],
    [
      { "audience-clusters": ["atlantis"] },
      'audience-clusters: the cluster "atlantis" is not known; known are scotlandis, uktcg',
    ],
    [{ cluster: "atlantis" }, 'the cluster "atlantis" is not known; known are scotlandis, uktcg'],
    [
      { published: "13/06/2024" },
      'published must look like 2024-06-13, 2024-06 or 2024, but is "13/06/2024"',
    ],
    [{ published: "2024-02-30" }, "published must look like"],
    [
      { "effective-from": "2024-05", "effective-until": "2024-04" },
      "effective-until (2024-04) is before effective-from (2024-05)",
    ],
    [{ url: "javascript:alert(1)" }, "url must be an http(s) address"],
    [{ kind: "speech" }, "kind must be one of event, membership"],
    [{ sample: "perhaps" }, "sample must be true or false"],
  ])("%o", (stated, reason) => {
    expect(refusal(stated)).toContain(reason);
  });

  test("several slips are told in one line", () => {
    expect(refusal({ kind: "speech", published: "soon" })).toMatch(/^kind must be .*; published must/);
  });
});

test("without a federation a document has to say its cluster", () => {
  const alone = { clusters: [{ id: "scotlandis", region: null, isFederation: false }] };

  expect(refusal({}, alone)).toContain("it does not say its cluster");
  expect(refusal({}, { clusters: [] })).toContain("no cluster is known yet");
});

test("a fetched page is cited by its address unless it names another", () => {
  const address = "https://example.org/a";

  expect(understood({}, { address }).url).toBe(address);
  expect(understood({ url: "https://example.org/b" }, { address }).url).toBe("https://example.org/b");
});

test("flags are checked by the same rules", () => {
  expect(understandDefaults({ audience: "publik", cluster: undefined })).toEqual({
    kind: "refused",
    reason: 'audience must be one of public, members, board, but is "publik"',
  });
  expect(understandDefaults({ audience: "public", title: undefined })).toEqual({
    kind: "understood",
    defaults: { audience: "public" },
  });
});
