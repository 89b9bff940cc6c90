import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMovableClock, type MovableClock } from "./bot.ts";
import { type Caller, createCaller, refused, silent } from "./caller.ts";
import { createFakeDiscord, type FakeDiscord } from "./fake-discord.ts";

let fake: FakeDiscord;
let clock: MovableClock;
let caller: Caller;

beforeEach(async () => {
  clock = createMovableClock();
  fake = await createFakeDiscord({ clock });
  caller = createCaller(fake);
});

afterEach(() => fake.close());

const used = () => fake.use({ options: { question: "when?" } });

describe("The imitation of Discord, given an answer to /cluster", () => {
  it("takes it within three seconds and not later", async () => {
    const first = used();
    clock.advance(3_000);
    expect((await caller.answer(first)).status).toBe(204);
    const second = used();
    clock.advance(3_001);

    expect(await caller.answer(second)).toEqual(refused(404, 10_062));
  });

  it("takes it once, and only with its token", async () => {
    const { id, token } = used();
    expect(await caller.answer({ id, token: "another" })).toEqual(refused(404, 10_062));
    await caller.answer({ id, token });

    expect(await caller.answer({ id, token })).toEqual(refused(400, 40_060));
  });

  it.each([
    ["of another kind", { type: 9 }, 50_035],
    ["with a flag that cannot be set yet", { type: 5, data: { flags: 4 } }, 50_035],
    ["at once without a word", { type: 4, data: { ...silent } }, 50_006],
    ["at once that may ping", { type: 4, data: { content: "Hello" } }, 50_035],
  ])("refuses one %s", async (_, body, code) => {
    const { id, token } = used();

    expect(await caller.answer({ id, token }, body)).toEqual(refused(400, code));
  });

  it("does not let it be edited before it was given", async () => {
    expect(await caller.edit(used().token)).toEqual(refused(404, 10_015));
  });

  it("lets it be edited for fifteen minutes, with its token and by its application", async () => {
    const { id, token } = used();
    await caller.answer({ id, token });
    expect(await caller.edit("another")).toEqual(refused(404, 10_015));
    expect(await caller.edit(token, {}, "1")).toEqual(refused(404, 10_015));
    clock.advance(15 * 60_000);
    expect((await caller.edit(token)).status).toBe(200);
    clock.advance(1);

    expect(await caller.edit(token)).toEqual(refused(401, 50_027));
  });

  it("keeps to its rules in an edit, too", async () => {
    const { id, token } = used();
    await caller.answer({ id, token });

    expect(await caller.edit(token, { content: "x".repeat(2_001) })).toEqual(refused(400, 50_035));
    expect(await caller.edit(token, { flags: 64 })).toEqual(refused(400, 50_035));
    expect(await caller.edit(token, { allowed_mentions: undefined })).toEqual(refused(400, 50_035));
  });

  it("no longer finds it when the asker has dismissed it", async () => {
    const interaction = used();
    await caller.answer(interaction);
    for (const message of fake.world.messages) message.isDeleted = true;

    expect(await caller.edit(interaction.token)).toEqual(refused(404, 10_008));
  });
});

describe("The imitation of Discord, given commands", () => {
  const register = (command: Record<string, unknown>, application = fake.world.applicationId) =>
    caller.call("PUT", `/applications/${application}/commands`, [
      { name: "cluster", description: "d", ...command },
    ]);
  const option = (name: string, required: boolean) => ({ type: 3, name, description: "d", required });
  const choice = (value: string) => ({ name: value, value });
  const named = (name: string) => ({ type: 1, name, description: "d" });
  const fourLongOptions = ["a", "b", "c", "d"].map((name) => ({
    ...option(name, false),
    description: "d".repeat(100),
  }));
  const subcommand = (options: unknown[]) => ({
    options: [{ type: 1, name: "ask", description: "d", options }],
  });

  it.each([
    ["a name with a capital letter", { name: "Cluster" }],
    ["a name with a blank", { name: "a b" }],
    ["no description", { description: "" }],
    ["a description of 101 characters", { description: "d".repeat(101) }],
    [
      "26 subcommands",
      { options: Array.from({ length: 26 }, (_, i) => ({ type: 1, name: `c${i}`, description: "d" })) },
    ],
    ["two subcommands of the same name", { options: [named("ask"), named("ask")] }],
    [
      "a group without commands",
      { options: [{ type: 2, name: "documents", description: "d", options: [] }] },
    ],
    ["26 options", subcommand(Array.from({ length: 26 }, (_, i) => option(`o${i}`, false)))],
    [
      "26 choices",
      subcommand([{ ...option("o", false), choices: Array.from({ length: 26 }, (_, i) => choice(`${i}`)) }]),
    ],
    ["choices for a file", subcommand([{ ...option("o", false), type: 11, choices: [choice("a")] }])],
    [
      "more than 8000 characters in all",
      { options: Array.from({ length: 25 }, (_, i) => ({ ...named(`c${i}`), options: fourLongOptions })) },
    ],
    ["a description of what stands in the menu of a message", { type: 3 }],
    ["a required option after an optional one", subcommand([option("a", false), option("b", true)])],
  ])("refuses %s", async (_, command) => {
    expect(await register(command)).toEqual(refused(400, 50_035));
  });

  it("refuses those of another application", async () => {
    expect(await register({}, "1")).toEqual(refused(403, 20_012));
  });
});
