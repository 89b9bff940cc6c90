import { describe, expect, it } from "vitest";
import { renderForm } from "../../src/adapters/discord/render-form.ts";
import { createEventSearch } from "../../src/adapters/postgres/event-search.ts";
import { createEventStore } from "../../src/adapters/postgres/event-store.ts";
import type { Reply } from "../../src/chat/reply.ts";
import type { FoundEvent } from "../../src/directory/events/event-search.port.ts";
import { importEvents } from "../../src/directory/events/import-events.ts";
import type { SourceDefaults } from "../../src/directory/events/source-defaults.ts";
import { english } from "../../src/messages/english.ts";
import type { Readership } from "../../src/shared/audience.ts";
import { anything, everybody, statedCalendar } from "../support/event-desk.ts";
import { addingEvents, supper, type Typed } from "./adding-events.ts";
import { buttonOf, textOf, useDocumentHouse, type Who } from "./document-house.ts";

const house = useDocumentHouse();
const { typeIn, publish } = addingEvents(house);
const { addedEvents: words } = english;
const { button, note } = words;

async function found(readership: Readership = everybody): Promise<readonly FoundEvent[]> {
  return (await createEventSearch(house.database.pool).find(anything, readership)).events;
}

const labelsOf = (reply: Reply): readonly string[] =>
  reply.blocks.flatMap((block) => (block.type === "actions" ? block.buttons.map(({ label }) => label) : []));

/** A feed that tells of one event, unless it is told otherwise. */
async function feed(lines: readonly string[], defaults: Partial<SourceDefaults> = {}) {
  const file = await statedCalendar([lines], { defaults: { clusterId: "north", ...defaults } });
  const clock = { now: () => new Date("2026-11-23T11:00:00Z") };
  const order = { file, sourceKey: "https://north.example/feed.ics", by: null, dryRun: false };
  return importEvents(order, { store: createEventStore(house.database.pool), clock });
}

const supperInFeed = [
  "UID:supper@north.example",
  "DTSTART;TZID=Europe/London:20261210T180000",
  "DTEND;TZID=Europe/London:20261210T200000",
  "SUMMARY:Cloud supper!",
  "LOCATION:Old Mill\\, 1 Mill Row\\, Leeds LS1 9ZZ",
];

describe("an event that is added by hand", () => {
  it("is shown as it was understood, and is there for nobody before it is published", async () => {
    const shown = await typeIn("north");

    const text = textOf(shown);
    for (const part of [
      "Thursday 10 December 2026, 18:00–20:00 GMT",
      "Old Mill, 1 Mill Row, Leeds LS1 9ZZ",
      "Leeds, Yorkshire and The Humber",
      "https://e.example/supper",
      "£10",
      "Everybody (public)",
      "Tech North",
      "cloud, founders",
      words.draft.notYet,
    ])
      expect(text).toContain(part);
    expect(labelsOf(shown)).toEqual([button.publish, button.change, button.discard]);
    expect(await found()).toEqual([]);
  });

  it("is found once it is published, with one line of the trail, however often that is pressed", async () => {
    const shown = await typeIn("north");
    const press = () => house.press("north", buttonOf(shown, button.publish));
    const both = await Promise.all([press(), press()]);
    const again = await press();

    const events = await found();
    expect(both.map(({ summary }) => summary).join(" ")).toContain(
      "“Cloud Supper” is published: Thursday 10",
    );
    expect(again.summary).toBe(words.draftPublished);
    expect(events).toMatchObject([
      { title: "Cloud Supper", clusterId: "north", price: "£10", isSeries: false },
    ]);
    expect(events[0]?.places.slice(0, 1)).toEqual(["leeds"]);
    expect(await house.auditLines()).toEqual(["event-published slack:T1/U1 north"]);
  });

  it("typed twice is one event, told before it is published", async () => {
    const [first, second] = await Promise.all([typeIn("north"), typeIn("other-north")]);
    await house.press("north", buttonOf(first, button.publish));
    const shown = await typeIn("other-north", { ...supper, price: "Free" });
    const published = await house.press("other-north", buttonOf(shown, button.publish));
    await house.press("other-north", buttonOf(second, button.publish));

    expect(textOf(shown)).toContain(note.addedBefore("Cloud Supper"));
    expect(published.summary).toBe(words.published.changed("Cloud Supper"));
    expect(await found()).toHaveLength(1);
    expect((await house.say("north", "events added")).summary).toBe(words.list.summary(1));
  });

  it("is for those it was said to be for, and for nobody else", async () => {
    await publish("north", { ...supper, audience: "members" });

    expect(await found()).toEqual([]);
    expect(await found({ memberOf: ["south"], boardOf: [] })).toEqual([]);
    expect(await found({ memberOf: ["north"], boardOf: [] })).toHaveLength(1);
  });

  it("shows hostile text as text, and keeps nothing that is not seen", async () => {
    const hostile = "<!channel> @everyone <@U1> `x`\u202e *bold*";
    const shown = await typeIn("north", { ...supper, title: hostile, where: "<@U1>, Leeds" });
    const title = hostile.replace("\u202e", "");

    expect(shown.blocks[0]).toEqual({ type: "heading", text: words.draft.newHeading(title) });
  });
});

