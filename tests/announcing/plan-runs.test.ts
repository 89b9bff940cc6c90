import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import type { PlannedDestination } from "../../src/announcing/forecast.ts";
import { planRuns } from "../../src/announcing/plan-runs.ts";
import { preflight } from "../../src/announcing/preflight.ts";
import type { Repeat } from "../../src/announcing/schedule.ts";
import { at, consent, refused } from "../support/a-preflight.ts";

/** The day before Christmas 2026, a Thursday. */
const now = Temporal.Instant.from("2026-12-24T12:00:00Z");
const weekdays: Repeat = {
  kind: "repeat",
  start: "2026-12-01T09:00",
  rule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
  except: [],
  exceptBankHolidays: true,
  zone: null,
};

/** Where each run goes, as `slot workspace`. */
function planned(
  destinations: readonly PlannedDestination[],
  { schedule = weekdays, from = now } = {},
): readonly string[] {
  const content = { title: "Stand-up", body: "Now.", topic: null, link: null, image: null };
  const { forecasts } = preflight({
    planned: { now: from, schedule, lateBy: 120, cluster: "uktcg", audience: "public", content },
    destinations,
    leftOut: [],
    clustersWithout: [],
    imageProblem: null,
    isEventNarrower: false,
    eventChange: null,
  });
  const { runs } = planRuns({
    announcement: { schedule, cluster: "uktcg", content },
    destinations: destinations.flatMap((destination, index) => {
      const forecast = forecasts[index];
      return forecast === undefined ? [] : [{ ...destination, forecast, lane: "slack:T1" }];
    }),
    now: from,
  });
  return runs.flatMap(({ slot, deliveries }) =>
    deliveries.filter(({ kind }) => kind !== "skipped").map(({ workspaceId }) => `${slot} ${workspaceId}`),
  );
}

/** Two workspaces that share a channel. */
const shared = ["leeds", "york"].map((id) => at({ workspace: { id, externalId: `T-${id}` } }));

const once = ["2026-12-29T09:00 leeds", "2026-12-30T09:00 leeds", "2026-12-31T09:00 leeds"];

describe("a channel that two workspaces share", () => {
  it("gets each run once, also where the coming one is left out in both of them", () => {
    expect(planned(shared)).toEqual(once);
  });

  it("gets each run once, also where neither can be posted to just now", () => {
    const broken = shared.map((one) => ({ ...one, examined: refused("not-in-channel") }));

    expect(planned(broken)).toEqual(once);
  });
});

describe("the last run that is made", () => {
  it("is left out like any other where the next would come first", () => {
    const daily: Repeat = { ...weekdays, rule: "FREQ=DAILY", exceptBankHolidays: false };
    const later = at({ workspace: { consent: { ...consent, bankHolidays: "next-working-day" } } });

    // Nine days before Good Friday; it would move to the Tuesday after Easter, on which three would go out at once.
    const from = Temporal.Instant.from("2027-03-17T12:00:00Z");
    const slots = planned([later], { schedule: daily, from }).map((one) => one.slice(0, 10));

    expect(slots.at(-1)).toBe("2027-03-25");
  });
});
