import { expect, test } from "vitest";
import { understandClusters } from "../../src/knowledge/import-clusters.ts";

const scotlandis = {
  id: "scotlandis",
  name: "ScotlandIS",
  region: "Scotland",
  nicknames: ["Scotland IS"],
  towns: ["Edinburgh", "scotland is"],
  website: "https://scotlandis.com",
  "status-note": "Active.",
  contacts: {
    events: { role: "the events team", url: "https://scotlandis.com/events" },
    general: "the office",
  },
};

test("clusters are read with their nicknames, towns and contacts, and the federation is marked", () => {
  const outcome = understandClusters({
    federation: "uktcg",
    clusters: [{ id: "uktcg", name: "UKTCG" }, scotlandis],
  });

  expect(outcome).toMatchObject({
    kind: "understood",
    clusters: [
      { id: "uktcg", isFederation: true, status: "active", contacts: [] },
      {
        id: "scotlandis",
        isFederation: false,
        nicknames: ["scotland is", "edinburgh"],
        statusNote: "Active.",
        contacts: [
          { topic: "events", role: "the events team", address: "https://scotlandis.com/events" },
          { topic: "general", role: "the office", address: null },
        ],
      },
    ],
  });
});

test("contacts may be a list too", () => {
  const contacts = [{ topic: "policy", role: "the policy lead", email: "policy@example.org" }];
  const outcome = understandClusters({ clusters: [{ ...scotlandis, contacts }] });

  expect(outcome).toMatchObject({
    clusters: [{ contacts: [{ topic: "policy", role: "the policy lead", address: "policy@example.org" }] }],
  });
});

test.each([
  [{ clusters: [{ name: "No id" }] }, "needs an id"],
  [{ clusters: [{ id: "Scotland IS", name: "x" }] }, "an id is lower-case letters, digits and hyphens"],
  [{ clusters: [scotlandis, scotlandis] }, 'the id "scotlandis" is given twice'],
  [{ clusters: [] }, "there is no cluster in it"],
  [{ clusters: [{ ...scotlandis, website: "javascript:x" }] }, "website must be an http(s) address"],
  ["words", ""],
])("%o is refused in plain words", (content, reason) => {
  const outcome = understandClusters(content);

  expect(outcome.kind).toBe("refused");
  expect(outcome.kind === "refused" && outcome.reason).toContain(reason);
});