describe("what is filled in wrongly", () => {
  it("is told in a sentence, and the form opens again as it was left", async () => {
    const typed = { ...supper, when: "Fri 10 December 6pm" };
    const told = await typeIn("north", typed);
    const { command, text } = buttonOf(told, english.setup.openAgain);
    const form = await house.ask("north", command, { text });

    expect(told.summary).toBe(
      english.setup.nothingSaved(words.problem.otherWeekday("Thursday 10 December 2026")),
    );
    const left = form?.fields.flatMap((field) => (field.kind === "text" ? [[field.name, field.value]] : []));
    const { audience: _chosen, ...texts } = typed;
    expect(Object.fromEntries(left ?? [])).toEqual(texts);
    expect((await house.database.pool.query("SELECT FROM document_draft")).rowCount).toBe(0);
  });

  it("is taken with a word where it can be understood: the year, day first, a place nobody knows", async () => {
    const shown = await typeIn("north", { ...supper, when: "4/8 6pm", where: "Nowhere Hall and online" });

    const text = textOf(shown);
    for (const part of [
      note.yearTaken(2027),
      note.dayFirst("4/8", "Wednesday 4 August 2027"),
      "18:00 BST",
      note.lacksLink,
      note.unknownPlace("Nowhere Hall", null),
    ])
      expect(text).toContain(part);
  });
});

describe("an event that a calendar tells of too", () => {
  it("is known before it is published, and is one with it", async () => {
    await feed(supperInFeed);
    const shown = await typeIn("north");
    const published = await house.press("north", buttonOf(shown, button.publish));

    expect(textOf(shown)).toContain(
      note.known("Cloud supper!", "Thursday 10 December 2026, 18:00–20:00 GMT"),
    );
    expect(published.summary).toContain(words.published.joined("Cloud Supper"));
    expect(await found()).toMatchObject([{ title: "Cloud Supper", uids: ["supper@north.example"] }]);
  });

  it("joins with it when the calendar comes later, and stays when what was added by hand is withdrawn", async () => {
    const published = await publish("north");
    const plan = await feed(supperInFeed);
    const sure = await house.press("north", buttonOf(published, button.withdraw));
    const withdrawn = await house.press("north", buttonOf(sure, button.withdrawSure));

    expect(plan.items.map(({ fate }) => fate)).toEqual(["joined"]);
    expect(withdrawn.summary).toBe(words.withdraw.stays("Cloud Supper"));
    expect(await found()).toMatchObject([{ title: "Cloud supper!" }]);
    expect(await house.auditLines()).toEqual([
      "event-published slack:T1/U1 north",
      "event-withdrawn slack:T1/U1 north",
    ]);
  });

  it("takes the narrower audience of the two, which is told before", async () => {
    await feed(supperInFeed, { audience: "members", audienceClusters: ["north"] });
    const shown = await typeIn("north");

    expect(textOf(shown)).toContain(note.narrower("Members of the cluster (Tech North)"));
  });

  it("cannot take the place of a series with one date", async () => {
    await feed([...supperInFeed, "RRULE:FREQ=WEEKLY;COUNT=4"]);
    const shown = await typeIn("north");

    expect(shown.summary).toBe(words.series("Cloud supper!"));
    expect(labelsOf(shown)).toEqual([button.change]);
    expect(await found()).toHaveLength(4);
  });

  it("stays another cluster's, which alone says how it stands", async () => {
    await feed(supperInFeed, { clusterId: "south" });
    const shown = await typeIn("north");
    const published = await house.press("north", buttonOf(shown, button.publish));
    const marked = await house.press("north", buttonOf(published, button.cancelled));

    expect(textOf(shown)).toContain(note.theirs("Tech South"));
    expect(marked.summary).toBe(words.marked.notTaken("Cloud Supper"));
    expect(await found()).toMatchObject([
      { title: "Cloud supper!", status: "scheduled", clusterId: "south" },
    ]);
  });
});

