import { describe, expect, test } from "vitest";
import { findPlaces } from "../../../src/directory/places/find-places.ts";

/** The ids of each mention, joined where more than one place may be meant. */
function named(text: string): readonly string[] {
  return findPlaces(text).map(({ places }) => places.map(({ id }) => id).join("/"));
}

describe("places in a question", () => {
  test.each([
    ["anything in Brum or the Toon on friday", ["birmingham", "newcastle-upon-tyne"]],
    ["west mids meetups", ["west-midlands"]],
    ["stuff in east anglia", ["east-anglia"]],
    ["the Highlands in june", ["highlands"]],
    ["what's on in Gogledd Cymru", ["north-wales"]],
    ["stoke on trent or Stoke-on-Trent", ["stoke-on-trent", "stoke-on-trent"]],
    ["king's lynn, kings lynn", ["king-s-lynn", "king-s-lynn"]],
    ["north east lincolnshire, not the north east", ["north-east-lincolnshire", "north-east"]],
    ["anything in ni", ["northern-ireland"]],
    ["we are ne of nowhere", []],
  ])("%s", (text, expected) => {
    expect(named(text)).toEqual(expected);
  });

  test("a name two towns have is both, the likelier first", () => {
    expect(named("anything in newport")[0]).toMatch(/^newport\//u);
    expect(named("free stuff in newcastle")).toEqual(["newcastle-upon-tyne/newcastle-under-lyme"]);
  });

  test.each([
    ["what's on in bath", ["bath"]],
    ["who does bath n bristol", ["bath", "bristol"]],
    ["meetups near Reading", ["reading"]],
    ["I am reading the report", []],
    ["any tips on how to deal with this", []],
    ["are tickets for sale", []],
    ["anything in march", []],
    ["is rugby on tonight", []],
    ["we moved to Wells last year", ["wells"]],
    ["wells fargo", []],
    ["Is The Deal Room open", []],
    ["anything in reading the minutes", []],
  ])("an everyday word is a place only where one is meant: %s", (text, expected) => {
    expect(named(text)).toEqual(expected);
  });

  test.each([
    ["birmigham meetups", ["birmingham"]],
    ["nottinghma", ["nottingham"]],
    ["edinbugh", ["edinburgh"]],
    ["leds", []],
    ["a member of the pastor", []],
  ])("a long name with one slip is found, a short one or another word is not: %s", (text, expected) => {
    expect(named(text)).toEqual(expected);
  });

  test.each([
    ["we're in S18 2AB", ["dronfield"]],
    ["BR8 and BR1", ["swanley", "london"]],
    ["TD15 please", ["berwick-upon-tweed"]],
    ["near nr1", ["norwich"]],
    ["events by EC1A 1BB", ["london"]],
    ["SY is where", ["shropshire/mid-wales/west-wales/cheshire"]],
    ["our CO2 footprint, the S3 bucket and a B2B firm at the G20", []],
    ["SY99 9ZZ", ["shropshire/mid-wales/west-wales/cheshire"]],
    ["ZZ1 1AA", []],
  ])("a postcode says where it is: %s", (text, expected) => {
    expect(named(text)).toEqual(expected);
  });

  test("a mention says where it stands in the text", () => {
    const text = "any meetups in Derry/Londonderry soon";
    const [mention] = findPlaces(text);

    expect(text.slice(mention?.from, mention?.until)).toBe("Derry/Londonderry");
  });

  test("a hostile text costs little and finds nothing", () => {
    const started = performance.now();

    expect(findPlaces("stoke on ".repeat(100_000)).length).toBeLessThan(300);
    expect(findPlaces("￿\u202e<@U1>'".repeat(50_000))).toEqual([]);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
