import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalText, positionFingerprint } from "../../src/directory/positions/position-fingerprint.ts";
import { endOf, type Quorum, quorumState, signaturesNeeded } from "../../src/directory/positions/quorum.ts";

const share = (percent: number): Quorum => ({ kind: "share", percent });
const count = (signatures: number): Quorum => ({ kind: "count", signatures });
const tally = (asked: number, ...[signed, abstained = 0, dissented = 0]: number[]) => {
  return { asked, signed: signed ?? 0, abstained, dissented };
};

describe("a quorum", () => {
  it.each([
    ["of two thirds of 9", share(67), 9, 7],
    ["of half of 9", share(50), 9, 5],
    ["of all of 3", share(100), 3, 3],
    ["of a share of nobody", share(50), 0, 1],
    ["of eight", count(8), 30, 8],
  ] as const)("%s needs this many signatures", (_, quorum, asked, needed) => {
    expect(signaturesNeeded(quorum, asked)).toBe(needed);
  });

  it.each([
    ["enough have signed", share(60), tally(5, 3), "met"],
    ["the others may still sign", share(60), tally(5, 2, 1), "open"],
    ["too many have said something else", share(60), tally(5, 2, 1, 2), "out-of-reach"],
    ["more are needed than are asked", count(8), tally(5, 5), "out-of-reach"],
    ["a cluster has left, and the share is of those that stayed", share(60), tally(4, 3), "met"],
  ] as const)("is what it is when %s", (_, quorum, counted, state) => {
    expect(quorumState(quorum, counted)).toBe(state);
  });

  it.each([
    ["is met, and some have not answered", tally(5, 3), false, "goes-on"],
    ["is met, and its time is over", tally(5, 3), true, "adopt"],
    ["is met, and everybody has answered", tally(5, 3, 1, 1), false, "adopt"],
    ["is not met, and everybody has answered", tally(5, 1, 2, 2), false, "goes-on"],
    ["is not met, and its time is over", tally(5, 1, 2, 2), true, "end-without-quorum"],
    ["asks nobody", tally(0, 0), false, "goes-on"],
  ] as const)("ends a consultation, or does not, when it %s", (_, counted, isOver, end) => {
    expect(endOf(share(60), counted, isOver)).toBe(end);
  });
});

describe("a fingerprint", () => {
  const text = { position: "p", title: "On skills", text: "We ask for more.\n\nAnd soon." };

  it("is the same however the same text is encoded", () => {
    const other = { ...text, text: "We ask for more.  \r\n\r\nAnd soon.\n" };
    expect(positionFingerprint(other)).toBe(positionFingerprint(text));
    expect(positionFingerprint({ ...text, title: "Cafe\u0301" })).toBe(
      positionFingerprint({ ...text, title: "Caf\u00e9" }),
    );
  });

  it("is another for another text, title or position, and nothing slips from one into the other", () => {
    const others = [
      { ...text, text: "We ask for more.\n\nAnd soon" },
      { ...text, title: "On skill" },
      { ...text, position: "q" },
      { ...text, title: "On skills\nWe ask for more.", text: "And soon." },
    ];
    const all = [text, ...others].map(positionFingerprint);
    expect(new Set(all).size).toBe(all.length);
  });

  it("is of a text in a form that does not change again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (written) => {
        expect(canonicalText(canonicalText(written))).toBe(canonicalText(written));
      }),
    );
  });
});
