import { describe, expect, it } from "vitest";
import { type Approvable, fingerprintOf } from "../../src/announcing/fingerprint.ts";
import type { Schedule } from "../../src/announcing/schedule.ts";

describe("the fingerprint of what is approved", () => {
  const repeat: Schedule = {
    kind: "repeat",
    start: "2026-12-01T09:00",
    rule: "FREQ=DAILY",
    except: [],
    exceptBankHolidays: false,
    zone: null,
  };
  const base: Approvable = {
    content: {
      title: "Caf\u00e9",
      body: "Come.",
      topic: "skills",
      link: null,
      image: { url: "https://example.org/a.png", alt: "A" },
    },
    schedule: { kind: "once", at: "2026-12-01T09:00", zone: null },
    lateBy: 120,
    cluster: "leeds",
    aim: { audience: "public", clusters: ["leeds", "bristol"], platforms: ["slack", "discord"] },
    digest: null,
    event: null,
    destinations: [
      { platform: "slack", workspace: "T1", channel: "C1" },
      { platform: "discord", workspace: "G1", channel: "D1" },
    ],
  };
  const { content, destinations, aim } = base;
  const [one, other] = destinations;

  it.each<readonly [string, Partial<Approvable>]>([
    ["title", { content: { ...content, title: "Cafe" } }],
    ["text", { content: { ...content, body: "Come!" } }],
    ["topic", { content: { ...content, topic: null } }],
    ["link", { content: { ...content, link: "https://example.org" } }],
    ["picture", { content: { ...content, image: null } }],
    [
      "words for the picture",
      { content: { ...content, image: { url: "https://example.org/a.png", alt: "B" } } },
    ],
    ["time", { schedule: { kind: "once", at: "2026-12-01T09:01", zone: null } }],
    ["zone", { schedule: { kind: "once", at: "2026-12-01T09:00", zone: "Europe/London" } }],
    ["kind of schedule", { schedule: { kind: "now" } }],
    ["lateness", { lateBy: 60 }],
    ["cluster", { cluster: "bristol" }],
    ["event", { event: "00000000-0000-4000-8000-000000000001" }],
    ["digest", { digest: { kind: "events", days: 7 } }],
    ["audience", { aim: { ...aim, audience: "members" } }],
    ["one destination less", { destinations: one === undefined ? [] : [one] }],
    [
      "another channel",
      {
        destinations: [
          ...(one === undefined ? [] : [{ ...one, channel: "C2" }]),
          ...(other === undefined ? [] : [other]),
        ],
      },
    ],
  ])("changes with its %s", (_, change) => {
    expect(fingerprintOf({ ...base, ...change })).not.toBe(fingerprintOf(base));
  });

  it.each<readonly [string, Approvable, Approvable]>([
    ["the order of destinations", base, { ...base, destinations: destinations.toReversed() }],
    [
      "the order of keys",
      base,
      {
        destinations,
        aim,
        cluster: "leeds",
        event: null,
        lateBy: 120,
        digest: null,
        schedule: { zone: null, at: "2026-12-01T09:00", kind: "once" },
        content: { ...content, title: content.title },
      },
    ],
    ["how an accent is stored", base, { ...base, content: { ...content, title: "Cafe\u0301" } }],
    [
      "the destinations of a repeat",
      { ...base, schedule: repeat },
      { ...base, schedule: repeat, destinations: [] },
    ],
    [
      "the order in the aim",
      { ...base, schedule: repeat },
      { ...base, schedule: repeat, aim: { ...aim, clusters: ["bristol", "leeds"] } },
    ],
  ])("is the same whatever %s", (_, left, right) => {
    expect(fingerprintOf(left)).toBe(fingerprintOf(right));
    expect(fingerprintOf(left)).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each<readonly [string, Partial<Approvable>]>([
    ["days of a digest", { digest: { kind: "events", days: 8 } }],
    ["rule", { schedule: { ...repeat, rule: "FREQ=WEEKLY" } }],
    ["exceptions", { schedule: { ...repeat, except: ["2026-12-02T09:00"] } }],
    ["bank holidays", { schedule: { ...repeat, exceptBankHolidays: true } }],
    ["clusters", { aim: { ...aim, clusters: "all" } }],
    ["platforms", { aim: { ...aim, platforms: ["slack"] } }],
  ])("of a repeat changes with its %s", (_, change) => {
    expect(fingerprintOf({ ...base, schedule: repeat, ...change })).not.toBe(
      fingerprintOf({ ...base, schedule: repeat }),
    );
  });
});
