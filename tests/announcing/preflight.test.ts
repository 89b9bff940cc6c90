import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import type { Planned } from "../../src/announcing/forecast.ts";
import type { RefusalReason } from "../../src/announcing/poster.port.ts";
import type { Schedule } from "../../src/announcing/schedule.ts";
import { type At, at, check, consent, ready, refused } from "../support/a-preflight.ts";

const newYork = {
  externalId: "G1",
  platform: "discord",
  consent: { ...consent, zone: "America/New_York" },
} as const;

describe("what each destination will see, before anybody approves", () => {
  it.each<readonly [string, At, Partial<Planned>, readonly string[]]>([
    ["goes out by its clock", {}, {}, ["Goes out Tuesday 1 December 2026, 09:00 GMT"]],
    [
      "in its own zone",
      { workspace: newYork, division: null },
      {},
      ["Goes out Tuesday 1 December 2026, 09:00 GMT-5"],
    ],
    [
      "in one zone for all, told by its own clock",
      { workspace: newYork, division: null },
      { schedule: { kind: "once", at: "2026-12-01T09:00", zone: "Europe/London" } },
      ["Goes out Tuesday 1 December 2026, 04:00 GMT-5"],
    ],
    ["at once", {}, { schedule: { kind: "now" } }, ["Goes out Monday 30 November 2026, 12:00 GMT"]],
    [
      "at a time the clocks skip",
      {},
      { schedule: { kind: "once", at: "2027-03-28T01:30", zone: null } },
      [
        "Goes out Sunday 28 March 2027, 02:30 BST",
        "01:30 does not exist on Sunday 28 March 2027, when the clocks change; it goes out at 02:30 BST.",
      ],
    ],
    [
      "at one that comes twice",
      {},
      { schedule: { kind: "once", at: "2027-10-31T01:30", zone: null } },
      [
        "Goes out Sunday 31 October 2027, 01:30 BST",
        "01:30 comes twice on Sunday 31 October 2027, when the clocks change; it goes out the first time, at 01:30 BST.",
      ],
    ],
    [
      "held, and moved out of quiet hours",
      { workspace: { consent: { ...consent, holds: true, quiet: { from: "08:00", until: "10:00" } } } },
      {},
      [
        "Held (somebody there approves what others announce); meant for Tuesday 1 December 2026, 10:00 GMT",
        "Tuesday 1 December 2026, 09:00 is in their quiet hours; moved to Tuesday 1 December 2026, 10:00.",
      ],
    ],
    [
      "above the daily cap",
      { workspace: { consent: { ...consent, dailyCap: 1 } }, othersOn: () => 1 },
      {},
      [
        "Held (as many announcements a day as they want are planned already); meant for Tuesday 1 December 2026, 09:00 GMT",
      ],
    ],
    [
      "on a topic they don't want",
      { workspace: { consent: { ...consent, optedOutTopics: ["skills"] } } },
      {},
      ["Left out: they don't want announcements on this topic"],
    ],
    [
      "its own, into its quiet hours",
      {
        workspace: {
          cluster: "uktcg",
          consent: { ...consent, holds: true, quiet: { from: "08:00", until: "10:00" } },
        },
      },
      {},
      [
        "Goes out Tuesday 1 December 2026, 09:00 GMT",
        "That is in this workspace's quiet hours, which end Tuesday 1 December 2026, 10:00; your own announcements go out all the same.",
      ],
    ],
    [
      "where it may not attach",
      { examined: { ...ready, mayAttach: false } },
      { content: { topic: null, image: { url: "https://example.org/a.png", alt: "A" } } },
      ["Won't work: the bot may not add pictures in that channel"],
    ],
    [
      "may not attach, without a picture",
      { examined: { ...ready, mayAttach: false } },
      {},
      ["Goes out Tuesday 1 December 2026, 09:00 GMT"],
    ],
    [
      "over a limit",
      { parts: 11 },
      {},
      ["Won't work: it would take too many messages there; shorten it", "Takes 11 messages there."],
    ],
    [
      "unknown, or not to be looked up",
      { examined: { kind: "unknown", detail: "timeout" } },
      {},
      ["Goes out Tuesday 1 December 2026, 09:00 GMT", "I couldn't find out about this channel just now."],
    ],
    [
      "a members' announcement in a channel shared with others",
      {
        workspace: { channels: [{ channel: "C1", purposes: ["announcements"], audience: "members" }] },
        examined: { ...ready, isShared: true },
      },
      { audience: "members" },
      ["Won't work: the channel is shared with another organisation, and this is not public"],
    ],
    [
      "a members' announcement in a public channel",
      {},
      { audience: "members" },
      ["Won't work: more people read that channel than it is for"],
    ],
    [
      "passed there a while ago",
      {},
      { schedule: { kind: "once", at: "2026-11-30T11:00", zone: null } },
      [
        "Goes out Monday 30 November 2026, 12:00 GMT",
        "Monday 30 November 2026, 11:00 has just passed there; it goes out at once.",
      ],
    ],
    [
      "passed there too long ago",
      {},
      { schedule: { kind: "once", at: "2026-11-30T09:59", zone: null } },
      ["Its time there has passed by too long: I would ask you what to do."],
    ],
  ])("%s", (_, destination, changes, shown) => {
    expect(check([at(destination)], changes).shown).toEqual([shown]);
  });

  it.each<readonly [RefusalReason, string]>([
    ["token-dead", "the bot's access to that workspace has ended; install it there again"],
    ["not-in-channel", "the bot is not in that channel; invite it there"],
    ["channel-archived", "the channel is archived"],
    ["may-not-post", "the bot may not write in that channel"],
  ])("where it will fail for certain: %s", (reason, why) => {
    expect(check([at({ examined: refused(reason) })]).shown).toEqual([[`Won't work: ${why}`]]);
  });

  const weekdays: Schedule = {
    kind: "repeat",
    start: "2026-11-30T09:00",
    rule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    except: [],
    exceptBankHolidays: true,
    zone: null,
  };

  it("a repeat without bank holidays leaves out the one of each part of the country", () => {
    const now = Temporal.Instant.from("2026-11-29T12:00:00Z");

    const { shown, texts } = check(
      [
        at({ division: "scotland" }),
        at({
          workspace: {
            externalId: "T2",
            channels: [{ channel: "C2", purposes: ["announcements"], audience: "public" }],
          },
        }),
      ],
      { now, schedule: weekdays },
    );

    const known =
      "Bank holidays are known until the end of 2028; what falls on a weekday after that is held until they are.";
    expect(shown).toEqual([
      [
        "Left out: it is not sent on bank holidays",
        "The coming one falls on a bank holiday there (St Andrew's Day).",
        known,
      ],
      ["Goes out Monday 30 November 2026, 09:00 GMT", known],
    ]);
    expect(texts).toEqual([]);
  });

  it("where bank holidays are not known yet it is held", () => {
    const now = Temporal.Instant.from("2028-12-31T12:00:00Z");

    expect(check([at({})], { now, schedule: weekdays }).shown[0]?.slice(0, 2)).toEqual([
      "Held (I don't know yet whether that is a bank holiday); meant for Monday 1 January 2029, 09:00 GMT",
      "Bank holidays on Monday 1 January 2029 are not known yet.",
    ]);
  });

  it("a nightly repeat tells the nights of the year on which the clocks change", () => {
    const nightly: Schedule = {
      ...weekdays,
      rule: "FREQ=DAILY",
      start: "2026-12-01T01:30",
      exceptBankHolidays: false,
    };

    expect(check([at({})], { schedule: nightly }).shown[0]?.slice(1)).toEqual([
      "01:30 does not exist on Sunday 28 March 2027, when the clocks change; it goes out at 02:30 BST.",
      "01:30 comes twice on Sunday 31 October 2027, when the clocks change; it goes out the first time, at 01:30 BST.",
    ]);
  });

  it("a shared channel gets it once, from the first workspace that can post there", () => {
    const dead = at({ examined: refused("token-dead") });
    const second = at({ workspace: { externalId: "T2" } });
    const third = at({ workspace: { externalId: "T3" } });
    const discord = at({ workspace: { ...newYork } });

    const { found } = check([dead, second, third, discord]);

    expect(
      found.forecasts.map(({ outcome }) => ("reason" in outcome ? outcome.reason : outcome.kind)),
    ).toEqual(["same-channel", "goes", "same-channel", "goes"]);
    expect(found.forecasts[2]?.notes).toEqual([{ note: "same-channel-as", workspace: "Workspace T2" }]);
  });

  it("what is wrong with the whole is told", () => {
    const texts = [
      check([]).texts,
      check([at({ examined: refused("token-dead") })]).texts,
      check([at({})], {}, { imageProblem: "it is larger than 8 MB" }).texts,
    ];

    expect(texts).toEqual([
      ["Nobody would get this: no channel is set up for such announcements where you want it to go."],
      ["As things are it would go out nowhere."],
      ["The picture can't be used: it is larger than 8 MB."],
    ]);
  });
});
