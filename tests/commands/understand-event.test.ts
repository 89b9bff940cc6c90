import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { typedTextsOf } from "../../src/commands/adding-events/typed-texts.ts";
import { type EventUnderstood, understandEvent } from "../../src/commands/adding-events/understand-event.ts";
import type { AddedEvent } from "../../src/directory/events/added-event.ts";
import { english } from "../../src/messages/english.ts";

const words = english.addedEvents;
const { problem, form } = words;

const supper = {
  title: "Cloud Supper",
  when: "Thu 10 December 6 till 8pm",
  where: "Old Mill, Leeds",
  audience: "public",
};

/** What is made of a form on 23 November 2026, of a new event unless one is given. */
function understood(
  typed: Readonly<Record<string, string>>,
  before: AddedEvent | null = null,
): EventUnderstood {
  const fields = Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, [text]]));
  const now = new Date("2026-11-23T12:00:00Z");
  return understandEvent(fields, { clusterId: "north", before, now, messages: english });
}

function eventOf(made: EventUnderstood): AddedEvent {
  if (made.kind === "problem") throw new Error(made.sentence);
  return made.added;
}

describe("what somebody fills in about an event", () => {
  it.each<[Readonly<Record<string, string>>, string]>([
    [{ when: "soon" }, problem.noDay("soon")],
    [{ when: "10 December, evening" }, problem.noTime("10 December, evening")],
    [{ when: "10 November 2026" }, problem.isOver("Tuesday 10 November 2026")],
    [{ when: "Thu 10 Dec 8pm till 6pm" }, problem.endBeforeStart("Thu 10 Dec 8pm till 6pm")],
    [{ when: "28 March 2027 1.30am" }, problem.skipped("Sunday 28 March 2027", "01:30")],
    [{ when: "Fri 10 December 6pm" }, problem.otherWeekday("Thursday 10 December 2026")],
    [{ when: "10 or 11 December" }, problem.several("10 or 11 December")],
    [{ when: "every Tuesday" }, problem.repeated],
    [{ when: "10 July 6pm CET" }, problem.leftOver("10 July 6pm CET", "CET")],
    [{ page: "tickets at the door" }, problem.notALink(form.page, "tickets at the door")],
    [{ where: "online https://x" }, problem.notALink(form.where, "https://x")],
    [{ title: " " }, problem.noTitle],
    [{ title: "x".repeat(301) }, problem.tooLong(form.title, 300)],
    [{ summary: "x".repeat(3_001) }, problem.tooLong(form.summary, 3_000)],
    [{ audience: "" }, problem.noAudience],
  ])("gets one sentence where it cannot be taken: %j", (changes, sentence) => {
    expect(understood({ ...supper, ...changes })).toEqual({ kind: "problem", sentence });
  });

  it.each([
    ["10", "£10"],
    ["£0", "Free"],
    ["0.00", "Free"],
    ["£5 to £10", "£5 to £10"],
    ["", null],
  ])("has the price “%s” as people read it", (price, shown) => {
    expect(eventOf(understood({ ...supper, price })).facts.price).toBe(shown);
  });

  it("may put right the words of an event that is over, but not give it another day gone by", () => {
    const before = { ...eventOf(understood(supper)), start: "2026-11-10", end: null };
    const same = { ...supper, when: typedTextsOf(before).when };

    expect(eventOf(understood({ ...same, title: "Cloud Dinner" }, before)).start).toBe("2026-11-10");
    expect(understood({ ...same, when: "11 November 2026" }, before).kind).toBe("problem");
  });

  it("keeps what the form had no room to ask for", () => {
    const before = eventOf(
      understood({ ...supper, price: "£5", tags: "cloud; founders", page: "e.example" }),
    );

    expect(eventOf(understood(supper, before))).toEqual(before);
  });

  it("means the same when the form opens with it and is sent in again", () => {
    const times = Array.from({ length: 48 }, (_, half) => half * 30);
    const spans = times.flatMap((start) =>
      [null, 30, 90, 600, 2_000].map((length) => {
        const first = Temporal.PlainDateTime.from("2026-12-10T00:00").add({ minutes: start });
        const text = (time: Temporal.PlainDateTime) => time.toString({ smallestUnit: "second" });
        return { start: text(first), end: length === null ? null : text(first.add({ minutes: length })) };
      }),
    );
    const days = [
      { start: "2026-12-10", end: null },
      { start: "2026-12-30", end: "2027-01-02" },
    ];
    const event = eventOf(
      understood({ ...supper, where: "Old Mill, 1 Mill Row, Leeds LS1 9ZZ; online https://e.example/j" }),
    );

    for (const span of [...spans, ...days]) {
      const before = { ...event, ...span };
      const { audience } = before;
      expect(eventOf(understood({ ...typedTextsOf(before), audience }, before))).toEqual(before);
    }
  });
});
