import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { readTypedWhen } from "../../../src/directory/events/read-typed-when.ts";
import { readTypedWhere } from "../../../src/directory/events/read-typed-where.ts";
import { typedAddress } from "../../../src/directory/events/web-address.ts";

const now = Temporal.PlainDateTime.from("2026-12-01T09:00");

describe("when an event is, as somebody types it", () => {
  it.each([
    ["Thu 10 December 6 till 8pm", "2026-12-10T18:00:00", "2026-12-10T20:00:00"],
    ["Thursday 10 December 2026, 18:30-20:00", "2026-12-10T18:30:00", "2026-12-10T20:00:00"],
    ["10 December (6pm–8pm)", "2026-12-10T18:00:00", "2026-12-10T20:00:00"],
    ["10 dec 18.30 – 20.00", "2026-12-10T18:30:00", "2026-12-10T20:00:00"],
    ["10 December 6pm", "2026-12-10T18:00:00", null],
    ["10/12/2026 18:30", "2026-12-10T18:30:00", null],
    ["2026-12-10T07:30", "2026-12-10T07:30:00", null],
    ["10 December 2026 07:30 - 09:00", "2026-12-10T07:30:00", "2026-12-10T09:00:00"],
    ["tomorrow 6pm", "2026-12-02T18:00:00", null],
    ["sat 6.30pm", "2026-12-05T18:30:00", null],
    ["10 Dec 10pm - 2am", "2026-12-10T22:00:00", "2026-12-11T02:00:00"],
    ["10 Dec 6pm - 11 Dec 2am", "2026-12-10T18:00:00", "2026-12-11T02:00:00"],
    ["30 Dec 6pm to 2 Jan 2pm", "2026-12-30T18:00:00", "2027-01-02T14:00:00"],
    ["10 December 9am to 12 December", "2026-12-10T09:00:00", "2026-12-12T23:59:00"],
    ["10 December", "2026-12-10", null],
    ["10th Dec, all day", "2026-12-10", null],
    ["10-12 December", "2026-12-10", "2026-12-12"],
    ["Mon 14 - Wed 16 December", "2026-12-14", "2026-12-16"],
    ["Mon 14 December to Wed 16 December 2026", "2026-12-14", "2026-12-16"],
  ])("“%s” is understood", (text, start, end) => {
    expect(readTypedWhen(text, now)).toMatchObject({ kind: "read", span: { start, end }, isOver: false });
  });

  it.each([
    ["blah", { kind: "no-day" }],
    ["next week", { kind: "no-day" }],
    ["until 10 December", { kind: "no-day" }],
    ["10 December, in the evening", { kind: "no-time" }],
    ["10 or 11 December", { kind: "several" }],
    ["Thu 10 December, doors 6pm, talks 6.30pm", { kind: "several" }],
    ["every Tuesday at 6pm", { kind: "repeated" }],
    ["30 February 2027", { kind: "left-over", text: "30" }],
    ["10 December 2026 25:00", { kind: "left-over", text: "25:00" }],
    ["10 July 2027 6pm CET", { kind: "left-over", text: "CET" }],
    ["10 July 2027 6pm UTC", { kind: "left-over", text: "UTC" }],
    ["Thu 10 Dec 8pm till 6pm", { kind: "end-before-start" }],
    ["14 December 2026 to 10 December 2026", { kind: "end-before-start" }],
    ["Fri 10 December 6pm", { kind: "other-weekday" }],
    ["Mon 14 December to Thu 16 December", { kind: "other-weekday" }],
    ["28 March 2027 1:30am", { kind: "skipped" }],
    ["28 March 2027 01:30 to 03:00", { kind: "skipped" }],
  ])("“%s” is not taken, and it is known why", (text, problem) => {
    expect(readTypedWhen(text, now)).toMatchObject({ kind: "problem", problem });
  });

  it.each([
    ["10 November", [{ kind: "year-taken", year: 2027 }]],
    ["03/04/2027 6pm", [{ kind: "day-first", written: "03/04" }]],
    ["31 October 2027 1:30am", [{ kind: "twice" }]],
    ["13/04/2027 6pm", []],
  ])("“%s” is understood with goodwill, which is told", (text, doubts) => {
    expect(readTypedWhen(text, now)).toMatchObject({ kind: "read", doubts });
  });

  it.each([
    ["10 November 2026", true],
    ["1 December 8am", true],
    ["1 December 8am to 10am", false],
    ["1 December", false],
    ["29 November 2026 to 1 December 2026", false],
  ])("“%s”: whether it is over is known", (text, isOver) => {
    expect(readTypedWhen(text, now)).toMatchObject({ kind: "read", isOver });
  });
});

describe("where an event is, as somebody types it", () => {
  const nowhere = { venue: null, address: null, postcode: null, onlineUrl: null };
  const mill = { venue: "Old Mill", address: "1 Mill Row, Leeds", postcode: "LS1 9ZZ" };
  const link = "https://zoom.example/j/1?x=2";

  it.each([
    ["", {}],
    ["Old Mill, 1 Mill Row, Leeds LS1 9ZZ", mill],
    [`Old Mill, 1 Mill Row, Leeds LS1 9ZZ, and online ${link}.`, { ...mill, onlineUrl: link }],
    [`On Zoom ${link} or Old Mill, 1 Mill Row, Leeds LS1 9ZZ`, { ...mill, onlineUrl: link }],
    [`online: <${link}>`, { onlineUrl: link }],
    ["online at www.example.org/x", { onlineUrl: "https://www.example.org/x" }],
    ["Online only", { venue: "Online" }],
    ["The Online Cafe, Leeds", { venue: "The Online Cafe", address: "Leeds" }],
  ])("“%s” is understood", (text, where) => {
    expect(readTypedWhere(text)).toMatchObject({ kind: "read", where: { ...nowhere, ...where } });
  });

  it("tells that a link is missing, and what is no link", () => {
    expect(readTypedWhere("Old Mill, Leeds and online")).toMatchObject({ lacksLink: true });
    expect(readTypedWhere("online https://zoom")).toEqual({ kind: "not-a-link", text: "https://zoom" });
  });

  it.each([
    ["https://e.example/a b", null],
    ["javascript:alert(1)", null],
    ["https://somebody:word@e.example/", null],
    ["tickets", null],
    ["e.example/tickets", "https://e.example/tickets"],
    ["HTTPS://E.example/Tickets", "https://e.example/Tickets"],
  ])("“%s” as a link", (text, address) => {
    expect(typedAddress(text)).toBe(address);
  });
});