describe("an event that is published", () => {
  const edit = async (typed: Typed): Promise<Reply> => {
    const list = await house.say("other-north", "events added");
    const { command, text } = buttonOf(list, button.move);
    const form = await house.ask("other-north", command, { text });
    if (form === null) throw new Error("no form was shown");
    return house.sendIn("other-north", form, typed);
  };

  it("opens in a form as it was typed, and is told as moved once it has another date", async () => {
    await publish("north");
    const unchanged = await edit({});
    const moved = await edit({ when: "Friday 11 December 2026, 6.30pm" });
    await house.press("other-north", buttonOf(moved, button.publish));

    expect(textOf(unchanged)).toContain(words.draft.nothingChanges);
    expect(textOf(moved)).toContain(words.draft.movedFrom("Thursday 10 December 2026, 18:00–20:00 GMT"));
    expect(await found()).toMatchObject([
      { status: "moved", time: { wallTime: "2026-12-11T18:30:00" }, summary: supper.summary },
    ]);
  });

  it("is cancelled, sold out and on again with a button, each at once", async () => {
    const published = await publish("north");
    const statuses: string[] = [];
    let shown = published;
    for (const label of [button.soldOut, button.onAgain, button.cancelled]) {
      shown = await house.press("north", buttonOf(shown, label));
      statuses.push((await found())[0]?.status ?? "");
    }

    expect(statuses).toEqual(["sold out", "scheduled", "cancelled"]);
    expect(labelsOf(shown)).toEqual([button.move, button.onAgain, button.withdraw]);
  });

  it("is gone once it is withdrawn, and no draft of a change brings it back", async () => {
    await publish("north");
    const change = await edit({ title: "Cloud Dinner" });
    const list = await house.say("north", "events added", { text: "supper" });
    const sure = await house.press("north", buttonOf(list, button.withdraw));
    const withdrawn = await house.press("north", buttonOf(sure, button.withdrawSure));
    const late = await house.press("other-north", buttonOf(change, button.publish));

    expect(withdrawn.summary).toBe(words.withdraw.done("Cloud Supper"));
    expect(late.summary).toBe(words.withdraw.gone);
    expect(await found()).toEqual([]);
    expect((await house.say("north", "events added")).summary).toBe(words.list.none);
  });

  it("is listed by number where there are many, and one of them is found by it", async () => {
    for (const day of [14, 15, 16, 17]) await publish("north", { ...supper, when: `${day} December 6pm` });
    const list = await house.say("north", "events added");
    const third = await house.say("north", "events added", { text: "3" });

    expect(list.blocks).toContainEqual({ type: "note", content: [{ type: "text", text: words.list.how }] });
    expect(textOf(third)).toContain("Wednesday 16 December 2026");
    expect(labelsOf(third)).toEqual([button.move, button.soldOut, button.cancelled, button.withdraw]);
  });
});

describe("on a platform with room for five fields", () => {
  const inDiscord = {
    isDirectMessage: true,
    canBeChosen: () => true,
    messages: { ...english.chat, ...english.discord },
  };
  const labelsIn = async (who: Who, command: string, text = ""): Promise<readonly unknown[]> => {
    const form = await house.ask(who, command, { text });
    const modal = form === null ? null : renderForm(form, inDiscord);
    return (modal?.components ?? []).flatMap((part) => ("label" in part ? [part.label] : []));
  };

  it("what finds no room is offered after what was understood", async () => {
    const { form } = words;
    const basics = [form.title, form.when, form.where, form.audience];
    const { title, when, where, audience } = supper;
    const shown = await typeIn("both", { cluster: "south", title, when, where, audience });
    const details = buttonOf(shown, button.details);
    const added = await typeIn("both", { page: "", price: "Free", summary: "", tags: "" }, details);

    expect(await labelsIn("both", "events add")).toEqual([form.cluster, ...basics]);
    expect(await labelsIn("north", "events add")).toEqual([...basics, form.page]);
    expect(await labelsIn("both", details.command, details.text)).toEqual([
      form.page,
      form.price,
      form.summary,
      form.tags,
    ]);
    expect(textOf(added)).toContain("Thursday 10 December 2026, 18:00–20:00 GMT");
    expect(textOf(added)).toContain("Free");
    expect(textOf(added)).toContain("Tech South");
  });
});
