import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Caller, createCaller, refused } from "./caller.ts";
import { createFakeDiscord, type FakeDiscord } from "./fake-discord.ts";
import { people, places } from "./world.ts";

let fake: FakeDiscord;
let caller: Caller;

beforeEach(async () => {
  fake = await createFakeDiscord();
  caller = createCaller(fake);
});

afterEach(() => fake.close());

type Part = Readonly<Record<string, unknown>>;

const text = (more: Part = {}): Part => ({ type: 4, custom_id: "title", style: 1, ...more });
const select = (more: Part = {}): Part => ({
  type: 3,
  custom_id: "kind",
  options: [
    { value: "a", label: "A" },
    { value: "b", label: "B" },
  ],
  ...more,
});
const channels = (more: Part = {}): Part => ({ type: 8, custom_id: "channels", channel_types: [0], ...more });
const label = (component: Part = text(), more: Part = {}): Part => ({
  type: 18,
  label: "Title",
  component,
  ...more,
});
const modal = (components: readonly Part[] = [label()], more: Part = {}): Part => ({
  type: 9,
  data: { custom_id: "setup", title: "Set up", components, ...more },
});
const used = () => fake.use({ options: { question: "when?" } });
const button = (more: Part = {}): Part => ({ type: 2, style: 1, label: "Go", custom_id: "go", ...more });
const row = (...components: readonly Part[]): Part => ({ type: 1, components });

async function shown(components?: readonly Part[]) {
  const interaction = used();
  expect((await caller.answer(interaction, modal(components))).status).toBe(204);
  return interaction;
}

describe("The imitation of Discord, given a form to show", () => {
  it.each([
    ["a title of 46 characters", modal(undefined, { title: "t".repeat(46) })],
    ["an id of 101 characters", modal(undefined, { custom_id: "i".repeat(101) })],
    ["no parts", modal([])],
    ["six parts", modal(Array.from({ length: 6 }, (_, i) => label(text({ custom_id: `t${i}` }))))],
    ["a field without a label", modal([text()])],
    ["a label of 46 characters", modal([label(text(), { label: "l".repeat(46) })])],
    ["a description of 101 characters", modal([label(text(), { description: "d".repeat(101) })])],
    ["two fields with the same id", modal([label(), label()])],
    ["a text longer than it may be", modal([label(text({ value: "abc", max_length: 2 }))])],
    ["an empty text filled in", modal([label(text({ value: "" }))])],
    ["a label of its own in a text", modal([label(text({ label: "Title" }))])],
    [
      "26 options",
      modal([
        label(select({ options: Array.from({ length: 26 }, (_, i) => ({ value: `${i}`, label: `${i}` })) })),
      ]),
    ],
    [
      "two options with the same value",
      modal([
        label(
          select({
            options: [
              { value: "a", label: "A" },
              { value: "a", label: "B" },
            ],
          }),
        ),
      ]),
    ],
    ["a list that is required and may be empty", modal([label(select({ min_values: 0, required: true }))])],
    ["more to choose than there is", modal([label(select({ max_values: 3 }))])],
    [
      "more chosen already than may be",
      modal([
        label(
          channels({
            default_values: [
              { id: "1", type: "channel" },
              { id: "2", type: "channel" },
            ],
          }),
        ),
      ]),
    ],
    ["eleven files", modal([label({ type: 19, custom_id: "file", max_values: 11 })])],
    ["an introduction of no words", modal([{ type: 10, content: "" }, label()])],
  ])("refuses %s", async (_, body) => {
    expect(await caller.answer(used(), body)).toEqual(refused(400, 50_035));
  });

  it("takes it as the first answer only", async () => {
    const interaction = used();
    await caller.answer(interaction);

    expect(await caller.answer(interaction, modal())).toEqual(refused(400, 40_060));
  });

  it("takes no other answer after it, and has no message to edit", async () => {
    const interaction = await shown();

    expect(await caller.answer(interaction)).toEqual(refused(400, 40_060));
    expect(await caller.edit(interaction.token)).toEqual(refused(404, 10_015));
  });

  it("does not take it in answer to a form that was sent in", async () => {
    const submission = fake.fillIn(await shown(), { Title: "Fees" });

    expect(await caller.answer(submission, modal())).toEqual(refused(400, 50_035));
    expect((await caller.answer(submission)).status).toBe(204);
  });
});

describe("The imitation of somebody filling in a form", () => {
  it.each([
    ["nothing where something is required", [label()], {}],
    ["more characters than may be", [label(text({ max_length: 2 }))], { Title: "abc" }],
    ["an option that is not there", [label(select())], { Title: ["c"] }],
    ["more options than may be", [label(select())], { Title: ["a", "b"] }],
    ["a channel of another kind", [label(channels())], { Title: [places.thread] }],
    ["a file nobody sent", [label({ type: 19, custom_id: "file" })], { Title: ["1"] }],
    ["a field that is not there", [label()], { Name: "Fees" }],
  ])("cannot send in %s", async (_, components, filledIn) => {
    const interaction = await shown(components);

    expect(() => fake.fillIn(interaction, filledIn)).toThrow();
  });

  it("cannot send in a form that was not shown", () => {
    expect(() => fake.fillIn(used())).toThrow("no form was shown");
  });
});

describe("The imitation of Discord, given buttons", () => {
  it.each([
    ["an id of 101 characters", [row(button({ custom_id: "i".repeat(101) }))]],
    ["words of 81 characters", [row(button({ label: "l".repeat(81) }))]],
    ["no words", [row(button({ label: "" }))]],
    ["the same id twice", [row(button()), row(button())]],
    ["an empty row", [row()]],
    ["six in a row", [row(...Array.from({ length: 6 }, (_, i) => button({ custom_id: `${i}` })))]],
    ["six rows", Array.from({ length: 6 }, (_, i) => row(button({ custom_id: `${i}` })))],
    ["one outside of a row", [button()]],
  ])("refuses %s", async (_, components) => {
    expect(await caller.post({ components })).toEqual(refused(400, 50_035));
  });

  it("shows them to whoever sees the message, and to nobody else", async () => {
    const interaction = used();
    await caller.answer(interaction);
    await caller.edit(interaction.token, { components: [row(button())] });

    expect(() => fake.press("Go", people.newcomer)).toThrow("sees no button");
    expect(fake.press("Go")).toMatchObject({ type: 3, userId: people.asker });
    expect(() => fake.press("Stop")).toThrow("sees no button");
  });

  it("leaves them as they are in an edit that does not speak of them", async () => {
    const interaction = used();
    await caller.answer(interaction);
    await caller.edit(interaction.token, { components: [row(button())] });
    await caller.edit(interaction.token);

    expect(fake.seen()[0]?.buttons).toEqual(["Go"]);
  });
});

describe("The imitation of Discord, with more than one server", () => {
  it("lets the bot write only where it is", async () => {
    const { id, generalId } = fake.addToServer("Northern cluster");
    const there = `/channels/${generalId}/messages`;
    expect((await caller.post({}, there)).status).toBe(200);

    fake.removeFromServer(id);

    expect(await caller.post({}, there)).toEqual(refused(403, 50_001));
  });

  it("lets nobody use a command where they are not", () => {
    const { generalId } = fake.addToServer("Northern cluster");

    expect(() => fake.use({ channelId: generalId, userId: people.newcomer })).toThrow("is not where");
  });
});
