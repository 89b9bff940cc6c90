import { describe, expect, test } from "vitest";
import { placeOf, places, regionOf, upwardsFrom } from "../../../src/directory/places/places.ts";
import { placesOf } from "../../../src/directory/places/places-of.ts";
import { postcodeAreas } from "../../../src/directory/places/postcode-areas.ts";

const nowhere = { venue: null, address: null, postcode: null };

describe("the list of places", () => {
  test("has every id once, and every place another one names", () => {
    const ids = places.map(({ id }) => id);
    const mentioned = places.flatMap(({ parents, lookedTo }) => [
      ...parents,
      ...(lookedTo === null ? [] : [lookedTo]),
    ]);
    const ofPostcodes = [...postcodeAreas.matchAll(/[a-z][a-z-]+/gu)].map(([id]) => id);

    expect(new Set(ids).size).toBe(ids.length);
    expect([...mentioned, ...ofPostcodes].filter((id) => placeOf(id) === null)).toEqual([]);
  });

  test("every town and county lies in one of twelve regions and nations, or is told to be outside", () => {
    const inside = places.filter(({ kind }) => kind === "town" || kind === "county");

    expect(inside.filter(({ id }) => regionOf(id) === null)).toEqual([]);
    expect(new Set(inside.map(({ id }) => regionOf(id)?.name)).size).toBe(12);
    expect(regionOf("jersey")).toBeNull();
    expect(placeOf("jersey")?.kind).toBe("outside");
  });

  test.each([
    ["dronfield", "East Midlands"],
    ["swanley", "South East"],
    ["bradford", "Yorkshire and The Humber"],
    ["cambridge", "East of England"],
    ["berwick-upon-tweed", "North East"],
    ["mold", "Wales"],
    ["milton-keynes", "South East"],
    ["bedford", "East of England"],
    ["grimsby", "Yorkshire and The Humber"],
  ])("%s is in the region %s", (id, region) => {
    expect(regionOf(id)?.name).toBe(region);
  });

  test("knows that Dronfield looks to Sheffield", () => {
    expect(placeOf("dronfield")?.lookedTo).toBe("sheffield");
  });
});

describe("where a record is", () => {
  test("is told from the town up", () => {
    const found = placesOf({
      venue: "Copperfield Hall",
      address: "12 London Road, Leeds",
      postcode: "LS1 9ZZ",
    });

    expect(found.slice(0, 3)).toEqual(["leeds", "west-yorkshire", "yorkshire-and-the-humber"]);
    expect(found).toContain("england");
    expect(found.at(-1)).toBe("united-kingdom");
    expect(found).not.toContain("london");
  });

  test.each([
    [{ address: "5 High Street, Newport", postcode: "PO30 1AA" }, "newport-isle-of-wight"],
    [{ address: "5 High Street, Newport", postcode: "NP20 1AA" }, "newport"],
    [{ address: "The Hub, Newcastle, ST5 1AA", postcode: null }, "newcastle-under-lyme"],
    [{ address: "The Hub, Newcastle", postcode: null }, "newcastle-upon-tyne"],
    [{ address: "1 Broad Street, Reading, RG1 2AA, UK", postcode: null }, "reading"],
    [{ address: "13 Comb Street, Bath", postcode: null }, "bath"],
    [{ address: null, postcode: "S18 2AB" }, "dronfield"],
    [{ address: "Unit 4", postcode: "PE30 1AA" }, "king-s-lynn"],
  ])("%o", (where, expected) => {
    expect(placesOf({ ...nowhere, ...where })[0]).toBe(expected);
  });

  test("is told by the venue where there is no address", () => {
    expect(placesOf({ ...nowhere, venue: "Leeds Dock" })[0]).toBe("leeds");
    expect(placesOf({ ...nowhere, venue: "Leeds Road Club" })).toEqual([]);
  });

  test("is no more exact than the postcode", () => {
    expect(placesOf({ ...nowhere, postcode: "DG99 1AA" })[0]).toBe("scotland");
  });

  test("is nothing where nothing is known", () => {
    expect(placesOf(nowhere)).toEqual([]);
    expect(placesOf({ ...nowhere, address: "Online", venue: "Zoom" })).toEqual([]);
  });

  test("is every town of the part that names several", () => {
    expect(placesOf({ ...nowhere, address: "Blyth to Durham" })).toEqual(
      expect.arrayContaining(["blyth", "durham", "north-east"]),
    );
  });

  test("goes upwards without end or repetition", () => {
    for (const { id } of places) {
      const above = upwardsFrom(id);
      expect(new Set(above).size).toBe(above.length);
    }
  });
});
