import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { applyConsent, type ConsentFacts } from "../../src/announcing/consent.ts";
import { postingRuleOf, understandConsent } from "../../src/people/announcement-consent.ts";
import { cautiousConsent } from "../../src/people/workspace.ts";

const wants = { ...cautiousConsent, holds: false, vetoHours: 4, bankHolidays: "deliver" } as const;
const now = Temporal.Instant.from("2026-12-01T08:00:30Z");
const facts: ConsentFacts = { division: null, othersOn: () => 0, nextAt: null, now };

function dueAfter(at: string, consent: typeof wants | typeof cautiousConsent, changed = {}): string {
  const promised = { at: Temporal.Instant.from(at), topic: null, isOwn: false, ...changed };
  const result = applyConsent(promised, consent, { ...facts, ...changed });
  return result.kind === "skipped" ? `skipped ${result.reason}` : `${result.kind} ${result.due}`;
}

describe("hours for a veto", () => {
  it.each([
    [
      "begin with what makes it visible there",
      "2026-12-01T09:00:00Z",
      wants,
      {},
      "goes 2026-12-01T12:01:00Z",
    ],
    [
      "change nothing of what is later anyway",
      "2026-12-01T13:00:00Z",
      wants,
      {},
      "goes 2026-12-01T13:00:00Z",
    ],
    ["are not asked of its own", "2026-12-01T09:00:00Z", wants, { isOwn: true }, "goes 2026-12-01T09:00:00Z"],
    [
      "may end in quiet hours, after which it goes out",
      "2026-12-01T09:00:00Z",
      { ...wants, quiet: { from: "11:30", until: "14:00" } },
      {},
      "goes 2026-12-01T14:00:00Z",
    ],
    [
      "leave out what the next run overtakes",
      "2026-12-01T09:00:00Z",
      wants,
      { nextAt: Temporal.Instant.from("2026-12-01T12:00:00Z") },
      "skipped next-run-first",
    ],
    [
      "mean nothing to who approves everything",
      "2026-12-01T09:00:00Z",
      { ...wants, holds: true },
      {},
      "held 2026-12-01T09:00:00Z",
    ],
  ])("%s", (_, at, consent, changed, expected) => {
    expect(dueAfter(at, consent as typeof wants, changed)).toBe(expected);
  });

  it("are told, with when it would have gone", () => {
    const promised = { at: Temporal.Instant.from("2026-12-01T09:00:00Z"), topic: null, isOwn: false };

    expect(applyConsent(promised, wants, facts).notes).toEqual([
      { note: "may-veto", hours: 4, from: "2026-12-01T09:00" },
    ]);
  });

  it.each(["hold", "veto-4", "veto-24", "veto-48", "accept"])(
    "are chosen, and shown as chosen: %s",
    (rule) => {
      const given = { posting: rule, dailyCap: "", quiet: "", bankHolidays: "skip", topics: "" };
      const understood = understandConsent(given, "Europe/London");

      expect(understood.kind === "understood" ? postingRuleOf(understood.consent) : understood.kind).toBe(
        rule,
      );
    },
  );
});
