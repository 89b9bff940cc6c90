import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { windowsZones } from "../../src/calendar/windows-zones.ts";
import { findZone, toInstant, wallTimeAt, zoneLabel } from "../../src/calendar/zones.ts";

const wall = (text: string) => Temporal.PlainDateTime.from(text);

function zone(name: string) {
  const found = findZone(name);
  if (found.kind === "unknown") throw new Error(`unknown: ${found.name}`);
  return found.zone;
}

describe("wall time", () => {
  it.each([
    ["a plain winter evening", "2026-12-03T18:30", "Europe/London", "2026-12-03T18:30:00Z"],
    ["a summer evening", "2027-07-01T18:30", "Europe/London", "2027-07-01T17:30:00Z"],
    ["skipped in spring: an hour later", "2027-03-28T01:30", "Europe/London", "2027-03-28T01:30:00Z"],
    ["twice in autumn: the first", "2026-10-25T01:30", "Europe/London", "2026-10-25T00:30:00Z"],
    ["skipped in New York", "2027-03-14T02:30", "America/New_York", "2027-03-14T07:30:00Z"],
    ["twice in New York", "2026-11-01T01:30", "America/New_York", "2026-11-01T05:30:00Z"],
  ])("%s", (_, time, name, instant) => {
    expect(toInstant(wall(time), zone(name)).toString()).toBe(instant);
  });

  it("that the clocks skip is shown as the time they show then", () => {
    const london = zone("Europe/London");

    expect(wallTimeAt(toInstant(wall("2027-03-28T01:30"), london), london).toString()).toBe(
      "2027-03-28T02:30:00",
    );
  });
});

describe("the name of a zone", () => {
  it.each([
    ["Europe/London", "Europe/London"],
    ["europe/london", "Europe/London"],
    ['"Europe/London"', "Europe/London"],
    ["/freeassociation.sourceforge.net/Europe/London", "Europe/London"],
    ["/freeassociation.sourceforge.net/Tzfile/Europe/Berlin", "Europe/Berlin"],
    ["/mozilla.org/20070129_1/America/New_York", "America/New_York"],
    ["/citadel.org/20210210_1/America/Kentucky/Louisville", "America/Kentucky/Louisville"],
    ["posix/Europe/Vaduz", "Europe/Vaduz"],
    ["GMT Standard Time", "Europe/London"],
    ["W. Europe Standard Time", "Europe/Berlin"],
    ["(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "Europe/London"],
    ["BST", "Europe/London"],
  ])("%s is known", (name, id) => {
    const clock = (timeZone: string) =>
      ["2026-01-15T12:00Z", "2026-07-15T12:00Z"].map((instant) =>
        Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDateTime().toString(),
      );

    expect(clock(zone(name).id)).toEqual(clock(id));
  });

  it.each([
    "Customized Time Zone",
    "Nowhere/Middle",
    "custom_America/New_York",
    "/Europe/CUSTOM",
    "IST",
    "EST",
    "UTC+01",
    "+01:00",
    "",
    "/",
    "0000000000",
  ])("%s is unknown, not the zone of this computer", (name) => {
    expect(findZone(name)).toEqual({ kind: "unknown", name });
  });

  it("of Windows leads to a zone that is there", () => {
    const missing = [...windowsZones.values()].filter((id) => findZone(id).kind === "unknown");

    expect(windowsZones.size).toBeGreaterThan(70);
    expect(missing).toEqual([]);
  });
});

describe("what is written after a time", () => {
  it.each([
    ["2026-12-03T18:30", "Europe/London", "GMT"],
    ["2027-07-01T18:30", "Europe/London", "BST"],
    ["2027-03-28T00:59", "Europe/London", "GMT"],
    ["2027-03-28T02:00", "Europe/London", "BST"],
    ["2026-10-25T01:30", "Europe/London", "BST"],
    ["2026-10-25T02:00", "Europe/London", "GMT"],
    ["2027-07-01T18:30", "Europe/Jersey", "BST"],
    ["2026-12-03T18:30", "Europe/Paris", "CET"],
    ["2026-12-03T18:30", "America/New_York", "GMT-5"],
    ["2027-07-01T18:30", "Europe/Dublin", "GMT+1"],
    ["2027-07-01T18:30", "UTC", "UTC"],
  ])("%s in %s: %s", (time, name, label) => {
    expect(zoneLabel(wall(time), zone(name))).toBe(label);
  });
});
