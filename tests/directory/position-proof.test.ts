import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { PositionVersion } from "../../src/directory/positions/position.ts";
import { positionFingerprint } from "../../src/directory/positions/position-fingerprint.ts";
import { checkProof, PositionProof, proofOf } from "../../src/directory/positions/position-proof.ts";

const said = { position: "8d1f", title: "On skills", text: "We ask for more.\n\nAnd soon." };
const fingerprint = positionFingerprint(said);
const at = new Date("2026-12-02T09:00:00Z");

const version: PositionVersion = {
  id: "v",
  position: {
    id: said.position,
    number: 7,
    owner: "fed",
    topic: "Skills",
    alsoCalled: [],
    audience: "public",
    audienceClusters: [],
    isSample: false,
    isEdited: false,
  },
  version: 3,
  title: said.title,
  text: said.text,
  fingerprint,
  status: "adopted",
  withdrawnBecause: null,
  effectiveFrom: "2026-12-18",
  effectiveUntil: null,
  embargoUntil: null,
  reviewOn: null,
  quorum: { kind: "share", percent: 60 },
  closes: null,
  author: null,
  openedAt: new Date("2026-12-01T09:00:00Z"),
  adoptedAt: new Date("2026-12-18T17:00:00Z"),
  link: null,
  revision: 4,
};
const stance = { reason: null, account: "slack:T1/U1", role: "signatory", at, fingerprint, replacedAt: null };
const proof = proofOf(
  {
    version,
    asked: ["c1", "c2", "c3", "c4"].map((cluster) => {
      return { cluster, name: cluster, leftAt: cluster === "c4" ? at : null };
    }),
    stances: [
      { ...stance, cluster: "c1", kind: "abstain", replacedAt: new Date("2026-12-03T09:00:00Z") },
      { ...stance, cluster: "c1", kind: "sign", at: new Date("2026-12-03T09:00:00Z") },
      { ...stance, cluster: "c2", kind: "sign" },
      { ...stance, cluster: "c3", kind: "dissent", reason: "Too little." },
      { ...stance, cluster: "c4", kind: "sign" },
    ],
  },
  at,
);
const [, signed] = proof.stances;
if (signed === undefined) throw new Error("there are five");

describe("a proof of a version", () => {
  it("holds, after it was a file as well", () => {
    const read = PositionProof.parse(JSON.parse(JSON.stringify(proof)));

    expect(checkProof(read)).toEqual([]);
    expect(read.tally).toEqual({ asked: 3, signed: 2, abstained: 0, dissented: 1 });
    expect(read.stances).toHaveLength(5);
  });

  it("can be computed by what it says of its fingerprint", () => {
    const parts = ["clusterbot-position-1", proof.position.id, proof.title, proof.text];
    const computed = createHash("sha256")
      .update(`${parts.join("\n")}\n`)
      .digest("hex");

    expect(computed).toBe(proof.fingerprint);
    expect(proof.howFingerprint).toContain("clusterbot-position-1");
  });

  it.each([
    ["another text", { text: "We ask for less." }, "fingerprint"],
    ["another title", { title: "On skill" }, "fingerprint"],
    ["another position", { position: { ...proof.position, id: "x" } }, "fingerprint"],
    ["another tally", { tally: { ...proof.tally, signed: 3 } }, "tally"],
    ["a stance less", { stances: proof.stances.slice(0, 3) }, "tally"],
    ["a cluster that was not asked", { asked: proof.asked.slice(1) }, "not-asked"],
    ["a cluster that counts twice", { stances: [...proof.stances, signed] }, "twice"],
    ["a quorum that is not met", { quorum: { kind: "count" as const, signatures: 3 } }, "quorum"],
    ["a draft made the line", { adoption: { at: null, from: null, until: null } }, "status"],
    ["a line made a draft", { status: "draft" as const }, "status"],
    ["a withdrawal that is none", { withdrawnBecause: "taken-back" as const }, "status"],
    ["a line without its end", { status: "superseded" as const }, "status"],
    [
      "a dissent without a reason",
      { stances: proof.stances.map((one) => ({ ...one, reason: null })) },
      "without-reason",
    ],
    [
      "a stance from after the adoption",
      { stances: proof.stances.map((one) => ({ ...one, at: "2026-12-19T09:00:00Z" })) },
      "after-adoption",
    ],
  ])("does not hold with %s", (_, changed, kind) => {
    expect(checkProof({ ...proof, ...changed }).map((problem) => problem.kind)).toContain(kind);
  });
});
